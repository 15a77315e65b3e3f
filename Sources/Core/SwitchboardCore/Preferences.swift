import ACD
import CallModel
import ServiceCentre

/// The agents by whom customers want to be served, as their files say: asked when one of them enters a queue.
struct Preferences: Sendable, Codable {
  @KeyOrdered private var agents: [Int64: AgentID] = [:]

  func agent(of customer: CustomerNumber?) -> AgentID? { customer.flatMap { agents[$0.number] } }

  mutating func note(_ preference: AgentPreference) { agents[preference.customer.number] = preference.agent }

  /// These and no others.
  mutating func replace(by all: [AgentPreference]) {
    agents = [:]
    for preference in all { note(preference) }
  }
}
