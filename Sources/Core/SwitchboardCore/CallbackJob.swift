import ACD
public import CallModel
public import ServiceCentre

/// A customer whom the centre is to call: from a promise made in the menus, or from an outbound project.
///
/// The engine that schedules it knows only its name and queue; here is what is needed to dial and to greet.
public struct CallbackJob: Sendable, Hashable, Codable {
  /// Names the work everywhere, and the call that comes of it: `CB1001`.
  public var id: CallID
  public var phone: String
  public var queue: QueueID
  public var language: Language?
  public var attempts: Int
  /// Not before this instant.
  public var due: Timestamp
  /// Nor from this one on.
  public var until: Timestamp?
  public var terms: DialTerms
  /// The gateway that brought the caller; it is asked first.
  var gateway: String?
  /// In line with the callers: he could not stay in his queue, which calls back instead.
  var place: OutboundWork.Place?
  /// For whom agents must not be, and whom he talked to before.
  var excluded: [AgentID] = []
  var talks: [PastTalk] = []
  var customer: CustomerNumber?
  /// Who dials now, and for whom.
  var dialler: SessionNumber?
  var agent: AgentID?

  public init(
    id: CallID, phone: String, queue: QueueID, language: Language? = nil, attempts: Int = 0, due: Timestamp,
    until: Timestamp? = nil, terms: DialTerms = .promised
  ) {
    self.id = id
    self.phone = phone
    self.queue = queue
    self.language = language
    self.attempts = attempts
    self.due = due
    self.until = until
    self.terms = terms
  }

  public init(_ job: DialJob) {
    self.init(
      id: job.id, phone: job.phone, queue: job.queue, attempts: job.attempts, due: job.due, until: job.until,
      terms: job.terms)
  }

  /// What the scheduler needs of it.
  var work: OutboundWork {
    let bounds =
      terms == .promised ? nil : OutboundWork.Bounds(terms: terms, until: until, attempts: attempts + 1)
    return OutboundWork(
      id: id, queue: queue, attempts: attempts, due: due, bounds: bounds, place: place, excluded: excluded,
      talks: talks, customer: customer)
  }
}
