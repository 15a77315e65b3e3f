public import CallModel

/// One line of the audit trail: who did what to what, when, as which user of the system.
public struct TrailEntry: Hashable, Sendable, Codable {
  /// Stands for a caller, who is no user of the system: `(uid_t)-1`, which POSIX keeps free.
  public static let noUser = UInt32.max

  public var at: Timestamp
  public var userID: UInt32
  /// `nil` where nobody of the staff is known by that user.
  public var actor: StaffID?
  /// An act, or an act that was refused.
  public var act: String
  /// `CP1001`, a member of the staff, ...
  public var subject: String
  /// Words of closed sets and ids, never a name or a number of a customer: this part stays for ever.
  public var detail: String
  /// Somebody's own words. The chain holds their digest, so that the words can be erased and the chain still holds.
  public var text: String?

  public init(
    at: Timestamp, userID: UInt32, actor: StaffID?, act: String, subject: String, detail: String = "",
    text: String? = nil
  ) {
    self.at = at
    self.userID = userID
    self.actor = actor
    self.act = act
    self.subject = subject
    self.detail = detail
    self.text = text
  }
}

/// What came of checking the trail's chain.
public struct TrailCheck: Hashable, Sendable {
  public var entries: Int64
  /// The digest of the last entry. Written down elsewhere, it proves later that nothing was cut off.
  public var head: String
  /// The first entry that does not follow from the one before.
  public var firstBroken: Int64?
  /// The entry whose digest was looked for; `nil` where it is not in the chain.
  public var found: Int64?

  public init(entries: Int64, head: String, firstBroken: Int64? = nil, found: Int64? = nil) {
    self.entries = entries
    self.head = head
    self.firstBroken = firstBroken
    self.found = found
  }
}
