import ACD
import CallModel
import ServiceCentre

/// What certificates and courses say of agents, laid over the settings: whoever hands out calls goes by both.
///
/// Kept here and not asked of the book, because who gets a call is decided at once.
struct Qualifications: Sendable, Codable {
  @KeyOrdered private var ofAgents: [AgentID: [Qualification]] = [:]

  /// Takes one in; answers whether it says anything new.
  mutating func note(_ qualification: Qualification) -> Bool {
    var known = ofAgents[qualification.agent] ?? []
    guard !known.contains(qualification) else { return false }
    known.removeAll { $0.skill == qualification.skill }
    known.append(qualification)
    ofAgents[qualification.agent] = known.sorted { $0.skill < $1.skill }
    return true
  }

  /// These and no others; answers whether that is new.
  mutating func replace(by all: [Qualification]) -> Bool {
    var others = Qualifications()
    for qualification in all { _ = others.note(qualification) }
    guard others.ofAgents != ofAgents else { return false }
    self = others
    return true
  }

  func applied(to settings: ACDConfiguration) -> ACDConfiguration {
    guard !ofAgents.isEmpty else { return settings }
    var settings = settings
    for index in settings.agents.indices {
      for qualification in ofAgents[settings.agents[index].id] ?? [] where settings.skills.contains(qualification.skill)
      {
        settings.agents[index].take(qualification)
      }
    }
    return settings
  }
}

extension AgentConfiguration {
  /// A course gives a skill or raises its level; a certificate says until when the agent has it.
  fileprivate mutating func take(_ qualification: Qualification) {
    if let index = skills.firstIndex(where: { $0.skill == qualification.skill }) {
      skills[index].level = max(skills[index].level, qualification.level)
      skills[index].expires = qualification.certifiedUntil ?? skills[index].expires
    } else if qualification.level > 0 {
      skills.append(SkillLevel(qualification.skill, qualification.level, expires: qualification.certifiedUntil))
    }
  }
}

extension Switchboard {
  mutating func note(_ qualification: Qualification, into effects: inout Outgoing) {
    if qualifications.note(qualification) { requalify(into: &effects) }
  }

  /// The register as it stands when a life of the server begins.
  mutating func take(_ all: [Qualification], into effects: inout Outgoing) {
    if qualifications.replace(by: all) { requalify(into: &effects) }
  }

  /// The scheduler gets the settings as certificates and courses now have them.
  mutating func requalify(into effects: inout Outgoing) {
    let configuration = qualifications.applied(to: settings.acd)
    route(into: &effects) { acd, now, actions in acd.reconfigure(configuration, at: now, into: &actions) }
  }
}
