/// Calls that customers were promised: by keys, or because a question was deferred [C6, H7.1.1].
public enum CallbackAct: String, AreaAct {
  public var area: String { "callback" }
  /// A deferred question.
  case open
  case list, show, assign, call, reason, complete, cancel

  public var roles: [StaffRole] {
    TaskRoles.roles(self == .open, self == .cancel || self == .assign, self == .list || self == .show)
  }
  public var isTraced: Bool { self != .list && self != .show }
}

/// 回访 and recovery [C8].
public enum FollowUpAct: String, AreaAct {
  public var area: String { "followup" }
  case open
  case list, show, assign, call, reason, complete, cancel

  public var roles: [StaffRole] {
    TaskRoles.roles(self == .open, self == .cancel || self == .assign, self == .list || self == .show)
  }
  public var isTraced: Bool { self != .list && self != .show }
}

/// The two areas of tasks have one table.
private enum TaskRoles {
  static func roles(_ opens: Bool, _ steers: Bool, _ looks: Bool) -> [StaffRole] {
    if opens { return [.agent, .teamLead, .supervisor] }
    if steers { return [.teamLead, .supervisor] }
    if looks { return [.agent, .teamLead, .supervisor, .centreHead, .complaintsOffice, .auditor] }
    return [.agent, .teamLead]
  }
}
