/// What an offer was decided by: which agent, when, and the rules that chose this caller and then this agent, in the
/// order in which they were asked.
public struct OfferDecision: Hashable, Sendable, Codable {
  public var offer: OfferID
  public var agent: AgentID
  public var at: Timestamp
  public var why: [String]
  /// Agents who must not have the caller.
  public var excluded: [AgentID]
  /// Agents who were idle and able, and stayed for other queues.
  public var reserved: [AgentID]

  public init(
    offer: OfferID, agent: AgentID, at: Timestamp, why: [String], excluded: [AgentID] = [], reserved: [AgentID] = []
  ) {
    self.offer = offer
    self.agent = agent
    self.at = at
    self.why = why
    self.excluded = excluded
    self.reserved = reserved
  }

  /// In words, for an operator.
  public var sentence: String { why.map(Self.phrase).joined(separator: "; ") }

  private static func phrase(_ rule: String) -> String {
    switch rule {
    case "most-urgent": "of all whom an idle agent could serve, this caller was the most urgent"
    case "takes-first": "the agent takes from this queue before others"
    case "rings-too": "others were ringing for this caller already"
    case "preferred-agent": "the caller prefers this agent"
    case "transfer": "an agent sent the caller to this agent"
    case "longest-idle": "the agent had been idle for longest"
    case "least-occupied": "the agent was the least occupied in his shift"
    case "fewest-calls": "the agent had answered the fewest calls in his shift"
    case "least-talk-time": "the agent had talked least in his shift"
    case "round-robin": "the agent's last offer was longest ago"
    case "top-down": "the agent was the first of the list who was idle"
    case "best-skill": "the agent had the highest levels in the queue's skills"
    case "fewest-skills": "the agent had the fewest skills"
    case "random": "the agent was drawn, each with the same chance"
    case "weighted-random": "the agent was drawn, each with a chance by weight"
    case "ring-all": "all who are idle ring at once"
    case "ring-progressively": "one after the other rings"
    case let ring where ring.hasPrefix("ring-"): "ring \(ring.dropFirst(5)) was the lowest with an idle agent"
    case let other: other
    }
  }
}
