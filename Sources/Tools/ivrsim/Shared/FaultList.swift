import LineSwarm

/// What went wrong in a run: all of it counted, the first few kept as sentences.
struct FaultList: Sendable {
  /// More would only scroll the first ones away.
  static let kept = 10

  private(set) var count = 0
  private(set) var sentences: [String] = []

  var isEmpty: Bool { count == 0 }

  mutating func add(_ sentence: String) {
    count += 1
    if sentences.count < Self.kept { sentences.append(sentence) }
  }

  mutating func add(_ other: FaultList) {
    sentences = Array((sentences + other.sentences).prefix(Self.kept))
    count += other.count
  }

  /// Something came that ivrd never says.
  mutating func addStray(_ line: ArraySlice<UInt8>, on connection: Int) {
    add("connection \(connection): no line of lp/1: \(String(decoding: line, as: UTF8.self))")
  }

  /// A connection has ended that was to stay.
  mutating func add(_ end: ConnectionEnd, of connection: Int) {
    add("connection \(connection): \(end == .brokenLine ? "a broken line came" : "it was closed")")
  }

  /// For people: the sentences, and how many more there are.
  var lines: [String] {
    sentences.map { "FAILED: \($0)" } + (count > sentences.count ? ["... and \(count - sentences.count) more"] : [])
  }
}
