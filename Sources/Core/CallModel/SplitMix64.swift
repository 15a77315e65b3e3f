/// A small seeded generator: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014). The same seed gives the same numbers in every run and on every machine; it is the only
/// source of chance in the core and in the simulations, and not for secrets.
public struct SplitMix64: RandomNumberGenerator, Hashable, Sendable, Codable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// From 0, less than `bound`. Scaled by multiplication: the bias is under `bound` / 2^64.
  public mutating func next(below bound: Int) -> Int {
    precondition(bound > 0, "There is no number below 0 to pick.")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  public mutating func next(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + next(below: range.upperBound - range.lowerBound + 1)
  }

  public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[next(below: elements.count)] }

  public mutating func chance(percent: Int) -> Bool { next(below: 100) < percent }
}
