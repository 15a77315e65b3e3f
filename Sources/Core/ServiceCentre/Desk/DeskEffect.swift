public import CallModel

/// What an order to the desk wants done where the calls are. The book is written already; this follows.
public enum DeskEffect: Hashable, Sendable {
  /// A customer is to be called.
  case call(DialJob)
  /// And is not any more.
  case withdraw(CallID)
}

/// One customer whom agents are to call: what a dial needs and no more.
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
  /// The customer has not asked for it: `OutboundRules.dialHours` hold, and each attempt is one job.
  public var isUnasked: Bool

  public init(
    id: CallID, phone: String, queue: QueueID, attempts: Int = 0, due: Timestamp, until: Timestamp? = nil,
    isUnasked: Bool = false
  ) {
    self.id = id
    self.phone = phone
    self.queue = queue
    self.attempts = attempts
    self.due = due
    self.until = until
    self.isUnasked = isUnasked
  }
}

extension OutboundEntry {
  /// The dial that is due for it; `nil` where none is.
  public func job(of project: OutboundProject, from instant: Timestamp) -> DialJob? {
    guard state == .waiting, project.state == .running else { return nil }
    return DialJob(
      id: CallID(id), phone: phone, queue: project.queue, attempts: attempts.count,
      due: OutboundRules.dialTime(from: max(instant, project.begin)), until: project.end, isUnasked: true)
  }
}
