public import CallModel

/// A paper of the centre, of whatever kind: numbered, kept whole, and looked for by a few properties that all kinds
/// share. So a further kind needs no table and no query of its own.
public protocol CentreDocument: Codable, Hashable, Sendable {
  static var kind: DocumentKind { get }
  var number: Int64 { get set }
  /// By what it is looked for.
  var index: DocumentIndex { get }
}

extension CentreDocument {
  /// `OP1001`: what people say and type.
  public var id: String { Self.kind.id(number) }
}

/// The kinds of papers, each named by the letters before its number.
public enum DocumentKind: String, CaseIterable, Hashable, Sendable, Codable {
  case outboundProject = "OP"
  case outboundEntry = "OE"
  case outboundList = "OL"
  case doNotCall = "DN"
  case careTask = "TK"
  case contactCase = "CS"
  case keptOrder = "KO"
  case customerFile = "CU"
  case qualityReview = "QA"
  case register = "RG"

  /// Papers are numbered from here, so that a number has four digits from the first day.
  public static let firstNumber: Int64 = 1_001

  public func id(_ number: Int64) -> String { rawValue + String(number) }

  /// The number of an id of this kind: `nil` for all other words.
  public func number(of id: String) -> Int64? {
    guard id.hasPrefix(rawValue), let number = Int64(id.dropFirst(rawValue.count)), id == self.id(number), number > 0
    else { return nil }
    return number
  }
}

/// What every paper can be looked for by; what a kind has no use for is `nil`.
public struct DocumentIndex: Hashable, Sendable {
  /// A word of the kind's own.
  public var state: String
  /// Nothing is owed any more.
  public var isOver: Bool
  /// When it was made.
  public var madeAt: Timestamp
  /// The paper to which it belongs.
  public var parent: String?
  /// Who has to do with it: a member of the staff or a unit.
  public var owner: String?
  /// A word by which the kind is looked for: a telephone number, a node of the menu.
  public var key: String?
  public var dueAt: Timestamp?

  public init(
    state: String, isOver: Bool, madeAt: Timestamp, parent: String? = nil, owner: String? = nil, key: String? = nil,
    dueAt: Timestamp? = nil
  ) {
    self.state = state
    self.isOver = isOver
    self.madeAt = madeAt
    self.parent = parent
    self.owner = owner
    self.key = key
    self.dueAt = dueAt
  }
}

/// Which papers of a kind to read; `nil` leaves a property open.
public struct DocumentFilter: Hashable, Sendable {
  public var state: String?
  public var isOver: Bool?
  public var parent: String?
  public var owner: String?
  public var key: String?
  public var made: Range<Timestamp>?
  /// Due before it.
  public var dueBefore: Timestamp?
  public var limit: Int

  public init(
    state: String? = nil, isOver: Bool? = nil, parent: String? = nil, owner: String? = nil, key: String? = nil,
    made: Range<Timestamp>? = nil, dueBefore: Timestamp? = nil, limit: Int = .max
  ) {
    self.state = state
    self.isOver = isOver
    self.parent = parent
    self.owner = owner
    self.key = key
    self.made = made
    self.dueBefore = dueBefore
    self.limit = limit
  }

  public func takes(_ index: DocumentIndex) -> Bool {
    (state == nil || index.state == state) && (isOver == nil || index.isOver == isOver)
      && (parent == nil || index.parent == parent) && (owner == nil || index.owner == owner)
      && (key == nil || index.key == key) && (made?.contains(index.madeAt) ?? true)
      && (dueBefore == nil || index.dueAt.map { $0 < dueBefore! } ?? false)
  }
}

/// A step of a paper from one state to another: its kind's table, which a test walks cell by cell.
public protocol DocumentStep: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  associatedtype State: RawRepresentable<String>, CaseIterable, Hashable, Sendable, Codable
  /// The states from which it can be taken.
  var from: [State] { get }
  /// The state to which it leads; `nil` leaves it as it is.
  var to: State? { get }
}

extension DocumentStep {
  /// The state after the step, or a refusal that names the states that would do.
  public func taken(from state: State) throws(CentreRefusal) -> State {
    guard from.contains(state) else {
      throw .wrongState(want: from.map(\.rawValue).joined(separator: ","), have: state.rawValue)
    }
    return to ?? state
  }
}
