public import CallModel

/// One customer on a project's list, and what became of calling him [H7.1.2].
public struct OutboundEntry: CentreDocument {
  public static let kind = DocumentKind.outboundEntry

  public enum State: String, CaseIterable, Sendable, Codable {
    /// To be dialled.
    case waiting
    /// Not reached: somebody must say why he is tried again.
    case reasonWanted = "reason-wanted"
    /// Reached: what he said must be written down.
    case reached
    case completed
    /// Not to be telephoned any more about this: write, or wait until he calls.
    case otherChannel = "other-channel"
    /// On the do-not-call list: never dialled.
    case blocked
    /// The project ended first.
    case withdrawn

    public var isOver: Bool {
      switch self {
      case .waiting, .reasonWanted, .reached: false
      case .completed, .otherChannel, .blocked, .withdrawn: true
      }
    }
  }

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

  public struct Attempt: Hashable, Sendable, Codable {
    public var at: Timestamp
    public var agent: AgentID?
    public var result: DialResult
    /// Why it was made, from the second on.
    public var reason: String?
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
  public var state = State.waiting
  public var loadedAt: Timestamp
  public var attempts: [Attempt] = []
  /// For the attempt to come.
  public var reason: String?
  /// What the customer said, by the project's fields.
  public var answers: [Value] = []
  public var hasRefused = false

  public var index: DocumentIndex {
    DocumentIndex(
      state: state.rawValue, isOver: state.isOver, madeAt: loadedAt, parent: project, key: phone)
  }

  public mutating func take(_ step: Step) throws(CentreRefusal) { state = try step.taken(from: state) }

  /// An attempt was made. Refused or a wrong number ends it, and so does the third without an answer.
  ///
  /// What is told twice, or is not expected, changes nothing: it comes from the records of what has happened.
  public mutating func dialled(_ record: DialRecord) {
    guard record.result.isAttempt, record.attempt == attempts.count + 1, Step.dial.from.contains(state) else { return }
    attempts.append(Attempt(at: record.at, agent: record.agent, result: record.result, reason: reason))
    reason = nil
    switch record.result {
    case .answered: state = .reached
    case .refused:
      hasRefused = true
      state = .otherChannel
    case .wrongNumber: state = .otherChannel
    case .noAnswer, .busy, .off, .voicemail:
      state = attempts.count < OutboundRules.mostAttempts ? .reasonWanted : .otherChannel
    case .noGateway: break
    }
  }
}

extension CentreBook {
  /// What the switchboard has recorded of a dial becomes part of the customer's entry. A record comes once.
  public mutating func note(_ dial: DialRecord) throws {
    guard let number = DocumentKind.outboundEntry.number(of: dial.call.text),
      var entry: OutboundEntry = try document(number)
    else { return }
    entry.dialled(dial)
    try save(entry)
    if dial.result == .refused {
      _ = try add(DoNotCall(phone: entry.phone, since: dial.at, source: entry.id))
    }
  }

  /// Work that the switchboard has given up without a dial: its window has passed.
  public mutating func note(_ closed: OutboundClosedRecord) throws {
    guard closed.state == "cancelled", let number = DocumentKind.outboundEntry.number(of: closed.call.text),
      var entry: OutboundEntry = try document(number), OutboundEntry.Step.withdraw.from.contains(entry.state)
    else { return }
    try entry.take(.withdraw)
    try save(entry)
  }
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
