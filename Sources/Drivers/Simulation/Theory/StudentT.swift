import Foundation

/// Student's t distribution, for intervals from few replications.
///
/// By the incomplete beta function as a continued fraction (Press et al., Numerical Recipes, 6.4, with the modified
/// method of Lentz), and its inverse by bisection.
enum StudentT {
  /// `probability` from 0.5, below 1.
  static func quantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom > 0 && probability >= 0.5 && probability < 1, "Such a quantile does not exist.")
    var (low, high) = (0.0, 1.0)
    while cumulative(high, degreesOfFreedom) < probability { high *= 2 }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if cumulative(middle, degreesOfFreedom) < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// For `t` from 0.
  static func cumulative(_ t: Double, _ degreesOfFreedom: Int) -> Double {
    let freedom = Double(degreesOfFreedom)
    return 1 - incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
  }

  private static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let beta: Double = lgamma(a) + lgamma(b) - lgamma(a + b)
    let logarithm: Double = a * log(x) + b * log(1 - x) - beta
    if x < (a + 1) / (a + b + 2) { return exp(logarithm) * fraction(x, a, b) / a }
    return 1 - exp(logarithm) * fraction(1 - x, b, a) / b
  }

  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func atLeastTiny(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / atLeastTiny(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...300 {
      let m = Double(step)
      let even: Double = a + 2 * m
      let odd: Double = even - 1
      let first: Double = m * (b - m) * x / (odd * even)
      let sum: Double = (a + m) * (a + b + m)
      let second: Double = -sum * x / (even * (even + 1))
      for term in [first, second] {
        d = 1 / atLeastTiny(1 + term * d)
        c = atLeastTiny(1 + term / c)
        result *= c * d
      }
      if abs(c * d - 1) < 1e-15 { break }
    }
    return result
  }
}
