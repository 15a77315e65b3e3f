public import CallModel

/// What a caller can want [A13].
public enum ContactKind: String, CaseIterable, Sendable, Codable {
  case enquiry, transaction, complaint, suggestion, praise
}

/// How much it presses, the most first [A14].
public enum ContactUrgency: String, CaseIterable, Sendable, Codable {
  case loss, complaint, transaction, enquiry
}

/// What a caller wanted, registered by the agent who had him: the register of contacts [H7.1.1, A13-A16].
public struct ContactCase: CentreDocument {
  public static let kind = DocumentKind.contactCase

  public var number: Int64 = 0
  public var call: CallID
  public var agent: StaffID
  public var wish: ContactKind
  public var urgency: ContactUrgency
  /// What it was about, in the agent's words of one kind: the same reason of the same customer is the same matter.
  public var reason: String?
  public var note: String?
  /// Opened with it.
  public var complaint: String?
  public var at: Timestamp

  public var index: DocumentIndex {
    DocumentIndex(
      state: wish.rawValue, isOver: true, madeAt: at, parent: call.text, owner: agent.text, key: reason)
  }
}

extension ContactKind {
  /// Where the agent says nothing else.
  public var urgency: ContactUrgency {
    switch self {
    case .complaint: .complaint
    case .transaction: .transaction
    case .enquiry, .suggestion, .praise: .enquiry
    }
  }
}
