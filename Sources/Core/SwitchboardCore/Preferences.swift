import ACD
import CallModel
import ServiceCentre

/// How customers want to be served, as their files say: asked when one of them calls and when he enters a queue.
struct Preferences: Sendable, Codable {
  @KeyOrdered private var agents: [Int64: AgentID] = [:]
  @KeyOrdered private var languages: [Int64: Language] = [:]
  /// Always true; whoever is not here is none.
  @KeyOrdered private var seniors: [Int64: Bool] = [:]

  func agent(of customer: CustomerNumber?) -> AgentID? { customer.flatMap { agents[$0.number] } }

  mutating func note(_ wishes: CustomerWishes) {
    let number = wishes.customer.number
    agents[number] = wishes.agent
    languages[number] = wishes.language
    seniors[number] = wishes.isSenior ? true : nil
  }

  /// These and no others.
  mutating func replace(by all: [CustomerWishes]) {
    self = Preferences()
    for wishes in all { note(wishes) }
  }

  /// What the host says of a customer, with what his file adds where the host says nothing.
  func completing(_ reply: HostReply) -> HostReply {
    guard let facts = reply.customer, !languages.isEmpty || !seniors.isEmpty else { return reply }
    var reply = reply
    reply.customer?.language = facts.language ?? languages[facts.number.number]
    if facts.tier == .normal, seniors[facts.number.number] != nil {
      reply.customer?.tier = .elder
      if reply.outcome == .normal { reply.outcome = .elder }
    }
    return reply
  }
}
