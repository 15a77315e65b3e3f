/// A small seeded generator: SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
/// 2014). The same seed gives the same demo bank on every machine.
struct SplitMix64: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// From 0, less than `bound`. Scaled by multiplication: the bias is under `bound` / 2^64.
  mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "There is no number below 0 to pick.")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  mutating func next(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + next(below: range.upperBound - range.lowerBound + 1)
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(below: elements.count)] }
}
