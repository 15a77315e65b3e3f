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
