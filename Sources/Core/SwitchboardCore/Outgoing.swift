public import CallModel
import LineProtocol

/// What steps want done, on its way out, in its order: lines as the bytes that go over the wire, the rest as it came.
///
/// Apart from a list of effects, because a line is wanted twice, by the digest and by its connection, and may have to
/// wait for the disk in between: it is encoded once, while the core has it in its hands, and nobody makes a copy of it.
/// What is side by side for one connection becomes one.
public struct Outgoing: Sendable {
  public enum Item: Sendable {
    /// Whole lines, in `bytes` from where those before them ended, and how many of the connection's requests they
    /// complete.
    case lines(ConnectionID, end: Int, completed: Int)
    case close(ConnectionID)
    /// What does not go to a connection.
    indirect case other(Effect)

    /// Whom it goes to.
    public var connection: ConnectionID? {
      switch self {
      case .lines(let connection, end: _, completed: _), .close(let connection): connection
      case .other: nil
      }
    }
  }

  public private(set) var items: [Item] = []
  public private(set) var bytes: [UInt8] = []
  /// Of all that was appended, going on from what it began with.
  public var digest = EffectDigest()
  /// For those who look at lines and send none: everything as it came, and nothing in the fields above.
  var values: [Effect]?

  public init() {}

  /// Keeps effects as they came.
  init(values: [Effect]) { self.values = values }

  public var isEmpty: Bool { items.isEmpty }

  public mutating func append(_ effect: Effect) {
    if values != nil { return values!.append(effect) }
    switch effect {
    case .send(let connection, let line): return encode(to: connection) { line.encode(into: &$0) }
    case .completed(let connection, let count): noteLines(for: connection, completed: count)
    case .close(let connection): items.append(.close(connection))
    case .askHost, .record, .ask, .log, .reloadEnded, .stopped: items.append(.other(effect))
    }
    // That effects can be written is tested, and no reason to stop calls.
    try? digest.add(effect)
  }

  /// A line that ends a request: the same as `.send` and one `.completed`.
  mutating func reply(_ line: ServerLine, to connection: ConnectionID) {
    if values != nil { return values! += [.send(connection, line), .completed(connection, count: 1)] }
    encode(to: connection, completed: 1) { line.encode(into: &$0) }
    digest.add(completed: 1, of: connection)
  }

  /// The same as `.send` of this event.
  mutating func send(number: Int64, subject: String, _ event: Event, to connection: ConnectionID) {
    if values != nil {
      return values!.append(.send(connection, .event(number: number, subject: subject, event)))
    }
    encode(to: connection) { ServerLine.encode(number: number, subject: subject, event, into: &$0) }
  }

  @inline(__always)
  private mutating func encode(
    to connection: ConnectionID, completed: Int = 0, _ write: (inout [UInt8]) -> Void
  ) {
    let start = bytes.count
    write(&bytes)
    digest.add(line: bytes, from: start, to: connection)
    noteLines(for: connection, completed: completed)
  }

  private mutating func noteLines(for connection: ConnectionID, completed: Int) {
    if case .lines(connection, end: _, completed: let before)? = items.last {
      items[items.count - 1] = .lines(connection, end: bytes.count, completed: before + completed)
    } else {
      items.append(.lines(connection, end: bytes.count, completed: completed))
    }
  }

  private mutating func append(_ item: Item, lines: ArraySlice<UInt8>) {
    guard case .lines(let connection, end: _, let completed) = item else { return items.append(item) }
    bytes += lines
    noteLines(for: connection, completed: completed)
  }

  /// What goes out later. The digest has no part in it.
  public mutating func append(_ later: Outgoing) { later.forEach { append($0, lines: $1) } }

  /// Each item with its lines' bytes.
  public func forEach(_ take: (Item, ArraySlice<UInt8>) -> Void) {
    var start = 0
    for item in items {
      if case .lines(_, let end, completed: _) = item {
        take(item, bytes[start..<end])
        start = end
      } else {
        take(item, [])
      }
    }
  }

  /// Takes some out; both they and what stays keep their order.
  public mutating func take(where isTaken: (Item) -> Bool) -> Outgoing {
    guard items.contains(where: isTaken) else { return Outgoing() }
    var (taken, left) = (Outgoing(), Outgoing())
    forEach { item, lines in
      if isTaken(item) { taken.append(item, lines: lines) } else { left.append(item, lines: lines) }
    }
    (items, bytes) = (left.items, left.bytes)
    return taken
  }

  /// Empty again, with its memory where that is no more than so many bytes.
  public mutating func removeAll(keepingAtMost limit: Int) {
    items.removeAll(keepingCapacity: items.capacity * MemoryLayout<Item>.stride <= limit)
    bytes.removeAll(keepingCapacity: bytes.capacity <= limit)
  }

  /// The state after the turns that caused this is wanted.
  public var asksForCopy: Bool {
    items.contains { if case .other(.ask(_, .backup)) = $0 { true } else { false } }
  }

  public func speaks(to connection: ConnectionID) -> Bool { items.contains { $0.connection == connection } }
}

/// For those who look at effects one by one: simulations, tests, whoever reads a journal.
extension Switchboard {
  public mutating func step(_ input: Input, at instant: Timestamp, into effects: inout [Effect]) {
    asValues(&effects) { step(input, at: instant, into: &$0) }
  }

  public mutating func advance(to limit: Timestamp, into effects: inout [Effect]) {
    asValues(&effects) { advance(to: limit, into: &$0) }
  }

  @discardableResult
  public mutating func replay(_ turn: Turn, seal: (any KeySeal)? = nil, into effects: inout [Effect]) -> Bool {
    asValues(&effects) { replay(turn, seal: seal, into: &$0) }
  }

  private func asValues<Result>(_ effects: inout [Effect], _ happen: (inout Outgoing) -> Result) -> Result {
    var outgoing = Outgoing(values: effects)
    effects = []
    defer { effects = outgoing.values ?? [] }
    return happen(&outgoing)
  }
}
