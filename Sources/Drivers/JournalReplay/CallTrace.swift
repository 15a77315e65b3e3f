public import CallModel
public import LineProtocol
public import SwitchboardCore

/// A call's whole life as its journal has it: what came, what was said, what the host was asked and answered. Made by
/// making the turns again, so it says what was, and is masked like every look into a journal.
public struct CallTrace: Sendable {
  /// One thing that happened.
  public struct Row: Sendable, Equatable {
    public enum Direction: String, Sendable { case `in`, out, host, record }

    public var at: Timestamp
    /// The number of the turn.
    public var turn: Int64
    public var direction: Direction
    public var text: String

    /// For the wire.
    public var record: ServerLine.RecordRow {
      ServerLine.RecordRow(
        word: direction.rawValue, fields: [Field("at", at.microseconds / 1_000), Field("turn", turn)], text: text)
    }
  }

  public static let mostRows = 10_000

  public private(set) var rows: [Row] = []
  private let call: CallID
  private var isConcerned = false

  /// Empty where the journal knows nothing of the call, or nothing any more. `mayDiffer` as in `JournalHistory.replay`.
  public init(of call: CallID, in history: JournalHistory, mayDiffer: (ReplayFault) -> Bool = { _ in false }) throws {
    self.call = call
    var state = try history.oldestState()
    var subject: CallID?
    var trace = self
    try history.replay(&state, mayDiffer: mayDiffer) { turn, switchboard in
      subject = if case .input(let input) = turn.cause { switchboard.call(concernedBy: input) } else { nil }
    } after: { step in
      trace.add(step, concerns: subject == call)
    }
    // Requests that only named a call that there never was came to nothing.
    if trace.rows.contains(where: { $0.direction != .in }) { rows = trace.rows }
  }

  private mutating func add(_ step: JournalHistory.Step, concerns: Bool) {
    func row(_ direction: Row.Direction, _ text: String) -> Row {
      Row(at: step.turn.at, turn: step.number, direction: direction, text: text)
    }
    var new: [Row] = []
    for effect in step.effects {
      switch effect {
      case .send(_, .event(_, let subject, let event)) where subject == call.text || event.concerns(call):
        new.append(row(.out, "\(subject) \(MaskedText.text(event))"))
      case .askHost(let request) where request.call == call:
        new.append(row(.host, "asked \(request.operation.rawValue)"))
      case .record(let fact) where fact.call == call: new.append(row(.record, fact.word))
      case .send, .askHost, .record, .completed, .close, .ask, .log, .reloadEnded, .stopped: break
      }
    }
    if concerns || !new.isEmpty, case .input(let input) = step.turn.cause {
      new.insert(row(.in, MaskedText.text(input)), at: 0)
    }
    rows += new.prefix(Self.mostRows - rows.count)
  }
}

extension Event {
  /// An offer of the call.
  fileprivate func concerns(_ call: CallID) -> Bool {
    if case .offer(let offer) = self { offer.call == call } else { false }
  }
}

extension Fact {
  /// The call that it is about.
  fileprivate var call: CallID? {
    switch self {
    case .call(let record): record.call
    case .agentInterval: nil
    case .surveyAnswer(let record): record.call
    case .wrapUp(let record): record.call
    case .dial(let record): record.call
    case .outboundClosed(let record): record.call
    case .promise(let record): record.call
    case .promisesScored(let record): record.call
    }
  }

  fileprivate var word: String {
    switch self {
    case .call: "call"
    case .agentInterval: "agent-interval"
    case .surveyAnswer: "survey-answer"
    case .wrapUp: "wrap-up"
    case .dial: "dial"
    case .outboundClosed: "outbound-closed"
    case .promise: "promise"
    case .promisesScored: "promise-scored"
    }
  }
}
