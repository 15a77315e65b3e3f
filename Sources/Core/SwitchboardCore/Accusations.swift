import ACD
import CallModel
import ServiceCentre

/// Of whom callers have complained, as long as that is open: none of their calls goes to him.
///
/// Kept here and not asked of the book, because a caller who enters a queue waits for nothing.
struct Accusations: Sendable, Codable {
  private struct Accusation: Sendable, Codable {
    var agent: AgentID
    var callers: [RecentTalks.Caller]
  }

  /// By complaint.
  @KeyOrdered private var open: [String: Accusation] = [:]
  /// Complaints, in the order of their coming.
  @KeyOrdered private var complaints: [RecentTalks.Caller: [String]] = [:]

  /// Complaints that are open.
  var count: Int { open.count }

  /// Whom a caller who may be known by several names must not get.
  func agents(accusedBy callers: [RecentTalks.Caller]) -> [AgentID] {
    guard !open.isEmpty else { return [] }
    var agents: [AgentID] = []
    for complaint in callers.flatMap({ complaints[$0] ?? [] }) {
      if let agent = open[complaint]?.agent, !agents.contains(agent) { agents.append(agent) }
    }
    return agents
  }

  /// Whom a complaint was said to be by.
  func callers(of complaint: String) -> [RecentTalks.Caller] { open[complaint]?.callers ?? [] }

  /// As the complaint stands now; said again, it takes the place of what was said before.
  mutating func note(_ notice: ComplaintNotice, by callers: [RecentTalks.Caller]) {
    if let known = open.removeValue(forKey: notice.complaint) {
      for caller in known.callers {
        complaints[caller]?.removeAll { $0 == notice.complaint }
        if complaints[caller]?.isEmpty == true { complaints[caller] = nil }
      }
    }
    guard !notice.isOver, !callers.isEmpty else { return }
    open[notice.complaint] = Accusation(agent: notice.about, callers: callers)
    for caller in callers { complaints[caller, default: []].append(notice.complaint) }
  }
}

extension Switchboard {
  /// The complainant is known by what was written down, and by the call in which he complains.
  mutating func note(_ notice: ComplaintNotice) {
    var callers = accusations.callers(of: notice.complaint)
    func add(_ names: [RecentTalks.Caller]) { callers += names.filter { !callers.contains($0) } }
    if let customer = notice.customer { add([.customer(customer.number)]) }
    if let phone = notice.phone { add([.number(phone)]) }
    if let slot = notice.call.flatMap({ calls.slot(of: $0) }) { add(names(of: slot)) }
    accusations.note(notice, by: callers)
  }

  /// Agents who must not have this caller, whatever his queue says.
  func barred(for slot: CallSlot) -> [AgentID] {
    accusations.count == 0 ? [] : accusations.agents(accusedBy: names(of: slot))
  }
}
