public import CallModel

/// The two halves of a branch's day that visits are booked for.
public enum HalfDay: String, CaseIterable, Sendable, Codable {
  case morning, afternoon
}

/// A booked visit of a branch.
public struct BranchVisit: Hashable, Sendable {
  public var branch: String
  public var day: CivilDay
  public var half: HalfDay
  /// Whoever calls from it has booked; normalized.
  public var phone: String
  public var at: Timestamp

  public init(branch: String, day: CivilDay, half: HalfDay, phone: String, at: Timestamp) {
    self.branch = branch
    self.day = day
    self.half = half
    self.phone = phone
    self.at = at
  }
}
