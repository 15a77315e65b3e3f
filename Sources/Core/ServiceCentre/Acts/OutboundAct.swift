/// What can be done about outbound projects and whom they call [H7.1.2].
public enum OutboundAct: String, AreaAct {
  public var area: String { "outbound" }
  case propose, submit, load, approve, reject, finish, acknowledge
  case show, list, report
  case reason, complete, refused
  case block, unblock, blocked

  public var roles: [StaffRole] {
    switch self {
    case .propose, .submit, .load, .acknowledge: [.department, .supervisor]
    case .approve, .reject: [.centreHead]
    case .finish: [.supervisor, .centreHead]
    case .show: [.agent, .teamLead, .supervisor, .centreHead, .department, .auditor]
    case .list, .report: [.teamLead, .supervisor, .centreHead, .department, .auditor]
    case .reason, .complete, .refused: [.agent, .teamLead]
    case .block: [.agent, .teamLead, .supervisor, .complaintsOffice]
    case .unblock: [.supervisor]
    case .blocked: [.supervisor, .centreHead, .auditor]
    }
  }

  public var isTraced: Bool {
    switch self {
    case .show, .list, .report, .blocked: false
    case .propose, .submit, .load, .approve, .reject, .finish, .acknowledge, .reason, .complete, .refused, .block,
      .unblock:
      true
    }
  }
}
