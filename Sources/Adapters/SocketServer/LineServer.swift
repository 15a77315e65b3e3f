public import CallModel
public import DequeModule
public import LineProtocol
public import Logging
public import NIOCore
import Synchronization

/// Three Unix stream listeners by role, in front of one core, all on one event loop: a key crosses no thread.
///
/// Connections decode and parse what they read; the core gets it as inputs, many at a time. What it sends is gathered,
/// and written once a connection when it has returned. `send`, `completed` and `close` are for that loop only.
public final class LineServer: Sendable {
  let loop: any EventLoop
  let limits: ConnectionLimits
  let logger: Logger
  private let deliver: @Sendable (inout Deque<ConnectionInput>) -> Void
  private let onTurn: @Sendable (_ length: Interval, _ readsWaiting: Int) -> Void
  let table: NIOLoopBoundBox<ConnectionTable>
  /// Made with the first connection.
  let courier: NIOLoopBoundBox<LoopCourier?>
  private let lastID: Atomic<Int64>
  private let openCount: Atomic<Int>
  private let refusals: Atomic<Int>

  /// - Parameters:
  ///   - loop: the core's, on which the connections live too.
  ///   - firstConnection: the id of the first connection, where ids go on from an earlier life of the daemon.
  ///   - onTurn: called on `loop` after each turn of it that brought something: how long the turn was, and how many more
  ///     reads of the fullest connection were waiting, each for a turn.
  ///   - deliver: takes inputs on `loop`, and may take them out; never while it is still running.
  public init(
    loop: any EventLoop, limits: ConnectionLimits = ConnectionLimits(),
    firstConnection: ConnectionID = ConnectionID(1), logger: Logger,
    onTurn: @escaping @Sendable (_ length: Interval, _ readsWaiting: Int) -> Void = { _, _ in },
    deliver: @escaping @Sendable (inout Deque<ConnectionInput>) -> Void
  ) {
    self.loop = loop
    self.limits = limits
    self.logger = logger
    self.deliver = deliver
    self.onTurn = onTurn
    table = .makeBoxSendingValue(ConnectionTable(), eventLoop: loop)
    courier = .makeEmptyBox(eventLoop: loop)
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
    send(encoded: bytes[...], completing: 0, to: connection)
  }

  /// The same for whole lines as they go over the wire, with `completed` in one.
  public func send(encoded lines: ArraySlice<UInt8>, completing count: Int, to connection: ConnectionID) {
    let table = table.value
    guard let connection = table[connection] else { return }
    connection.outbox.bytes += lines
    connection.outbox.completed += count
    post(connection, table)
  }

  /// So many of the lines delivered are done with: answered, or accepted where that needs no answer. Every line
  /// delivered must be completed once, refused ones too, or the connection is one day read no more.
  public func completed(_ count: Int, of connection: ConnectionID) {
    send(encoded: [], completing: count, to: connection)
  }

  /// Closes when the peer has taken what was sent, or after the grace time. What it says meanwhile is thrown away.
  public func close(_ connection: ConnectionID) {
    let table = table.value
    guard let connection = table[connection] else { return }
    connection.outbox.closes = true
    post(connection, table)
  }

  private func post(_ connection: LineConnection, _ table: ConnectionTable) {
    table.markWaiting(connection)
    guard !table.isDelivering, !table.isFlushAwaited else { return }
    table.isFlushAwaited = true
    loop.execute {
      let table = self.table.value
      table.isFlushAwaited = false
      table.flush()
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

  /// On the loop.
  func makeConnection(role: Role, peer: PeerCredentials) -> LineConnection {
    let id = ConnectionID(lastID.add(1, ordering: .relaxed).newValue)
    return LineConnection(id: id, role: role, peer: peer, limits: limits, courier: sharedCourier()) { [weak self] in
      self?.openCount.subtract(1, ordering: .relaxed)
    }
  }

  /// On the loop. It counts, even where that makes one too many.
  func makeConnection(takingOver earlier: HandedConnection, peer: PeerCredentials) -> LineConnection {
    openCount.add(1, ordering: .relaxed)
    return LineConnection(takingOver: earlier, peer: peer, limits: limits, courier: sharedCourier()) { [weak self] in
      self?.openCount.subtract(1, ordering: .relaxed)
    }
  }

  private func sharedCourier() -> LoopCourier {
    if let courier = courier.value { return courier }
    let made = LoopCourier(loop: loop, table: table.value, onTurn: onTurn) { [weak self] in self?.take(&$0) }
    courier.value = made
    return made
  }

  private func take(_ inputs: inout Deque<ConnectionInput>) {
    let table = table.value
    if !inputs.isEmpty {
      table.isDelivering = true
      deliver(&inputs)
      table.isDelivering = false
    }
    table.flush()
  }

  // MARK: The end

  /// Stops listening and removes the sockets' files (not of descriptors that were passed), then closes every
  /// connection as `close` does. Returns when all are closed; the core is told of each.
  public func shutdown() async {
    await stopListening()
    let emptied = loop.makePromise(of: Void.self)
    loop.execute {
      let table = self.table.value
      table.closeAll(whenEmpty: emptied)
      table.flush()
    }
    try? await emptied.futureResult.get()
  }
}
