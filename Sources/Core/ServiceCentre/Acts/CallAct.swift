/// Taking part in other people's conversations [H5]: the trail keeps who did, in whose.
public enum CallAct: String, AreaAct {
  public var area: String { "call" }
  case listen, whisper, barge

  public var roles: [StaffRole] {
    switch self {
    case .listen: [.teamLead, .supervisor, .centreHead]
    case .whisper, .barge: [.teamLead, .supervisor]
    }
  }

  public var isTraced: Bool { true }
}
