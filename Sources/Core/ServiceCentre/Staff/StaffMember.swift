public import CallModel

public enum StaffTag {}
/// Somebody who works for the bank; an agent's is that of the agents file.
public typealias StaffID = Identifier<StaffTag>

/// What somebody is to the centre. A member may have several; what each allows stands in `CentreAct.roles`.
public enum StaffRole: String, CaseIterable, Sendable, Codable {
  case agent
  case teamLead = "team-lead"
  case supervisor
  case centreHead = "centre-head"
  /// 党群工作部: the only one that assigns complaints.
  case complaintsOffice = "complaints-office"
  /// A department of the bank that asks the centre for something, or answers to it.
  case department
  case humanResources = "hr"
  case technology
  case auditor
}

/// One member of the staff: who, of which unit, in which roles.
public struct StaffMember: Hashable, Sendable, Codable {
  public var id: StaffID
  public var name: String
  public var unit: UnitID
  /// In the order of `StaffRole.allCases`, each once.
  public var roles: [StaffRole]
  /// The user of the operating system as whom the member gives orders; nobody can act for a member without.
  public var userID: UInt32?

  public init(id: StaffID, name: String, unit: UnitID, roles: [StaffRole], userID: UInt32?) {
    self.id = id
    self.name = name
    self.unit = unit
    self.roles = StaffRole.allCases.filter(roles.contains)
    self.userID = userID
  }

  /// An agent of the agents file whom nobody has registered among the staff.
  init(loggedIn agent: AgentID) {
    self.init(id: StaffID(agent.text), name: "", unit: UnitID("centre"), roles: [.agent], userID: nil)
  }

  public func has(_ role: StaffRole) -> Bool { roles.contains(role) }
}
