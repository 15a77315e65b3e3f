public import CallModel

/// A department's wish that the centre calls a list of customers [H7.1.2]: proposed, approved by the centre's head,
/// dialled by agents, summed up, and acknowledged by who proposed it.
public struct OutboundProject: CentreDocument {
  public static let kind = DocumentKind.outboundProject
  /// Customers on the list of one project.
  public static let mostEntries = 10_000
  public static let mostFields = 16

  public enum State: String, CaseIterable, Sendable, Codable {
    case draft, submitted, rejected, running, finished, closed
  }

  public enum Step: String, DocumentStep {
    case load, submit, approve, reject, finish, acknowledge

    public var from: [State] {
      switch self {
      case .load: [.draft, .rejected]
      case .submit: [.draft, .rejected]
      case .approve, .reject: [.submitted]
      case .finish: [.running]
      case .acknowledge: [.finished]
      }
    }

    public var to: State? {
      switch self {
      case .load: nil
      case .submit: .submitted
      case .approve: .running
      case .reject: .rejected
      case .finish: .finished
      case .acknowledge: .closed
      }
    }
  }

  /// What an agent asks and writes down; with choices, one of them.
  public struct Field: Hashable, Sendable, Codable {
    public var name: String
    public var isRequired: Bool
    public var choices: [String]
  }

  public var number: Int64 = 0
  public var title: String
  public var unit: UnitID
  public var proposer: StaffID
  public var queue: QueueID
  /// Selling something: only to who has consented.
  public var isMarketing: Bool
  public var fields: [Field]
  public var firstDay: CivilDay
  public var lastDay: CivilDay
  /// What agents may say: the department's answers to what customers ask.
  public var answers: String
  public var state = State.draft
  public var proposedAt: Timestamp
  public var submittedBy: StaffID?
  public var approvedBy: StaffID?
  public var finishedAt: Timestamp?

  public var index: DocumentIndex {
    DocumentIndex(state: state.rawValue, isOver: state == .closed, madeAt: proposedAt, owner: unit.text)
  }

  /// Neither who proposed it nor who handed it in decides about it.
  public func isProposed(by member: StaffMember) -> Bool { member.id == proposer || member.id == submittedBy }

  public mutating func take(_ step: Step) throws(CentreRefusal) { state = try step.taken(from: state) }

  /// The first instant after its window.
  public var end: Timestamp { CivilTime(day: lastDay + 1, timeOfDay: .zero).instant() }
  public var begin: Timestamp { CivilTime(day: firstDay, timeOfDay: .zero).instant() }

  /// `satisfied!:yes|no,product`: `!` is required, after the colon stand the choices.
  public static func fields(written text: String) throws(CentreRefusal) -> [Field] {
    var fields: [Field] = []
    for part in text.split(separator: ",") {
      let halves = part.split(separator: ":", maxSplits: 1).map(String.init)
      let isRequired = halves[0].hasSuffix("!")
      let name = isRequired ? String(halves[0].dropLast()) : halves[0]
      let choices = halves.count > 1 ? halves[1].split(separator: "|").map(String.init) : []
      let isNew = !fields.contains { $0.name == name } && !OutboundRules.reservedNames.contains(name)
      guard ClientWord.isValid(name), name == name.lowercased(), isNew, halves.count == 1 || choices.count > 1 else {
        throw .bad("fields", "They are small words with commas between them, as satisfied!:yes|no,product.")
      }
      fields.append(Field(name: name, isRequired: isRequired, choices: choices))
    }
    guard fields.count <= mostFields else { throw .bad("fields", "They are at most \(mostFields).") }
    return fields
  }

  /// As `fields(written:)` reads them.
  public var writtenFields: String {
    fields.map {
      $0.name + ($0.isRequired ? "!" : "") + ($0.choices.isEmpty ? "" : ":" + $0.choices.joined(separator: "|"))
    }
    .joined(separator: ",")
  }
}

/// How often customers are called who have not asked for it [H7.1.2]; at which hours, `DialHours` says.
public enum OutboundRules {
  /// Attempts in all: there is never a fourth.
  public static let mostAttempts = 3
  /// Months on the do-not-call list after a refusal.
  public static let blockedMonths = 12
  /// Words that an order has a use for itself.
  static let reservedNames = ["as", "id", "text"]

  /// The end of the last day on the list: the same day a year later, 28 February for the 29th.
  public static func blockedUntil(from instant: Timestamp) -> Timestamp {
    let (year, month, day) = CivilTime(instant).day.components
    let months = month - 1 + blockedMonths
    var last: CivilDay?
    for candidate in stride(from: day, through: 1, by: -1) where last == nil {
      last = CivilDay(year: year + months / 12, month: months % 12 + 1, day: candidate)
    }
    guard let last else { preconditionFailure("Every month has a first day.") }
    return CivilTime(day: last + 1, timeOfDay: .zero).instant()
  }
}
