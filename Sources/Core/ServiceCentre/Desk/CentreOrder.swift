public import CallModel

/// What somebody wants of the centre's desk, as it came: words, fields and a free text, who the system says he is,
/// and when. Typed step by step by whoever carries it out.
public struct CentreOrder: Hashable, Sendable {
  public struct Field: Hashable, Sendable {
    public var key: String
    public var value: String

    public init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// `complaint`, `assign`, `CP1001`.
  public var words: [String]
  public var fields: [Field]
  public var text: String?
  /// The user at the other end of the connection, as the kernel says.
  public var userID: UInt32
  /// Who has proved by his password at a console who he is; then the user says nothing.
  public var agent: AgentID?
  public var at: Timestamp
  /// What it is about is this call, which goes on: no record has it yet.
  public var liveCall: CallID?

  public init(
    words: [String], fields: [Field] = [], text: String? = nil, userID: UInt32, agent: AgentID? = nil, at: Timestamp
  ) {
    self.agent = agent
    self.words = words
    self.fields = fields
    self.text = text
    self.userID = userID
    self.at = at
  }

  /// Of the first field with that name, in whatever case it was written.
  public func value(of key: String) -> String? { fields.first { $0.key.lowercased() == key }?.value }

  /// Why there is no act for these words: the area is known and the action is not, or neither.
  public var unknown: CentreRefusal {
    let known = CentreAct.allCases.filter { $0.area == words.first?.lowercased() }.map(\.action)
    guard !known.isEmpty else { return .unknownOrder }
    return .bad("action", "It is one of \(known.joined(separator: ", ")).")
  }

  /// `nil`: nobody knows such an order.
  public var act: CentreAct? {
    guard words.count >= 2 else { return nil }
    return CentreAct(area: words[0].lowercased(), action: words[1].lowercased())
  }
}

/// What the desk answers: rows and a last line, and what is to be done where the calls are; or a refusal.
public enum CentreReply: Hashable, Sendable {
  case done(rows: [CentreRow], fields: [CentreOrder.Field], effects: [DeskEffect] = [])
  case refused(CentreRefusal)
}

/// One row of an answer.
public struct CentreRow: Hashable, Sendable {
  public var word: String
  public var fields: [CentreOrder.Field]
  public var text: String?

  public init(_ word: String, _ fields: [CentreOrder.Field], text: String? = nil) {
    self.word = word
    self.fields = fields
    self.text = text
  }
}
