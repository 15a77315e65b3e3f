import CallModel
import NIOCore

/// The connections from their `opened` to their `closed`, which of them have something to be sent, and the listeners.
/// Used on the server's loop only.
final class ConnectionTable {
  var listeners: [LineListener] = []
  var isDelivering = false
  var isFlushAwaited = false
  private var connections: [ConnectionID: LineConnection] = [:]
  /// What is sent to a connection comes several at a time.
  private var latest: LineConnection?
  private var waiting: [LineConnection] = []
  /// Empty, with memory that the last flush left.
  private var spare: [LineConnection] = []
  /// Set once the server shuts down: connections that still come are closed at once.
  private var emptied: EventLoopPromise<Void>?

  subscript(id: ConnectionID) -> LineConnection? {
    if let latest, latest.id == id { return latest }
    guard let connection = connections[id] else { return nil }
    latest = connection
    return connection
  }

  /// The oldest first.
  var all: [LineConnection] { connections.values.sorted { $0.id < $1.id } }

  func add(_ connection: LineConnection) {
    connections[connection.id] = connection
    if emptied != nil { closeSoon(connection) }
  }

  func remove(_ id: ConnectionID) {
    connections[id] = nil
    if latest?.id == id { latest = nil }
    if connections.isEmpty { emptied?.succeed() }
  }

  func markWaiting(_ connection: LineConnection) {
    guard !connection.outbox.isWaiting else { return }
    connection.outbox.isWaiting = true
    waiting.append(connection)
  }

  func closeAll(whenEmpty emptied: EventLoopPromise<Void>) {
    if let earlier = self.emptied {
      earlier.futureResult.cascade(to: emptied)
      return
    }
    self.emptied = emptied
    if connections.isEmpty { emptied.succeed() }
    for connection in all { closeSoon(connection) }
  }

  private func closeSoon(_ connection: LineConnection) {
    connection.outbox.closes = true
    markWaiting(connection)
  }

  /// Empties the outboxes that have something in them.
  func flush() {
    guard !waiting.isEmpty else { return }
    var full = spare
    spare = []
    swap(&full, &waiting)
    for connection in full { connection.emptyOutbox() }
    full.removeAll(keepingCapacity: true)
    spare = full
  }
}
