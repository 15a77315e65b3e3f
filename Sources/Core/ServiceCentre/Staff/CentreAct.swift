/// Everything that can be done at the centre's desk, as `area` and `action` of an order. Which roles may do it is
/// one table, `roles`: every order is checked against it before anything else is looked at.
public enum CentreAct: String, CaseIterable, Sendable {
  case staffAdd = "staff add"
  case staffList = "staff list"

  case complaintOpen = "complaint open"
  case complaintAccept = "complaint accept"
  case complaintRefuse = "complaint refuse"
  case complaintAssign = "complaint assign"
  case complaintJoin = "complaint join"
  case complaintInvestigate = "complaint investigate"
  case complaintUrge = "complaint urge"
  case complaintEscalate = "complaint escalate"
  case complaintExtend = "complaint extend"
  case complaintDecide = "complaint decide"
  case complaintNotify = "complaint notify"
  case complaintClose = "complaint close"
  case complaintVisit = "complaint visit"
  case complaintWithdraw = "complaint withdraw"
  case complaintReview = "complaint review"
  case complaintShow = "complaint show"
  case complaintList = "complaint list"
  case complaintContact = "complaint contact"
  case complaintStatistics = "complaint statistics"

  case auditVerify = "audit verify"
  case auditLog = "audit log"

  case reportServiceLevel = "report service-level"

  public var area: String { String(rawValue.prefix { $0 != " " }) }
  public var action: String { String(rawValue.drop { $0 != " " }.dropFirst()) }

  /// Who may do it [H6, C11, issue of roles]. The order within a row says nothing.
  public var roles: [StaffRole] {
    switch self {
    case .staffAdd: [.humanResources]
    case .staffList: [.humanResources, .supervisor, .centreHead, .complaintsOffice, .technology, .auditor]

    case .complaintOpen: [.agent, .teamLead, .supervisor, .complaintsOffice]
    case .complaintAccept, .complaintRefuse, .complaintAssign, .complaintJoin, .complaintClose: [.complaintsOffice]
    case .complaintInvestigate: [.agent, .teamLead, .supervisor, .department, .complaintsOffice]
    case .complaintUrge: [.supervisor, .centreHead, .complaintsOffice]
    case .complaintEscalate: [.centreHead, .complaintsOffice]
    case .complaintExtend: [.centreHead, .complaintsOffice]
    case .complaintDecide: [.complaintsOffice]
    case .complaintNotify: [.agent, .teamLead, .complaintsOffice]
    case .complaintVisit: [.agent, .teamLead]
    case .complaintWithdraw, .complaintReview: [.agent, .teamLead, .supervisor, .complaintsOffice]
    case .complaintShow, .complaintList:
      [.agent, .teamLead, .supervisor, .centreHead, .complaintsOffice, .department, .auditor]
    case .complaintContact: [.agent, .teamLead, .supervisor, .complaintsOffice]
    case .complaintStatistics: [.supervisor, .centreHead, .complaintsOffice, .humanResources, .auditor]

    case .auditVerify: [.centreHead, .technology, .auditor]
    case .auditLog: [.auditor]

    case .reportServiceLevel:
      [.teamLead, .supervisor, .centreHead, .complaintsOffice, .department, .humanResources, .auditor]
    }
  }

  /// Looking changes nothing and leaves no trace in the audit trail, but where what is seen is somebody's secret.
  public var isTraced: Bool {
    switch self {
    case .staffList, .complaintShow, .complaintList, .complaintStatistics, .auditVerify, .reportServiceLevel: false
    case .staffAdd, .complaintOpen, .complaintAccept, .complaintRefuse, .complaintAssign, .complaintJoin,
      .complaintInvestigate, .complaintUrge, .complaintEscalate, .complaintExtend, .complaintDecide, .complaintNotify,
      .complaintClose, .complaintVisit, .complaintWithdraw, .complaintReview, .complaintContact, .auditLog:
      true
    }
  }
}
