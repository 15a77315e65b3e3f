/// What can be done about the calls that the centre owes: deferred questions, follow-ups, recovery [C6, C8, H7.1.1].
public enum TaskAct: String, AreaAct {
  public var area: String { "task" }
  case open, assign, call, reason, complete, cancel, show, list
  /// Some of a day's callers, drawn at random, are to be asked whether they are content.
  case sample
  /// What callers were promised by keys.
  case callbacks

  public var roles: [StaffRole] {
    switch self {
    case .open: [.agent, .teamLead, .supervisor]
    case .sample: [.supervisor]
    case .assign, .cancel: [.teamLead, .supervisor]
    case .call, .reason, .complete: [.agent, .teamLead]
    case .show, .list, .callbacks: [.agent, .teamLead, .supervisor, .centreHead, .complaintsOffice, .auditor]
    }
  }

  public var isTraced: Bool {
    switch self {
    case .show, .list, .callbacks: false
    case .open, .assign, .call, .reason, .complete, .cancel, .sample: true
    }
  }
}

/// What callers wanted, as agents register it [H7.1.1].
public enum CaseAct: String, AreaAct {
  public var area: String { "case" }
  case register, list

  public var roles: [StaffRole] {
    switch self {
    case .register: [.agent, .teamLead]
    case .list: [.agent, .teamLead, .supervisor, .centreHead, .complaintsOffice, .auditor]
    }
  }

  public var isTraced: Bool { self == .register }
}
