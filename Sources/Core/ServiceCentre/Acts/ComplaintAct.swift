/// What can be done about complaints [H6].
public enum ComplaintAct: String, AreaAct {
  public var area: String { "complaint" }
  case open, accept, refuse, assign, join, investigate, urge, escalate, extend, decide, notify, close, visit, withdraw
  case review, show, list, contact, statistics

  public var roles: [StaffRole] {
    switch self {
    case .open: [.agent, .teamLead, .supervisor, .complaintsOffice]
    case .accept, .refuse, .assign, .join, .close, .decide: [.complaintsOffice]
    case .investigate: [.agent, .teamLead, .supervisor, .department, .complaintsOffice]
    case .urge: [.supervisor, .centreHead, .complaintsOffice]
    case .escalate, .extend: [.centreHead, .complaintsOffice]
    case .notify: [.agent, .teamLead, .complaintsOffice]
    case .visit: [.agent, .teamLead]
    case .withdraw, .review, .contact: [.agent, .teamLead, .supervisor, .complaintsOffice]
    case .show, .list: [.agent, .teamLead, .supervisor, .centreHead, .complaintsOffice, .department, .auditor]
    case .statistics: [.supervisor, .centreHead, .complaintsOffice, .humanResources, .auditor]
    }
  }

  public var isTraced: Bool {
    switch self {
    case .show, .list, .statistics: false
    case .open, .accept, .refuse, .assign, .join, .investigate, .urge, .escalate, .extend, .decide, .notify, .close,
      .visit, .withdraw, .review, .contact:
      true
    }
  }
}
