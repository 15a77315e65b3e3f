/// What can be done about the review of calls [A4, B11].
public enum QualityAct: String, AreaAct {
  public var area: String { "qa" }
  case draw, score, appeal, decide, list

  public var roles: [StaffRole] {
    switch self {
    case .draw: [.supervisor]
    case .score: [.teamLead, .supervisor]
    case .appeal: [.agent]
    case .decide: [.supervisor, .centreHead]
    case .list: [.agent, .teamLead, .supervisor, .centreHead, .humanResources, .auditor]
    }
  }

  public var isTraced: Bool { self != .list }
}
