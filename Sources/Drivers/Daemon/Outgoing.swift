import CallModel
import LineProtocol
import SwitchboardCore

/// Effects on their way out, in their order: lines as the bytes that go over the wire, the rest as it came.
///
/// Apart from `Effect`, because a line is wanted twice, by the digest and by its connection, and may have to wait for
/// the disk in between: it is encoded once, here, and what is side by side for one connection becomes one.
struct Outgoing: Sendable {
  enum Item: Sendable {
    /// Whole lines, in `bytes` from where those before them ended, and how many of the connection's requests they
    /// complete.
    case lines(ConnectionID, end: Int, completed: Int)
    case close(ConnectionID)
    /// What does not go to a connection.
    case other(Effect)

    /// Whom it goes to.
    var connection: ConnectionID? {
      switch self {
      case .lines(let connection, end: _, completed: _), .close(let connection): connection
      case .other: nil
      }
    }
  }

  private(set) var items: [Item] = []
  private(set) var bytes: [UInt8] = []

  var isEmpty: Bool { items.isEmpty }

  /// Gives where in `bytes` an effect's line is; nowhere where it is no line.
  @discardableResult
  mutating func append(_ effect: Effect) -> Range<Int> {
    let start = bytes.count
    switch effect {
    case .send(let connection, let line):
      line.encode(into: &bytes)
      noteLines(for: connection)
    case .completed(let connection, let count): noteLines(for: connection, completed: count)
    case .close(let connection): items.append(.close(connection))
    case .askHost, .record, .ask, .log, .reloadEnded, .stopped: items.append(.other(effect))
    }
    return start..<bytes.count
  }

  private mutating func noteLines(for connection: ConnectionID, completed count: Int = 0) {
    var completed = count
    if case .lines(connection, end: _, completed: let before)? = items.last {
      items.removeLast()
      completed += before
    }
    items.append(.lines(connection, end: bytes.count, completed: completed))
  }

  private mutating func append(_ item: Item, lines: ArraySlice<UInt8>) {
    guard case .lines(let connection, end: _, let completed) = item else { return items.append(item) }
    bytes += lines
    noteLines(for: connection, completed: completed)
  }

  mutating func append(_ later: Outgoing) {
    later.forEach { append($0, lines: $1) }
  }

  /// Each item with its lines' bytes.
  func forEach(_ take: (Item, ArraySlice<UInt8>) -> Void) {
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

  /// Both in their order.
  func split(_ isFirst: (Item) -> Bool) -> (first: Outgoing, second: Outgoing) {
    if items.allSatisfy(isFirst) { return (self, Outgoing()) }
    var (first, second) = (Outgoing(), Outgoing())
    forEach { item, lines in
      if isFirst(item) { first.append(item, lines: lines) } else { second.append(item, lines: lines) }
    }
    return (first, second)
  }

  /// The state after the turns that caused this is wanted.
  var asksForCopy: Bool {
    items.contains { if case .other(.ask(_, .backup)) = $0 { true } else { false } }
  }

  func speaks(to connection: ConnectionID) -> Bool { items.contains { $0.connection == connection } }
}
