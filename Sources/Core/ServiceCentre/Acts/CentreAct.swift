/// What can be done in one area of the desk: the action of an order, who may give it, and whether it leaves a trace.
public protocol AreaAct: CaseIterable, Hashable, Sendable {
  var area: String { get }
  var action: String { get }
  /// Who may do it. The order says nothing.
  var roles: [StaffRole] { get }
  /// Looking changes nothing and leaves no trace in the audit trail, but where what is seen is somebody's secret.
  var isTraced: Bool { get }
}

extension AreaAct where Self: RawRepresentable<String> {
  public var action: String { rawValue }
}

/// Everything that can be done at the centre's desk, as `area` and `action` of an order. Which roles may do it is
/// one table, `roles`: every order is checked against it before anything else is looked at [H5].
public enum CentreAct: Hashable, Sendable, CaseIterable {
  case staff(StaffAct)
  case complaint(ComplaintAct)
  case contact(CaseAct)
  case task(TaskAct)
  case outbound(OutboundAct)
  case customer(CustomerAct)
  case quality(QualityAct)
  case register(RegisterAct)
  case audit(AuditAct)
  case report(ReportAct)
  case call(CallAct)

  public static let allCases: [CentreAct] =
    StaffAct.allCases.map(Self.staff) + ComplaintAct.allCases.map(Self.complaint)
    + CaseAct.allCases.map(Self.contact) + TaskAct.allCases.map(Self.task) + OutboundAct.allCases.map(Self.outbound)
    + CustomerAct.allCases.map(Self.customer)
    + QualityAct.allCases.map(Self.quality)
    + RegisterAct.allCases.map(Self.register) + AuditAct.allCases.map(Self.audit)
    + ReportAct.allCases.map(Self.report) + CallAct.allCases.map(Self.call)

  /// A node of the menus is to go live.
  public static let changeRequest = opening(.change)
  /// Callers are to be told something.
  public static let announcementProposal = opening(.announce)

  /// What makes a paper of this register.
  private static func opening(_ kind: RegisterKind) -> CentreAct {
    .register(RegisterAct(kind: kind, step: kind.steps[0]))
  }

  /// In the order of the table, each once.
  public static let areas: [String] = allCases.reduce(into: []) { if !$0.contains($1.area) { $0.append($1.area) } }

  private var act: any AreaAct {
    switch self {
    case .staff(let act): act
    case .complaint(let act): act
    case .contact(let act): act
    case .task(let act): act
    case .outbound(let act): act
    case .customer(let act): act
    case .quality(let act): act
    case .register(let act): act
    case .audit(let act): act
    case .report(let act): act
    case .call(let act): act
    }
  }

  public init?(area: String, action: String) {
    guard let act = Self.allCases.first(where: { $0.area == area && $0.action == action }) else { return nil }
    self = act
  }

  public var area: String { act.area }
  public var action: String { act.action }
  /// `complaint assign`: as it stands in the trail.
  public var words: String { area + " " + action }
  public var roles: [StaffRole] { act.roles }
  public var isTraced: Bool { act.isTraced }
}
