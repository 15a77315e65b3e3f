public import CallModel
public import LineProtocol
public import Logging
public import NIOCore
import Synchronization

/// Three Unix stream listeners by role, in front of one core.
///
/// Connections decode, parse and encode on their own event loops. The core sees what they read as inputs, on its
/// own loop, many at a time; what it sends is gathered, and written once a connection when it has returned.
/// `send`, `completed` and `close` are for the core's loop only.
public final class LineServer: Sendable {
  let group: any EventLoopGroup
  let core: any EventLoop
  let limits: ConnectionLimits
  let logger: Logger
  private let deliver: @Sendable ([ConnectionInput]) -> Void
  /// With so many lines the core is asked to answer before it gets more: what they cause is still in the processor's
  /// caches when it is written, and is with its peers while the core goes on.
  static let linesTogether = 512
  /// What the core's loop knows of the connections.
  let table: NIOLoopBoundBox<ConnectionTable>
  /// By the identity of their event loops.
  private let couriers: [ObjectIdentifier: NIOLoopBoundBox<LoopCourier?>]
  private let lastID: Atomic<Int64>
  private let openCount: Atomic<Int>
  private let refusals: Atomic<Int>

  /// - Parameters:
  ///   - group: whose loops connections live on; `core` may be one of them.
  ///   - firstConnection: the id of the first connection, where ids go on from an earlier life of the daemon.
  ///   - deliver: takes inputs on `core`, never while it is still running.
  public init(
    group: any EventLoopGroup, core: any EventLoop, limits: ConnectionLimits = ConnectionLimits(),
    firstConnection: ConnectionID = ConnectionID(1), logger: Logger,
    deliver: @escaping @Sendable ([ConnectionInput]) -> Void
  ) {
    self.group = group
    self.core = core
    self.limits = limits
    self.logger = logger
    self.deliver = deliver
    table = .makeBoxSendingValue(ConnectionTable(), eventLoop: core)
    couriers = Dictionary(
      uniqueKeysWithValues: group.makeIterator().map {
        (ObjectIdentifier($0), NIOLoopBoundBox.makeEmptyBox(valueType: LoopCourier.self, eventLoop: $0))
      })
    lastID = Atomic(firstConnection.number - 1)
    openCount = Atomic(0)
    refusals = Atomic(0)
  }

  /// Connections open now.
  public var connectionCount: Int { openCount.load(ordering: .relaxed) }

  /// Connections that were one too many.
  public var refusedCount: Int { refusals.load(ordering: .relaxed) }

  // MARK: For the core

  /// Sends the lines, in order with those sent before. Thrown away where the connection has gone.
  public func send(_ lines: [ServerLine], to connection: ConnectionID) {
    var bytes: [UInt8] = []
    for line in lines { line.encode(into: &bytes) }
    send(encoded: bytes[...], to: connection)
  }

  /// The same for whole lines as they go over the wire.
  public func send(encoded lines: ArraySlice<UInt8>, to connection: ConnectionID) {
    guard !lines.isEmpty, let outbox = table.value.outbox(of: connection) else { return }
    outbox.bytes.writeBytes(lines)
    post(outbox)
  }

  /// So many of the lines delivered are done with: answered, or accepted where that needs no answer. Every line
  /// delivered must be completed once, refused ones too, or the connection is one day read no more.
  public func completed(_ count: Int, of connection: ConnectionID) {
    guard count > 0, let outbox = table.value.outbox(of: connection) else { return }
    outbox.completed += count
    post(outbox)
  }

  /// Closes when the peer has taken what was sent, or after the grace time. What it says meanwhile is thrown away.
  public func close(_ connection: ConnectionID) {
    guard let outbox = table.value.outbox(of: connection) else { return }
    outbox.closes = true
    post(outbox)
  }

  private func post(_ outbox: Outbox) {
    let table = table.value
    table.markWaiting(outbox)
    guard !table.isDelivering, !table.isFlushAwaited else { return }
    table.isFlushAwaited = true
    core.execute {
      self.table.value.isFlushAwaited = false
      self.flush()
    }
  }

  /// One hop for each event loop that has something waiting, and none for the core's own.
  private func flush() {
    let batches = table.value.takeWaiting()
    for batch in batches {
      if batch.loop.inEventLoop {
        batch.perform()
      } else {
        batch.loop.execute { batch.perform() }
      }
    }
  }

  // MARK: For the connections

  /// Counts a new connection in. False: there are too many, and it was not counted.
  func mayOpen() -> Bool {
    let count = openCount.add(1, ordering: .relaxed).newValue
    if count <= limits.maximumConnections { return true }
    openCount.subtract(1, ordering: .relaxed)
    refusals.add(1, ordering: .relaxed)
    return false
  }

  /// On the connection's loop.
  func makeConnection(role: Role, peer: PeerCredentials, loop: any EventLoop) -> LineConnection {
    let id = ConnectionID(lastID.add(1, ordering: .relaxed).newValue)
    return LineConnection(id: id, role: role, peer: peer, limits: limits, courier: courier(of: loop)) { [weak self] in
      self?.openCount.subtract(1, ordering: .relaxed)
    }
  }

  /// On the connection's loop. It counts, even where that makes one too many.
  func makeConnection(
    takingOver earlier: HandedConnection, peer: PeerCredentials, loop: any EventLoop
  ) -> LineConnection {
    openCount.add(1, ordering: .relaxed)
    return LineConnection(takingOver: earlier, peer: peer, limits: limits, courier: courier(of: loop)) { [weak self] in
      self?.openCount.subtract(1, ordering: .relaxed)
    }
  }

  private func courier(of loop: any EventLoop) -> LoopCourier {
    guard let box = couriers[ObjectIdentifier(loop)] else {
      preconditionFailure("A connection lives on a loop of the server's own group.")
    }
    if let courier = box.value { return courier }
    let courier = LoopCourier(loop: loop) { [weak self] parcel in self?.handOver(parcel) }
    box.value = courier
    return courier
  }

  private func handOver(_ parcel: LoopCourier.Parcel) {
    if core.inEventLoop {
      take(parcel)
    } else {
      core.execute { self.take(parcel) }
    }
  }

  private func take(_ parcel: LoopCourier.Parcel) {
    let table = table.value
    for arrival in parcel.arrivals { table.add(arrival) }
    // Connections that were taken over are no news to the core.
    var rest = parcel.inputs[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Self.countTogether(rest))
      rest = rest.dropFirst(piece.count)
      table.isDelivering = true
      deliver(Array(piece))
      table.isDelivering = false
      if !rest.isEmpty { flush() }
    }
    for id in parcel.departures { table.remove(id) }
    flush()
  }

  /// How many of the inputs are delivered together: until there are `linesTogether` lines.
  static func countTogether(_ inputs: ArraySlice<ConnectionInput>) -> Int {
    var (count, lines) = (0, 0)
    for input in inputs where lines < linesTogether {
      if case .lines(_, let more) = input { lines += more.count }
      count += 1
    }
    return count
  }

  // MARK: The end

  /// Stops listening and removes the sockets' files (not of descriptors that were passed), then closes every
  /// connection as `close` does. Returns when all are closed; the core is told of each.
  public func shutdown() async {
    await stopListening()
    let emptied = core.makePromise(of: Void.self)
    core.execute {
      let table = self.table.value
      table.closeAll(whenEmpty: emptied)
      self.flush()
    }
    try? await emptied.futureResult.get()
  }
}
