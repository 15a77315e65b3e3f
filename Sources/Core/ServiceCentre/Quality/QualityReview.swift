public import CallModel

/// A call that was drawn to be listened to, and what was found [A4, B11].
public struct QualityReview: CentreDocument {
  public static let kind = DocumentKind.qualityReview
  /// Days after the score within which the agent may appeal.
  public static let appealDays: Int64 = 7

  public enum State: String, CaseIterable, Sendable, Codable {
    case drawn, scored, appealed, decided
  }

  public enum Step: String, DocumentStep {
    case score, appeal, decide

    public var from: [State] {
      switch self {
      case .score: [.drawn]
      case .appeal: [.scored]
      case .decide: [.appealed]
      }
    }

    public var to: State? {
      switch self {
      case .score: .scored
      case .appeal: .appealed
      case .decide: .decided
      }
    }
  }

  /// The score sheet; each mark is 0 to 100.
  public enum Item: String, CaseIterable, Sendable, Codable {
    case greeting, identity, listening, accuracy, wording, closing

    public var weight: Int64 {
      switch self {
      case .greeting, .closing: 10
      case .identity: 20
      case .listening, .wording: 15
      case .accuracy: 30
      }
    }
  }

  public struct Mark: Hashable, Sendable, Codable {
    public var item: Item
    public var mark: Int64
  }

  public var number: Int64 = 0
  public var call: CallID
  public var agent: AgentID
  /// The Monday of the call's week.
  public var week: CivilDay
  public var state = State.drawn
  public var drawnAt: Timestamp
  public var marks: [Mark] = []
  public var scoredBy: StaffID?
  public var scoredAt: Timestamp?
  /// What was found, and what is to be done better.
  public var findings: String?
  public var appeal: String?

  public var index: DocumentIndex {
    DocumentIndex(
      state: state.rawValue, isOver: state == .decided, madeAt: drawnAt, parent: week.written, owner: agent.text,
      key: call.text)
  }

  /// The sum of weight x mark over the sum of weights, in hundredths of a mark.
  public var score: Int64? {
    guard !marks.isEmpty else { return nil }
    let weights = marks.reduce(0) { $0 + $1.item.weight }
    return marks.reduce(0) { $0 + $1.item.weight * $1.mark } * 100 / weights
  }

  public mutating func take(_ step: Step) throws(CentreRefusal) { state = try step.taken(from: state) }
}

extension SplitMix64 {
  /// So many of `count` places, drawn without putting back, in the order of drawing.
  mutating func draw(_ number: Int, of count: Int) -> [Int] {
    var places = Array(0..<count)
    for index in 0..<min(number, count) {
      places.swapAt(index, index + Int(next() % UInt64(count - index)))
    }
    return Array(places.prefix(number))
  }
}
