public import CallModel

/// What happens to a call, an offer or an agent, as its connection is told: typed, so that the order and the
/// spelling of the fields stand in one place.
///
/// The large ones are `indirect`: an event is handed on several times before it is written.
public enum Event: Hashable, Sendable, Codable {
  // On gw.sock.
  case say(Say)
  /// The caller has barged in.
  case stop
  case ask(Ask)
  case noInput(node: NodeID, count: Int)
  case noMatch(node: NodeID, count: Int)
  /// `wait` is the estimate (EWT); `nil` is unknown.
  case queue(queue: QueueID, position: Int, wait: Interval?)
  indirect case bridge(agent: AgentID, address: String, offer: OfferID)
  case hold
  case unhold
  case unbridge
  /// Connect the agent's leg with the colleague's; the caller stays on hold.
  indirect case consult(agent: AgentID, address: String, offer: OfferID)
  /// Connect the caller, the agent and the colleague.
  case join
  /// The colleague's leg goes.
  case unconsult
  /// The agent's leg goes; the caller and this colleague stay connected.
  case complete(agent: AgentID)
  /// Connect this supervisor's leg as the mode says.
  indirect case supervise(agent: AgentID, address: String, mode: SupervisionMode)
  /// The supervisor's leg goes.
  case unsupervise(agent: AgentID)
  /// Dial this customer for an agent who waits, no longer than `ring`.
  indirect case dial(phone: String, queue: QueueID, attempt: Int, ring: Interval)
  /// Dial no longer.
  case undial
  /// Nothing follows for the call.
  case end(cause: String, disposition: String)

  // On desk.sock.
  indirect case offer(Offer)
  /// The customer's telephone rings.
  case dialling(attempt: Int, ring: Interval)
  /// So much is left to accept the offer.
  case deadlineSoon(left: Interval)
  case withdrawn(reason: String)
  /// `customer` is masked already; `nil` where nobody knows who calls.
  indirect case connected(path: [NodeID], verified: VerificationLevel, customer: String?)
  case held
  case unheld
  /// Of a consultation: how it goes, with whom.
  indirect case consulting(agent: AgentID, state: String, reason: String?)
  /// The supervisor takes part in the conversation of `agent`; `nil`: no longer, and why.
  indirect case supervising(agent: AgentID, mode: SupervisionMode?, reason: String?)
  case ended
  /// `nil`: until it is coded with `WRAP`.
  case wrapUp(until: Timestamp?)
  case state(state: String, reason: String?)
  /// The agent must rest after so many calls in a row.
  case rest(calls: Int, until: Timestamp)

  // On ops.sock.
  /// The kind is the class in capitals.
  indirect case monitor(class: String, fields: [Field], text: String?)
}

extension Event {
  /// Which keys interrupt a prompt. Write `Interrupt.none` in full: `.none` alone would be no `Interrupt` at all.
  public enum Interrupt: String, CaseIterable, Sendable, Codable {
    case any, none
  }

  /// What sort of input is expected.
  public enum InputKind: String, CaseIterable, Sendable, Codable {
    case menu, digits, amount, confirm, secret
  }

  /// A call offered to an agent.
  public struct Offer: Hashable, Sendable, Codable {
    public var agent: AgentID
    public var call: CallID
    public var queue: QueueID
    /// Time to respond.
    public var ttr: Interval
    /// How long the caller has waited.
    public var waited: Interval
    /// The rules that chose this agent for this call, the first that told them apart first.
    public var why: [String]
    /// For work that begins with dialling: which attempt accepting it will be. `nil`: a caller.
    public var attempt: Int?
    /// The colleague who asks about a call that he has, and goes on having. `nil`: a call of one's own.
    public var consultedBy: AgentID?

    public init(
      agent: AgentID, call: CallID, queue: QueueID, ttr: Interval, waited: Interval, why: [String],
      attempt: Int? = nil, consultedBy: AgentID? = nil
    ) {
      self.agent = agent
      self.call = call
      self.queue = queue
      self.ttr = ttr
      self.waited = waited
      self.why = why
      self.attempt = attempt
      self.consultedBy = consultedBy
    }
  }
}
