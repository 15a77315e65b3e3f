public import CallModel

/// One complaint, from its receipt to the follow-up after its end [H6, A16, B5, C6, G11].
public struct Complaint: Hashable, Sendable, Codable {
  /// Complaints are numbered from here, so that a number has four digits from the first day.
  public static let firstNumber: Int64 = 1_001
  public static let idPrefix = "CP"

  public var number: Int64
  public var channel: ComplaintChannel
  public var business: ComplaintBusiness
  public var cause: ComplaintCause
  public var state = ComplaintState.received
  public var complainant: Complainant
  public var about = Accused()
  public var receivedAt: Timestamp
  public var registeredBy: StaffID
  /// What it says, in the register's words.
  public var matter: String
  public var handler: Handler?
  /// Units that handle it together with the handler's.
  public var jointUnits: [UnitID] = []
  public var extensions = 0
  public var urgings = 0
  public var escalations = 0
  /// The newest last: a review adds a second.
  public var decisions: [Decision] = []
  public var notifiedAt: Timestamp?
  /// The complainant was once told too late; a review doesn't mend it.
  public var wasLate = false
  /// When it was closed, withdrawn or not accepted.
  public var endedAt: Timestamp?
  public var reviewAskedAt: Timestamp?
  public var followUp: FollowUp?

  public init(
    number: Int64 = 0, channel: ComplaintChannel, business: ComplaintBusiness, cause: ComplaintCause,
    complainant: Complainant, about: Accused = Accused(), receivedAt: Timestamp, registeredBy: StaffID, matter: String
  ) {
    self.number = number
    self.channel = channel
    self.business = business
    self.cause = cause
    self.complainant = complainant
    self.about = about
    self.receivedAt = receivedAt
    self.registeredBy = registeredBy
    self.matter = matter
  }

  /// `CP1001`: what people say and type.
  public var id: String { "\(Self.idPrefix)\(number)" }

  /// Who complains. Names and numbers are shown masked; see the order `complaint contact`.
  public struct Complainant: Hashable, Sendable, Codable {
    public var name: String?
    public var phone: String?
    public var customer: CustomerNumber?
    /// The call in which it was taken.
    public var call: CallID?

    public init(
      name: String? = nil, phone: String? = nil, customer: CustomerNumber? = nil, call: CallID? = nil
    ) {
      self.name = name
      self.phone = phone
      self.customer = customer
      self.call = call
    }
  }

  /// Who is complained of; neither may handle the complaint.
  public struct Accused: Hashable, Sendable, Codable {
    public var unit: UnitID?
    public var person: StaffID?

    public init(unit: UnitID? = nil, person: StaffID? = nil) {
      self.unit = unit
      self.person = person
    }

    public func isMet(by member: StaffMember) -> Bool { unit == member.unit || person == member.id }
  }

  public struct Handler: Hashable, Sendable, Codable {
    public var id: StaffID
    public var unit: UnitID
  }

  public struct Decision: Hashable, Sendable, Codable {
    public var outcome: ComplaintOutcome
    public var liability: Liability
    /// Taken off the appraisal of who is liable.
    public var points: Int64
    public var reason: String
    public var by: StaffID
    /// Who had handled it.
    public var handler: StaffID?
    public var at: Timestamp

    public init(
      outcome: ComplaintOutcome, liability: Liability = .nobody, points: Int64 = 0, reason: String, by: StaffID,
      handler: StaffID? = nil, at: Timestamp
    ) {
      self.outcome = outcome
      self.liability = liability
      self.points = points
      self.reason = reason
      self.by = by
      self.handler = handler
      self.at = at
    }
  }

  public enum Liability: Hashable, Sendable, Codable {
    /// Upheld all the same: the decision's reason says why.
    case nobody
    case unit(UnitID)
    case person(StaffID)
  }

  /// 回访: satisfied? solved? [C8]
  public struct FollowUp: Hashable, Sendable, Codable {
    public static let scores: ClosedRange<Int64> = 1...5
    /// A score up to this, or a matter not solved, asks for recovery.
    public static let lowScore: Int64 = 2

    public var score: Int64
    public var isSolved: Bool
    public var by: StaffID
    public var at: Timestamp

    public var asksForRecovery: Bool { score <= Self.lowScore || !isSolved }
  }

  public var deadline: ComplaintDeadline {
    if let reviewAskedAt { return ComplaintDeadline(reviewAskedAt: reviewAskedAt) }
    return ComplaintDeadline(receivedAt: receivedAt, extensions: extensions)
  }

  /// Whether the complainant was told in time; `nil` while that is open or never will be.
  public var wasInTime: Bool? { notifiedAt == nil && !wasLate ? nil : !wasLate }

  public func isOverdue(at instant: Timestamp) -> Bool {
    !state.isOver && notifiedAt == nil && deadline.hasPassed(at: instant)
  }
}
