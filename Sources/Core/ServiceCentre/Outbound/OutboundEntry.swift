public import CallModel

/// One customer on a project's list, and what became of calling him [H7.1.2].
public struct OutboundEntry: CentreDocument {
  public static let kind = DocumentKind.outboundEntry

  public typealias State = DialCourse.State

  public enum Step: String, DocumentStep {
    case dial, reason, complete, refused, block, withdraw

    public var from: [State] {
      switch self {
      case .dial: [.waiting]
      case .reason: [.reasonWanted]
      case .complete, .refused: [.reached]
      case .block, .withdraw: [.waiting, .reasonWanted]
      }
    }

    /// Where a dial leads depends on its result: see `dialled`.
    public var to: State? {
      switch self {
      case .dial: nil
      case .reason: .waiting
      case .complete: .completed
      case .refused: .otherChannel
      case .block: .blocked
      case .withdraw: .withdrawn
      }
    }
  }

  public struct Value: Hashable, Sendable, Codable {
    public var name: String
    public var value: String
  }

  public var number: Int64 = 0
  public var project: String
  /// Of the list's file.
  public var line: Int
  public var phone: String
  public var name: String?
  /// The list's other columns, for the agent to see.
  public var details: [Value]
  public var course = DialCourse(state: .waiting)
  public var loadedAt: Timestamp
  /// What the customer said, by the project's fields.
  public var answers: [Value] = []

  public var state: State { course.state }
  public var attempts: [DialCourse.Attempt] { course.attempts }
  public var hasRefused: Bool { course.hasRefused }

  public var index: DocumentIndex {
    DocumentIndex(
      state: state.rawValue, isOver: state.isOver, madeAt: loadedAt, parent: project, key: phone)
  }

  public mutating func take(_ step: Step) throws(CentreRefusal) { course.state = try step.taken(from: state) }
}

/// A customer who will not be called any more, until a day.
public struct DoNotCall: CentreDocument {
  public static let kind = DocumentKind.doNotCall

  public var number: Int64 = 0
  public var phone: String
  public var since: Timestamp
  public var until: Timestamp
  /// The project's entry that he refused, or who wrote him down.
  public var source: String
  public var isLifted = false

  public init(phone: String, since: Timestamp, source: String) {
    self.phone = phone
    self.since = since
    self.source = source
    until = OutboundRules.blockedUntil(from: since)
  }

  public var index: DocumentIndex {
    DocumentIndex(state: isLifted ? "lifted" : "blocked", isOver: isLifted, madeAt: since, key: phone, dueAt: until)
  }

  public func holds(at instant: Timestamp) -> Bool { !isLifted && instant < until }
}
