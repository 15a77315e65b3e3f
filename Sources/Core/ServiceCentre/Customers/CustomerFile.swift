public import CallModel

/// For what a customer may be used or called.
public enum ConsentPurpose: String, CaseIterable, Sendable, Codable {
  case marketing, survey, recording
}

public enum AgeGroup: String, CaseIterable, Sendable, Codable {
  case minor, adult
  /// From 60: "for an agent press 0" comes first.
  case senior
}

/// What the centre knows of a customer beside the bank's own record, which says who he is and of which tier [E3].
public struct CustomerFile: CentreDocument {
  public static let kind = DocumentKind.customerFile
  /// Takes a preferred agent back.
  public static let nobody = AgentID("none")

  public struct Consent: Hashable, Sendable, Codable {
    public var purpose: ConsentPurpose
    public var isGiven: Bool
    public var at: Timestamp
    public var by: StaffID
  }

  /// The customer's own.
  public var number: Int64
  public var name: String?
  public var phone: String?
  public var language: Language?
  public var ageGroup: AgeGroup?
  public var preferredAgent: AgentID?
  /// The newest last: what was given and taken back stays.
  public var consents: [Consent] = []
  public var madeAt: Timestamp
  public var erasedAt: Timestamp?

  public init(number: CustomerNumber, at instant: Timestamp) {
    self.number = number.number
    madeAt = instant
  }

  public var index: DocumentIndex {
    DocumentIndex(
      state: erasedAt == nil ? "kept" : "erased", isOver: erasedAt != nil, madeAt: madeAt,
      owner: preferredAgent?.text, key: phone)
  }

  /// `nil`: nobody has asked him.
  public func consents(to purpose: ConsentPurpose) -> Bool? {
    consents.last { $0.purpose == purpose }?.isGiven
  }
}

extension CentreBook {
  /// Of all customers whose files say any, in the order of their numbers.
  public func wishes() throws -> [CustomerWishes] {
    let files: [CustomerFile] = try documents(DocumentFilter(isOver: false))
    return files.map { CustomerWishes($0) }.filter { !$0.isEmpty }
  }
}

/// How long what may name a customer is kept [A18, B12]. What only counts stays.
public enum Retention {
  /// Telephone numbers and customers in records of calls, agents' notes, callbacks, tasks, cases and lists of projects.
  public static let callDays: Int64 = 2 * 365
  /// People's own words in the audit trail.
  public static let wordDays: Int64 = 3 * 365
}

/// What a retention run has erased from the records, or would erase.
public struct RetentionCounts: Hashable, Sendable {
  public var calls: Int64
  /// What agents noted when they wrapped calls up.
  public var notes: Int64
  /// Promised by keys, and over.
  public var callbacks: Int64
  public var words: Int64

  public init(calls: Int64, notes: Int64, callbacks: Int64, words: Int64) {
    self.calls = calls
    self.notes = notes
    self.callbacks = callbacks
    self.words = words
  }
}
