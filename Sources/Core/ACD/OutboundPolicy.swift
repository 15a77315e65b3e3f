public import CallModel

/// How a queue calls customers back: how often, how long it rings, what lies between.
public struct CallbackPolicy: Hashable, Sendable, Codable {
  /// Attempts until the work closes as `other-channel`: there is never one more.
  public var attempts: Int
  /// Between an attempt that came to nothing and the next.
  public var pause: Interval
  /// How long the customer's telephone may ring: the lease of an agent who waits for it.
  public var ring: Interval

  public init(attempts: Int = 3, pause: Interval = .minutes(5), ring: Interval = .seconds(45)) {
    self.attempts = attempts
    self.pause = pause
    self.ring = ring
  }
}

/// When a queue's agents may be given outbound work that has no place in the line.
///
/// An agent gets it only while he would otherwise be idle, while no caller waits in any queue that he serves, and
/// while each of these queues is within its target: of its latest callers (`ServiceLevelWindow`), its percentage
/// was answered in time.
public struct BlendingPolicy: Hashable, Sendable, Codable {
  /// Agents who stay idle for callers, whatever outbound work there is.
  public var reserve: Int

  public init(reserve: Int = 0) { self.reserve = reserve }
}

/// Work for an agent that begins with dialling a customer. With a place it stands in line with the callers.
public struct OutboundWork: Hashable, Sendable {
  /// Names the work, and the call that comes of it.
  public var id: CallID
  public var queue: QueueID
  /// Attempts made already.
  public var attempts: Int
  /// Not before this instant; the earlier due goes first.
  public var due: Timestamp
  /// `nil`: the queue's own are enough.
  public var bounds: Bounds?
  /// `nil`: none, it is on standby.
  public var place: Place?
  /// Agents who must not have it, and talks that the customer had before: see `ACDEngine.enter`.
  public var excluded: [AgentID]
  public var talks: [PastTalk]
  public var customer: CustomerNumber?

  /// What a caller's waiting has earned who could not stay in the queue, and is called back instead.
  public struct Place: Hashable, Sendable, Codable {
    public var arrival: Timestamp
    /// When the stay began that ended.
    public var entered: Timestamp
    public var credit: Int64

    public init(arrival: Timestamp, entered: Timestamp, credit: Int64) {
      self.arrival = arrival
      self.entered = entered
      self.credit = credit
    }
  }

  /// What bounds work for which the customer has not asked, beside the queue's hours and policy.
  public struct Bounds: Hashable, Sendable, Codable {
    /// They say which of the hours for dialling are its own.
    public var terms: DialTerms
    /// From this instant on it is not dialled any more.
    public var until: Timestamp?
    /// Attempts after which it ends, those made before it came included.
    public var attempts: Int

    public init(terms: DialTerms, until: Timestamp?, attempts: Int) {
      self.terms = terms
      self.until = until
      self.attempts = attempts
    }
  }

  public init(
    id: CallID, queue: QueueID, attempts: Int = 0, due: Timestamp, bounds: Bounds? = nil, place: Place? = nil,
    excluded: [AgentID] = [], talks: [PastTalk] = [], customer: CustomerNumber? = nil
  ) {
    self.bounds = bounds
    self.place = place
    self.excluded = excluded
    self.talks = talks
    self.customer = customer
    self.id = id
    self.queue = queue
    self.attempts = attempts
    self.due = due
  }
}

/// Why outbound work ended without a conversation.
public enum OutboundEnd: String, Hashable, Sendable {
  /// The attempts are used up, or the customer refused: write, or wait until he calls.
  case otherChannel = "other-channel"
  /// Somebody took it back.
  case cancelled
}
