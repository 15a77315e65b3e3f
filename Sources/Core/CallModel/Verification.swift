/// How surely the bank knows who is calling. Each operation declares the level that it needs.
public enum VerificationLevel: Int, Comparable, Sendable, Codable, CaseIterable {
  /// Nothing is known but the calling number.
  case none = 0
  /// The query password was right: the caller may hear.
  case query = 1
  /// The transaction password was right (lapses 120 s after entry): the caller may move money.
  case transaction = 2
  /// An agent has verified the caller.
  case agent = 3

  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// The caller's standing with the bank; sets the priority and the wording.
public enum CustomerTier: String, Sendable, Codable, CaseIterable {
  case normal, vip, elder, blocked
}
