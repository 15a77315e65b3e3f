public import CallModel

/// A customer of the bank, as far as the telephone needs to know.
public struct Customer: Hashable, Sendable {
  public var number: CustomerNumber
  public var name: String
  /// What the bank has granted: `normal`, `vip` or `blocked`. Who is an elder follows from `birthday`.
  public var tier: CustomerTier
  public var birthday: CivilDay
  public var language: Language
  /// The registered telephone, without country code. No two customers share one.
  public var phone: String
  /// The last six of the ID number; the last may be `X`.
  public var idLastSix: String
  /// Off: a branch has to switch telephone transfers on again.
  public var mayTransfer: Bool
  /// Text messages for every movement of money.
  public var hasAlerts = false
  /// His own limit for a day's transfers, in minor units, lower than the bank's; `nil`: the bank's.
  public var dailyLimit: Int64?
  /// All electronic channels are closed to him, by his own wish, until a branch opens them.
  public var isFrozen = false

  public init(
    number: CustomerNumber, name: String, tier: CustomerTier = .normal, birthday: CivilDay, language: Language,
    phone: String, idLastSix: String, mayTransfer: Bool = true
  ) {
    self.number = number
    self.name = name
    self.tier = tier
    self.birthday = birthday
    self.language = language
    self.phone = phone
    self.idLastSix = idLastSix
    self.mayTransfer = mayTransfer
  }

  /// Blocked before VIP before elder: one standing for each caller.
  public func standing(on today: CivilDay, elderAge: Int) -> CustomerTier {
    switch tier {
    case .blocked, .vip, .elder: tier
    case .normal: age(on: today) >= elderAge ? .elder : .normal
    }
  }

  func age(on today: CivilDay) -> Int {
    let born = birthday.components
    let now = today.components
    let hadBirthday = (now.month, now.day) >= (born.month, born.day)
    return now.year - born.year - (hadBirthday ? 0 : 1)
  }
}

extension CustomerNumber {
  /// Nobody's number. What is looked up for nobody is not found, at the cost of a look-up for somebody.
  static let nobody = CustomerNumber(0)
}

/// A card and the account behind it.
public struct BankCard: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable, Codable {
    case debit, credit
  }

  public var number: String
  public var customer: CustomerNumber
  public var account: String
  public var kind: Kind
  /// A credit card comes by post and pays for nothing before its owner has activated it.
  public var isActive: Bool

  public init(
    number: String, customer: CustomerNumber, account: String, kind: Kind = .debit, isActive: Bool = true
  ) {
    self.number = number
    self.customer = customer
    self.account = account
    self.kind = kind
    self.isActive = isActive
  }
}

/// An account to which a customer may transfer; registered at a branch or by an agent, never by keys.
public struct Payee: Hashable, Sendable {
  /// Unique in the bank.
  public var number: Int64
  public var customer: CustomerNumber
  public var name: String
  public var account: String
  /// The other bank's name; `nil` for this bank.
  public var bank: String?

  public init(number: Int64, customer: CustomerNumber, name: String, account: String, bank: String? = nil) {
    self.number = number
    self.customer = customer
    self.name = name
    self.account = account
    self.bank = bank
  }
}
