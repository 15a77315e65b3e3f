import CallModel
import Foundation

extension SplitMix64 {
  /// Above 0, at most 1; 53 bits.
  mutating func nextUnit() -> Double { (Double(next() >> 11) + 1) * 0x1p-53 }

  /// Exponentially distributed with mean 1.
  mutating func nextExponential() -> Double { -log(nextUnit()) }

  /// Normally distributed with mean 0 and deviation 1 (Box and Muller, 1958; the second value is not used).
  mutating func nextNormal() -> Double { (-2 * log(nextUnit())).squareRoot() * cos(2 * .pi * nextUnit()) }

  /// A stream of its own for each purpose and each replication.
  init(seed: UInt64, replication: Int, stream: Int) {
    var root = SplitMix64(seed: seed)
    var branch = SplitMix64(seed: root.next() &+ UInt64(replication))
    self.init(seed: branch.next() &+ UInt64(stream) &* 0xD134_2543_DE82_EF95)
  }
}

extension Interval {
  /// Rounded to the microsecond.
  init(fractionalSeconds seconds: Double) { self.init(microseconds: Int64((seconds * 1e6).rounded())) }

  var fractionalSeconds: Double { Double(microseconds) / 1e6 }
}

extension SplitMix64 {
  /// Lognormally distributed with mean 1 and this standard deviation.
  mutating func nextLognormal(spread: Double) -> Double {
    let variance = log1p(spread * spread)
    return exp(variance.squareRoot() * nextNormal() - variance / 2)
  }
}
