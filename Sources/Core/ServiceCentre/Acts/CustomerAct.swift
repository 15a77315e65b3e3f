/// What can be done about customers' records [E3, E7, A18, C11, B12].
public enum CustomerAct: String, AreaAct {
  public var area: String { "customer" }
  case show, update, consent, history, unmask, erase, retention

  public var roles: [StaffRole] {
    switch self {
    case .show, .history: [.agent, .teamLead, .supervisor, .complaintsOffice, .auditor]
    case .update, .consent: [.agent, .teamLead, .supervisor]
    case .unmask: [.supervisor, .complaintsOffice, .auditor]
    case .erase: [.complaintsOffice, .centreHead]
    case .retention: [.technology]
    }
  }

  public var isTraced: Bool {
    switch self {
    case .show, .history: false
    case .update, .consent, .unmask, .erase, .retention: true
    }
  }
}
