import LineProtocol
import LineSwarm

/// One connection that sends garbage, and holds the daemon to its answers. It knows no socket: `GarbageSwarm` does
/// what it says.
struct GarbageConnection {
  /// What it wants done.
  struct Turn {
    var bytes: [UInt8] = []
    /// No more will be sent.
    var finishes = false
    /// Close it, and open another in its place.
    var vanishes = false
  }

  /// What is wrong with what the daemon did.
  struct Fault: Error {
    var sentence: String
  }

  let role: Role
  let name: String
  private var source: GarbageSource

  /// Of what has been sent and not answered; those before `answered` are done with.
  private var expected: [(answer: ExpectedAnswer, piece: String)] = []
  private var answered = 0
  /// The rest of a torn line.
  private var rest: [UInt8] = []
  private var ending = GarbagePiece.Ending.none
  private var hasBeenGreeted = false
  private var hasBeenDismissed = false
  private var lastEvent: Int64 = 0
  private(set) var count = GarbageCount()

  init(role: Role, name: String, seed: UInt64) {
    self.role = role
    self.name = name
    source = GarbageSource(role: role, name: name, seed: seed)
  }

  var awaitsAnswer: Bool { answered < expected.count }
  /// The daemon must close it.
  var awaitsEnd: Bool { ending.byeReason != nil }
  /// Everything has been answered, and it may go on.
  var canGoOn: Bool { hasBeenGreeted && !awaitsEnd && (!awaitsAnswer || !rest.isEmpty) }

  /// A new connection takes its place.
  mutating func reconnect() {
    source.reconnect()
    expected.removeAll(keepingCapacity: true)
    answered = 0
    rest = []
    ending = .none
    hasBeenGreeted = false
    hasBeenDismissed = false
    lastEvent = 0
    count.connections += 1
  }

  /// What to send next.
  mutating func goOn() -> Turn {
    if ending == .vanish { return Turn(vanishes: true) }
    var turn = Turn(bytes: rest)
    rest = []
    if !turn.bytes.isEmpty { return turn }
    expected.removeAll(keepingCapacity: true)
    answered = 0
    for _ in 0..<source.batchSize() {
      let piece = source.next()
      turn.bytes += piece.bytes
      expected += piece.answers.map { ($0, piece.name) }
      rest = piece.rest
      ending = piece.ending
      count.pieces += 1
      if ending != .none || !rest.isEmpty { break }
    }
    // After a sudden close there is nobody to take the answers.
    if ending == .vanish { expected.removeAll(keepingCapacity: true) }
    turn.finishes = ending == .halfClose
    count.bytes += turn.bytes.count
    return turn
  }

  // MARK: What comes

  mutating func take(_ bytes: ArraySlice<UInt8>) throws(Fault) {
    guard let line = ServerLineReader.read(bytes) else { throw fault("what is no line of lp/1 came", bytes) }
    guard !hasBeenDismissed else { throw fault("a line came after BYE", bytes) }
    switch line.kind {
    case .notice: try takeNotice(line, bytes)
    case .ok, .error: try takeAnswer(line, bytes)
    case .row: if !awaitsAnswer, ending != .vanish { throw fault("a row came that nothing had asked for", bytes) }
    case .event:
      guard line.number == lastEvent + 1 else { throw fault("event \(lastEvent + 1) was expected", bytes) }
      lastEvent += 1
      count.events += 1
    }
  }

  private mutating func takeNotice(_ line: ReceivedLine, _ bytes: ArraySlice<UInt8>) throws(Fault) {
    guard hasBeenGreeted else {
      guard line.word == "HELLO" else { throw fault("HELLO was expected", bytes) }
      return hasBeenGreeted = true
    }
    guard line.word == "BYE" else { return }
    guard let reason = ending.byeReason, !awaitsAnswer, line["reason"] == reason.rawValue else {
      throw fault("\(expectation) was expected", bytes)
    }
    hasBeenDismissed = true
    count.dismissals += 1
  }

  private mutating func takeAnswer(_ line: ReceivedLine, _ bytes: ArraySlice<UInt8>) throws(Fault) {
    if ending == .vanish { return }
    guard awaitsAnswer, expected[answered].answer.allows(line) else {
      throw fault("\(expectation) was expected", bytes)
    }
    answered += 1
    if line.kind == .ok { count.ok += 1 } else { count.errors += 1 }
  }

  /// The daemon has closed the connection.
  func takeEnd() throws(Fault) {
    guard !hasBeenDismissed else { return }
    throw Fault(sentence: "\(name): the connection was closed, where \(expectation) was expected")
  }

  /// What the connection waits for.
  var expectation: String {
    guard hasBeenGreeted else { return "HELLO" }
    if awaitsAnswer { return "\(expected[answered].answer.description) to \(expected[answered].piece)" }
    return ending.byeReason.map { "BYE reason=\($0.rawValue)" } ?? "nothing"
  }

  private func fault(_ sentence: String, _ bytes: ArraySlice<UInt8>) -> Fault {
    Fault(sentence: "\(name): \(sentence), and this came: \(String(decoding: bytes.prefix(200), as: UTF8.self))")
  }
}

/// What a garbage connection has sent and been answered.
struct GarbageCount {
  var connections = 0
  var pieces = 0
  var bytes = 0
  var ok = 0
  var errors = 0
  var events = 0
  /// Times that the daemon said BYE where it had to.
  var dismissals = 0

  mutating func add(_ other: GarbageCount) {
    connections += other.connections
    pieces += other.pieces
    bytes += other.bytes
    ok += other.ok
    errors += other.errors
    events += other.events
    dismissals += other.dismissals
  }
}
