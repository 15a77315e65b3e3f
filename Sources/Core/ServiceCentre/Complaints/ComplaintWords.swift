/// How a complaint came in [H6].
public enum ComplaintChannel: String, CaseIterable, Sendable, Codable {
  case hotline, visit, letter
  case email = "e-mail"
  case online, regulator
}

/// What the complaint is about, by the bank's lines of business.
public enum ComplaintBusiness: String, CaseIterable, Sendable, Codable {
  case deposit
  case debitCard = "debit-card"
  case creditCard = "credit-card"
  case loan
  case transfer
  case wealth
  case insurance
  case electronic = "e-banking"
  case counter
  case other
}

/// The ten causes by which complaints are classified [H6].
public enum ComplaintCause: String, CaseIterable, Sendable, Codable {
  case attitude, facilities, rules, marketing, disclosure
  case productYield = "product-yield"
  case choice, contract
  case fundsSecurity = "funds-security"
  case informationSecurity = "information-security"
}

/// How the complainant was told something.
public enum NoticeMeans: String, CaseIterable, Sendable, Codable {
  case phone, sms, letter
  case email = "e-mail"
  case visit
}

public enum ComplaintOutcome: String, CaseIterable, Sendable, Codable {
  case upheld, partly, unfounded
}

/// Where a complaint stands.
public enum ComplaintState: String, CaseIterable, Sendable, Codable {
  case received, accepted, assigned, investigating, decided, notified, closed, visited, withdrawn, reviewing
  case notAccepted = "not-accepted"

  /// Nothing is owed any more, unless a review is asked for.
  public var isOver: Bool {
    switch self {
    case .closed, .visited, .withdrawn, .notAccepted: true
    case .received, .accepted, .assigned, .investigating, .decided, .notified, .reviewing: false
    }
  }
}

/// What can be done to a complaint: the state table [H6]. A step that is not in it can't be taken.
public enum ComplaintStep: String, DocumentStep {
  case accept, refuse, assign, join, investigate, urge, escalate, extend, decide, notify, close, visit, withdraw, review

  /// The states from which it can be taken.
  public var from: [ComplaintState] {
    switch self {
    case .accept, .refuse: [.received]
    case .assign: [.accepted, .assigned, .investigating, .reviewing]
    case .join: [.assigned, .investigating]
    case .investigate: [.assigned, .investigating]
    case .urge: [.received, .accepted, .assigned, .investigating, .reviewing]
    case .escalate: [.accepted, .assigned, .investigating, .reviewing]
    case .extend: [.accepted, .assigned, .investigating]
    case .decide: [.investigating]
    case .notify: [.decided]
    case .close: [.notified]
    case .visit: [.closed]
    case .withdraw: [.received, .accepted, .assigned, .investigating, .decided, .reviewing]
    case .review: [.notified, .closed, .visited]
    }
  }

  /// The state to which it leads; `nil` leaves it as it is.
  public var to: ComplaintState? {
    switch self {
    case .accept: .accepted
    case .refuse: .notAccepted
    case .assign: .assigned
    case .investigate: .investigating
    case .decide: .decided
    case .notify: .notified
    case .close: .closed
    case .visit: .visited
    case .withdraw: .withdrawn
    case .review: .reviewing
    case .join, .urge, .escalate, .extend: nil
    }
  }
}
