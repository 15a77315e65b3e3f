public import CallModel

/// The centre's smaller processes: each is a table of what is written down and of the steps that follow, and one piece
/// of code carries all of them out. What has more rules of its own (complaints, projects, reviews) is no register.
public enum RegisterKind: String, CaseIterable, Sendable, Codable {
  /// Visits of branches [D2].
  case booking
  /// What callers and agents are told in some days [D3].
  case announce
  /// A change of the menus or the settings [H5].
  case change
  /// A good deed that counts in the appraisal [H ch. 6].
  case merit
  /// What an agent has proved that he can [A9, A10].
  case certificate
  /// Training that unlocks a level [A11].
  case course
  /// When an agent is to be there [A12].
  case shift
  /// A branch's or project's group: one head, one or two specialists, at least one of all certified [C12, C13].
  case group
  /// What is to become better after a complaint: whose it is, and until when [H6].
  case improvement
  /// 通报: what a unit is told of complaints about it, and has read [H6].
  case bulletin

  /// What stands in a paper of this kind.
  public var fields: [RegisterField] {
    switch self {
    case .booking:
      [
        .init("branch", .word), .init("day", .day), .init("time", .time), .init("business", .word),
        .init("phone", .phone), .init("customer", .number(1...1_000_000_000), isRequired: false),
      ]
    case .announce: [.init("from", .day), .init("to", .day), .init("language", .language, isRequired: false)]
    case .change: [.init("node", .word)]
    case .merit: [.init("agent", .staff), .init("points", .number(1...20))]
    case .certificate: [.init("agent", .staff), .init("skill", .word), .init("expires", .day)]
    case .course: [.init("agent", .staff), .init("skill", .word), .init("level", .number(1...9))]
    case .shift: [.init("agent", .staff), .init("day", .day), .init("begins", .time), .init("ends", .time)]
    case .group: [.init("name", .word), .init("head", .staff), .init("specialists", .staffList)]
    case .improvement: [.init("about", .word), .init("owner", .staff), .init("due", .day)]
    case .bulletin: [.init("unit", .word), .init("about", .word, isRequired: false)]
    }
  }

  /// The field by which papers are looked for.
  var keyField: String {
    switch self {
    case .booking: "branch"
    case .announce: "from"
    case .change: "node"
    case .merit, .certificate, .course, .shift: "agent"
    case .group: "name"
    case .improvement: "owner"
    case .bulletin: "unit"
    }
  }

  /// The first makes the paper; the others take it on.
  public var steps: [RegisterStep] {
    switch self {
    case .booking:
      [
        .init("open", [], "booked", [.agent, .teamLead]),
        .init("came", ["booked"], "came", [.agent, .teamLead, .department]),
        .init("missed", ["booked"], "missed", [.agent, .teamLead, .department]),
        .init("cancel", ["booked"], "cancelled", [.agent, .teamLead]),
      ]
    case .announce:
      [
        .init("propose", [], "proposed", [.supervisor, .department], text: .required),
        .init("approve", ["proposed"], "live", [.centreHead], byOther: true),
        .init("withdraw", ["proposed", "live"], "withdrawn", [.supervisor, .centreHead]),
      ]
    case .change:
      [
        .init("request", [], "requested", [.technology, .supervisor, .department], text: .required),
        .init("approve", ["requested"], "approved", [.centreHead], byOther: true),
        .init("reject", ["requested"], "rejected", [.centreHead], text: .required, byOther: true),
        .init("done", ["approved"], "done", [.technology]),
      ]
    case .merit:
      [
        .init("propose", [], "proposed", [.teamLead, .supervisor], text: .required),
        .init("approve", ["proposed"], "approved", [.centreHead, .humanResources], byOther: true),
        .init("reject", ["proposed"], "rejected", [.centreHead, .humanResources], text: .required, byOther: true),
      ]
    case .certificate:
      [
        .init("add", [], "valid", [.humanResources]),
        .init("revoke", ["valid"], "revoked", [.humanResources], text: .required),
      ]
    case .course:
      [
        .init("enrol", [], "enrolled", [.humanResources, .teamLead]),
        .init("pass", ["enrolled"], "passed", [.humanResources], byOther: true),
        .init("fail", ["enrolled"], "failed", [.humanResources], byOther: true),
      ]
    case .shift:
      [
        .init("plan", [], "planned", [.teamLead, .supervisor]),
        .init("cancel", ["planned"], "cancelled", [.teamLead, .supervisor], text: .required),
      ]
    case .group:
      [
        .init("form", [], "formed", [.humanResources, .supervisor]),
        .init("dissolve", ["formed"], "dissolved", [.humanResources, .supervisor]),
      ]
    case .improvement:
      [
        .init("open", [], "owed", [.complaintsOffice, .supervisor, .centreHead], text: .required),
        .init("done", ["owed"], "done", [.agent, .teamLead, .supervisor, .department], text: .required),
        .init("accept", ["done"], "accepted", [.complaintsOffice, .centreHead]),
        .init("return", ["done"], "owed", [.complaintsOffice, .centreHead], text: .required),
      ]
    case .bulletin:
      [
        .init("publish", [], "published", [.complaintsOffice], text: .required),
        .init("read", ["published"], "read", [.department, .supervisor, .centreHead], byOther: true),
      ]
    }
  }

