public import CallModel

/// What an order to the desk wants done where the calls are. The book is written already; this follows.
public enum DeskEffect: Hashable, Sendable {
  /// A customer is to be called.
  case call(DialJob)
  /// And is not any more.
  case withdraw(CallID)
  /// A member of the staff takes part in a conversation, at the desk where he is logged in under his id.
  case supervise(CallID, by: AgentID, mode: SupervisionMode)
  /// Somebody is complained of, or is not any more.
  case complaint(ComplaintNotice)
  /// An agent's certificate or course has changed what he can do.
  case qualify(Qualification)
  /// A customer's file says this of how he wants to be served, and no longer what it said before.
  case wish(CustomerWishes)
  /// These, and no others, are told to callers now or in days to come.
  case announce([Announcement])
}

/// How a customer wants to be served, as his file says [E3], to whoever has his calls. What the bank says of him goes
/// before it.
public struct CustomerWishes: Hashable, Sendable, Codable {
  public var customer: CustomerNumber
  /// `nil`: by nobody in particular. A queue that waits for nobody passes over it.
  public var agent: AgentID?
  /// For whom the bank knows none.
  public var language: Language?
  /// From 60: an agent comes first, as for whom the bank knows to be an elder.
  public var isSenior: Bool

  public init(customer: CustomerNumber, agent: AgentID? = nil, language: Language? = nil, isSenior: Bool = false) {
    self.customer = customer
    self.agent = agent
    self.language = language
    self.isSenior = isSenior
  }

  init(_ file: CustomerFile) {
    self.init(
      customer: CustomerNumber(file.number), agent: file.preferredAgent, language: file.language,
      isSenior: file.ageGroup == .senior)
  }

  /// His file says nothing that somebody would have to know.
  var isEmpty: Bool { self == CustomerWishes(customer: customer) }
}

/// Of whom a complaint is and whose it is: while it is open, none of the complainant's calls goes to him.
public struct ComplaintNotice: Hashable, Sendable {
  /// `CP1001`.
  public var complaint: String
  public var about: AgentID
  public var customer: CustomerNumber?
  public var phone: String?
  /// The call in which it was taken.
  public var call: CallID?
  public var isOver: Bool

  public init(
    complaint: String, about: AgentID, customer: CustomerNumber? = nil, phone: String? = nil, call: CallID? = nil,
    isOver: Bool
  ) {
    self.complaint = complaint
    self.about = about
    self.customer = customer
    self.phone = phone
    self.call = call
    self.isOver = isOver
  }

  /// `nil`: nobody is named.
  public init?(_ complaint: Complaint) {
    guard let person = complaint.about.person else { return nil }
    self.init(
      complaint: complaint.id, about: AgentID(person.text), customer: complaint.complainant.customer,
      phone: complaint.complainant.phone, call: complaint.complainant.call, isOver: complaint.state.isOver)
  }
}

/// One customer whom agents are to call: what a dial needs and no more. At which hours of the day he is dialled is
/// decided where the calls are, by `terms` and the settings of the moment (`DialHours`).
public struct DialJob: Hashable, Sendable {
  /// Names the work everywhere, and the call that comes of it: `OE1001`, `CB1001`.
  public var id: CallID
  public var phone: String
  public var queue: QueueID
  /// Made already.
  public var attempts: Int
  /// Not before it.
  public var due: Timestamp
  /// Not from this instant on.
  public var until: Timestamp?
  public var terms: DialTerms

  public init(
    id: CallID, phone: String, queue: QueueID, attempts: Int = 0, due: Timestamp, until: Timestamp? = nil,
    terms: DialTerms
  ) {
    self.id = id
    self.phone = phone
    self.queue = queue
    self.attempts = attempts
    self.due = due
    self.until = until
    self.terms = terms
  }
}

extension OutboundEntry {
  /// The dial that is due for it; `nil` where none is.
  public func job(of project: OutboundProject, from instant: Timestamp) -> DialJob? {
    guard state == .waiting, project.state == .running else { return nil }
    return DialJob(
      id: CallID(id), phone: phone, queue: project.queue, attempts: attempts.count,
      due: max(instant, project.begin), until: project.end, terms: .unasked)
  }
}
