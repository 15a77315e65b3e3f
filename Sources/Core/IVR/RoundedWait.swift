import CallModel

/// A waiting time as callers are told it, rounded up to 30 s, 1, 2, 3, 5 or 10 minutes, or more than 10: a promise
/// that is likelier kept than one in seconds.
enum RoundedWait: Sendable, Hashable {
  case thirtySeconds
  case minutes(Int64)
  case moreThanTenMinutes

  static let steps: [Int64] = [1, 2, 3, 5, 10]

  init(_ interval: Interval) {
    if interval <= .seconds(30) {
      self = .thirtySeconds
    } else if let minutes = Self.steps.first(where: { interval <= .minutes($0) }) {
      self = .minutes(minutes)
    } else {
      self = .moreThanTenMinutes
    }
  }

  /// How long the caller has been promised to wait at most; `nil`: nothing was promised.
  var promised: Interval? {
    switch self {
    case .thirtySeconds: .seconds(30)
    case .minutes(let minutes): .minutes(minutes)
    case .moreThanTenMinutes: nil
    }
  }
}
