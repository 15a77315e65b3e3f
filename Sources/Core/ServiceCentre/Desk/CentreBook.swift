public import CallModel

/// What the desk's rules need of a place that keeps the centre's papers: the same rules run on disk and in memory.
/// What a book throws is its own trouble; the order is then not carried out.
public protocol CentreBook: FigureSource {
  /// When agents call customers, by the settings of the moment (`DialHours.working`).
  var workingHours: OpeningHours { get }

  func staff(_ id: StaffID) throws -> StaffMember?
  /// In the order of their ids.
  func staff() throws -> [StaffMember]
  mutating func save(_ member: StaffMember) throws

  func complaint(_ number: Int64) throws -> Complaint?
  /// The newest first.
  func complaints(_ filter: ComplaintFilter) throws -> [Complaint]
  /// Numbers the complaint (from `Complaint.firstNumber`, without gaps) and keeps it; answers the number.
  mutating func add(_ complaint: Complaint) throws -> Int64
  mutating func save(_ complaint: Complaint) throws

  /// Those promised by keys, the first due first.
  func callbacks(_ state: CallbackTask.State?, limit: Int) throws -> [CallbackTask]
  /// Those of a customer, or to one of his telephones.
  func callbacks(of customer: CustomerNumber, phones: [String]) throws -> [CallbackTask]
  /// Those booked from a telephone, the newest first; none where no bank is at hand.
  func keyedVisits(from phone: String, limit: Int) throws -> [KeyedVisit]
  /// Takes numbers and customers out of them.
  mutating func eraseCallbacks(_ numbers: [Int64]) throws

  func document<Document: CentreDocument>(_ number: Int64) throws -> Document?
  /// The lowest number first.
  func documents<Document: CentreDocument>(_ filter: DocumentFilter) throws -> [Document]
  /// Numbers it within its kind (from `DocumentKind.firstNumber`, without gaps) and keeps it; answers the number.
  mutating func add<Document: CentreDocument>(_ document: Document) throws -> Int64
  /// Keeps it under the number that it has.
  mutating func save<Document: CentreDocument>(_ document: Document) throws

  /// Records of a customer's calls, the newest first.
  func calls(of customer: CustomerNumber, limit: Int) throws -> [CallRecord]
  /// The newest of that name.
  func call(_ id: CallID) throws -> CallRecord?
  /// Takes number and customer out of his calls' records; answers how many.
  mutating func eraseCalls(of customer: CustomerNumber) throws -> Int64
  /// Takes people's words out of the trail about these things; the chain holds on. Answers how many.
  mutating func eraseWords(about subjects: [String]) throws -> Int64
  /// Erases what is older in calls, notes, callbacks and the trail; with `apply` false it only counts.
  mutating func retain(callsSince: Timestamp, wordsSince: Timestamp, apply: Bool) throws -> RetentionCounts

  /// Adds to the end of the trail; nothing in it is ever changed.
  mutating func append(_ entry: TrailEntry) throws
  /// In the order of writing; about one thing or about all, the newest `limit` of them.
  func trail(of subject: String?, limit: Int) throws -> [TrailEntry]
  /// `head` is a digest that was written down before.
  func checkTrail(lookingFor head: String?) throws -> TrailCheck
}

/// Which complaints to list.
public struct ComplaintFilter: Hashable, Sendable {
  public static let mostRows = 10_000

  public var state: ComplaintState?
  /// Only those that are owed something.
  public var isOpen = false
  public var handler: StaffID?
  public var customer: CustomerNumber?
  /// By the instant of receipt.
  public var received: Range<Timestamp>?
  public var limit: Int

  public init(
    state: ComplaintState? = nil, isOpen: Bool = false, handler: StaffID? = nil, customer: CustomerNumber? = nil,
    received: Range<Timestamp>? = nil, limit: Int = ComplaintFilter.mostRows
  ) {
    self.state = state
    self.isOpen = isOpen
    self.handler = handler
    self.customer = customer
    self.received = received
    self.limit = limit
  }

  public func takes(_ complaint: Complaint) -> Bool {
    (state == nil || complaint.state == state) && (!isOpen || !complaint.state.isOver)
      && (handler == nil || complaint.handler?.id == handler)
      && (customer == nil || complaint.complainant.customer == customer)
      && (received?.contains(complaint.receivedAt) ?? true)
  }
}

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
