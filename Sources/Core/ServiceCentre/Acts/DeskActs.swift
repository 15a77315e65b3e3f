/// Who works for the centre.
public enum StaffAct: String, AreaAct {
  public var area: String { "staff" }
  case add, list

  public var roles: [StaffRole] {
    switch self {
    case .add: [.humanResources]
    case .list: [.humanResources, .supervisor, .centreHead, .complaintsOffice, .technology, .auditor]
    }
  }

  public var isTraced: Bool { self == .add }
}

/// The audit trail.
public enum AuditAct: String, AreaAct {
  public var area: String { "audit" }
  case verify, log

  public var roles: [StaffRole] {
    switch self {
    case .verify: [.centreHead, .technology, .auditor]
    case .log: [.auditor]
    }
  }

  public var isTraced: Bool { self == .log }
}

/// Figures.
public enum ReportAct: String, AreaAct {
  public var area: String { "report" }
  /// What somebody should see to today.
  case attention
  case serviceLevel = "service-level"
  case agents, ivr, sessions, contacts, surveys, callbacks, tasks, outbound, complaints, promises, quality, appraisal,
    bookings
  /// The calls of which a figure is made.
  case calls
  /// What a figure is made of that counts something else.
  case details

  public var roles: [StaffRole] {
    [.teamLead, .supervisor, .centreHead, .complaintsOffice, .department, .humanResources, .auditor]
  }

  public var isTraced: Bool { false }
}
