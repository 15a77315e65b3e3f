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

  /// For people: the sentences, and how many more there are.
  var lines: [String] {
    sentences.map { "FAILED: \($0)" } + (count > sentences.count ? ["... and \(count - sentences.count) more"] : [])
  }
}
