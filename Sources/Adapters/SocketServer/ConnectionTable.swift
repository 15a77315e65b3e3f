import CallModel
import LineProtocol
import NIOCore

/// What the core has for one connection and has not handed over yet. Used on the core's loop only.
final class Outbox {
  let id: ConnectionID
  let connection: NIOLoopBound<LineConnection>
  /// Whole lines.
  var bytes = ByteBuffer()
  var completed = 0
  var closes = false
  var isWaiting = false

  init(_ arrival: LoopCourier.Arrival) {
    id = arrival.id
    connection = arrival.connection
  }
}

/// The connections as the core's loop knows them, from their `opened` to their `closed`; and the listeners.
final class ConnectionTable {
  /// What waits for the connections of one event loop.
  struct Batch: Sendable {
    struct Item: Sendable {
      var connection: NIOLoopBound<LineConnection>
      var bytes: ByteBuffer
      var completed: Int
      var closes: Bool
    }

    var loop: any EventLoop
    var items: [Item]

    /// On `loop`.
    func perform() {
      for item in items {
        let connection = item.connection.value
        connection.send(item.bytes)
        if item.completed > 0 { connection.complete(item.completed) }
        if item.closes { connection.close() }
      }
    }
  }

  private var outboxes: [ConnectionID: Outbox] = [:]
  /// What is sent to a connection comes several at a time.
  private var latest: Outbox?
  var listeners: [LineListener] = []
  var isDelivering = false
  var isFlushAwaited = false
  private var waiting: [Outbox] = []
  /// Set once the server shuts down: connections that still come are closed at once.
  private var emptied: EventLoopPromise<Void>?

  func outbox(of id: ConnectionID) -> Outbox? {
    if let latest, latest.id == id { return latest }
    guard let outbox = outboxes[id] else { return nil }
    latest = outbox
    return outbox
  }

  /// The oldest first.
  var all: [Outbox] { outboxes.values.sorted { $0.id < $1.id } }

  func add(_ arrival: LoopCourier.Arrival) {
    let outbox = Outbox(arrival)
    outboxes[arrival.id] = outbox
    if emptied != nil {
      outbox.closes = true
      markWaiting(outbox)
    }
  }

  func remove(_ id: ConnectionID) {
    outboxes[id] = nil
    if latest?.id == id { latest = nil }
    if outboxes.isEmpty { emptied?.succeed() }
  }

  func markWaiting(_ outbox: Outbox) {
    guard !outbox.isWaiting else { return }
    outbox.isWaiting = true
    waiting.append(outbox)
  }

  func closeAll(whenEmpty emptied: EventLoopPromise<Void>) {
    if let earlier = self.emptied {
      earlier.futureResult.cascade(to: emptied)
      return
    }
    self.emptied = emptied
    if outboxes.isEmpty { emptied.succeed() }
    for outbox in outboxes.values {
      outbox.closes = true
      markWaiting(outbox)
    }
  }

  /// Empties the outboxes that have something in them, gathered by event loop. There are as few loops as cores, so
  /// that looking through them is no cost.
  func takeWaiting() -> [Batch] {
    guard !waiting.isEmpty else { return [] }
    var batches: [Batch] = []
    for outbox in waiting {
      let item = Batch.Item(
        connection: outbox.connection, bytes: outbox.bytes, completed: outbox.completed, closes: outbox.closes)
      outbox.bytes = ByteBuffer()
      outbox.completed = 0
      outbox.isWaiting = false
      let loop = outbox.connection.eventLoop
      if let index = batches.firstIndex(where: { $0.loop === loop }) {
        batches[index].items.append(item)
      } else {
        batches.append(Batch(loop: loop, items: [item]))
      }
    }
    waiting.removeAll(keepingCapacity: true)
    return batches
  }
}