  /// Who may look.
  public var readers: [StaffRole] {
    let office: [StaffRole] = self == .improvement || self == .bulletin ? [.complaintsOffice] : []
    return [.agent, .teamLead, .supervisor, .centreHead, .department, .humanResources, .technology, .auditor] + office
  }

  /// In which its papers can be, in the order of its steps.
  public var states: [String] {
    steps.map(\.to).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// States from which no step leads on.
  func isOver(_ state: String) -> Bool { !steps.contains { $0.from.contains(state) } }
}

/// One thing that stands in a paper of a register.
public struct RegisterField: Hashable, Sendable {
  public enum Format: Hashable, Sendable {
    case word, day, phone, staff
    /// `zh` or `en`.
    case language
    /// `09:30`
    case time
    case number(ClosedRange<Int64>)
    /// One or two members with a comma between them.
    case staffList
  }

  public var key: String
  public var format: Format
  public var isRequired: Bool

  init(_ key: String, _ format: Format, isRequired: Bool = true) {
    self.key = key
    self.format = format
    self.isRequired = isRequired
  }
}

/// One step of a register's papers: a row of its table.
public struct RegisterStep: Hashable, Sendable {
  public enum Text: Sendable { case optional, required }

  public var action: String
  /// Empty: it makes the paper.
  public var from: [String]
  public var to: String
  public var roles: [StaffRole]
  public var text: Text
  /// Not by who made the paper.
  public var byOther: Bool

  init(
    _ action: String, _ from: [String], _ to: String, _ roles: [StaffRole], text: Text = .optional,
    byOther: Bool = false
  ) {
    self.action = action
    self.from = from
    self.to = to
    self.roles = roles
    self.text = text
    self.byOther = byOther
  }
}

/// A step of a register, or looking at it, as an act of the desk.
public struct RegisterAct: AreaAct {
  public var kind: RegisterKind
  /// `nil`: its list.
  public var step: RegisterStep?

  public static let allCases: [RegisterAct] = RegisterKind.allCases.flatMap { kind in
    kind.steps.map { RegisterAct(kind: kind, step: $0) } + [RegisterAct(kind: kind, step: nil)]
  }

  public var area: String { kind.rawValue }
  public var action: String { step?.action ?? "list" }
  public var roles: [StaffRole] { step?.roles ?? kind.readers }
  public var isTraced: Bool { step != nil }
}

/// A paper of a register.
public struct RegisterPaper: CentreDocument {
  public static let kind = DocumentKind.register

  public struct Value: Hashable, Sendable, Codable {
    public var key: String
    public var value: String

    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  public var number: Int64 = 0
  public var register: RegisterKind
  public var state: String
  public var values: [Value]
  public var text: String?
  public var author: StaffID
  public var madeAt: Timestamp
  public var decidedBy: StaffID?
  public var decidedAt: Timestamp?
  /// What the latest step had to say, where one must: why it was rejected, what was done.
  public var why: String?

  public init(
    number: Int64 = 0, register: RegisterKind, state: String, values: [Value], author: StaffID, madeAt: Timestamp
  ) {
    self.number = number
    self.register = register
    self.state = state
    self.values = values
    self.author = author
    self.madeAt = madeAt
  }

  public subscript(_ key: String) -> String? { values.first { $0.key == key }?.value }

  public var index: DocumentIndex {
    DocumentIndex(
      state: state, isOver: register.isOver(state), madeAt: madeAt, parent: register.rawValue, owner: author.text,
      key: self[register.keyField])
  }
}
