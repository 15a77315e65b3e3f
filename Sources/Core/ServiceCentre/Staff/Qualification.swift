public import CallModel

/// What the centre's papers say of one skill of an agent, to whoever hands out calls [A9, A10, A11].
///
/// A certificate in the register decides until when he has the skill, in place of what the agents file says; a passed
/// course unlocks a level. Where there is neither, the agents file alone counts.
public struct Qualification: Hashable, Sendable, Codable {
  public var agent: AgentID
  public var skill: SkillID
  /// The highest level of a course that he has passed; 0: none.
  public var level: Int
  /// The end of the last day of his certificates, long past where all were revoked; `nil`: the register has none.
  public var certifiedUntil: Timestamp?

  public init(agent: AgentID, skill: SkillID, level: Int = 0, certifiedUntil: Timestamp? = nil) {
    self.agent = agent
    self.skill = skill
    self.level = level
    self.certifiedUntil = certifiedUntil
  }

  /// `nil`: the papers, which are all of this agent and skill, are no certificates and no courses.
  init?(of papers: [RegisterPaper]) {
    let known = papers.filter { $0.register == .certificate || $0.register == .course }
    guard let agent = known.first?["agent"], let skill = known.first?["skill"] else { return nil }
    self.init(agent: AgentID(agent), skill: SkillID(skill))
    for paper in known {
      if paper.register == .course, paper.state == "passed" { level = max(level, Int(paper["level"] ?? "") ?? 0) }
      if paper.register == .certificate {
        certifiedUntil = max(certifiedUntil ?? .epoch, paper.certifiedUntil ?? .epoch)
      }
    }
  }
}

extension RegisterPaper {
  /// Of a certificate that stands: the end of its last day.
  var certifiedUntil: Timestamp? {
    guard register == .certificate, state == "valid", let last = self["expires"].flatMap({ CivilDay(written: $0) })
    else { return nil }
    return CivilTime(day: last + 1, timeOfDay: .zero).instant()
  }
}

extension CentreBook {
  /// Of all agents and skills that certificates or courses name, in their order.
  public func qualifications() throws -> [Qualification] {
    try qualifications(of: nil)
  }

  /// Of the agent and the skill of this paper; `nil` where it is none that says anything about a skill.
  func qualification(after paper: RegisterPaper) throws -> Qualification? {
    guard paper.register == .certificate || paper.register == .course, let agent = paper["agent"] else { return nil }
    return try qualifications(of: agent).first { $0.skill.text == paper["skill"] }
  }

  private func qualifications(of agent: String?) throws -> [Qualification] {
    let papers = try [RegisterKind.certificate, .course].flatMap { kind in
      try documents(DocumentFilter(parent: kind.rawValue, key: agent)) as [RegisterPaper]
    }
    let bySkill = papers.map { (of: ($0["agent"] ?? "", $0["skill"] ?? ""), paper: $0) }.sorted { $0.of < $1.of }
    var found: [Qualification] = []
    var rest = bySkill[...]
    while let first = rest.first {
      let same = rest.prefix { $0.of == first.of }
      if let qualification = Qualification(of: same.map(\.paper)) { found.append(qualification) }
      rest = rest.dropFirst(same.count)
    }
    return found
  }
}
