public import CallModel

/// What the bank pays or asks for, by name. Fixed terms can be had by telephone.
public enum RateProduct: String, CaseIterable, Sendable, Codable {
  case demand
  case threeMonths = "3-months"
  case sixMonths = "6-months"
  case oneYear = "1-year"
  case twoYears = "2-years"
  case threeYears = "3-years"
  /// Loan prime rate of one year.
  case loanPrimeRate = "lpr"

  /// Of a time deposit; `nil` for what is none.
  public var months: Int? {
    switch self {
    case .demand, .loanPrimeRate: nil
    case .threeMonths: 3
    case .sixMonths: 6
    case .oneYear: 12
    case .twoYears: 24
    case .threeYears: 36
    }
  }
}

public struct InterestRate: Hashable, Sendable {
  public var product: RateProduct
  public var rate: BasisPoints

  public init(product: RateProduct, rate: BasisPoints) {
    self.product = product
    self.rate = rate
  }
}

/// What the bank gives and asks for 100 units of a foreign currency.
public struct ExchangeRate: Hashable, Sendable {
  public var currency: Currency
  /// Minor units of yuan for 100 units: what the bank gives.
  public var bid: Int64
  /// What the bank asks.
  public var ask: Int64

  public init(currency: Currency, bid: Int64, ask: Int64) {
    self.currency = currency
    self.bid = bid
    self.ask = ask
  }

  /// `hundredths` of the foreign unit in minor units of yuan, rounded half up.
  static func converted(_ hundredths: Int64, at rate: Int64) -> Int64 {
    Rounded.quotient(of: hundredths, times: rate, by: 10_000)
  }
}

/// A branch of the bank, in the words of each language that it has words in.
public struct Branch: Hashable, Sendable {
  public struct Words: Hashable, Sendable {
    public var name: String
    public var address: String
    public var hours: String

    public init(name: String, address: String, hours: String) {
      self.name = name
      self.address = address
      self.hours = hours
    }
  }

  public var number: String
  /// Six digits; the first four are the district.
  public var postCode: String
  public var chinese: Words
  public var english: Words
  /// Visits that can be booked for a morning or an afternoon.
  public var quota: Int

  public init(number: String, postCode: String, chinese: Words, english: Words, quota: Int) {
    self.number = number
    self.postCode = postCode
    self.chinese = chinese
    self.english = english
    self.quota = quota
  }

  /// Every language but Chinese is served in English.
  public func words(in language: Language) -> Words { language == .chinese ? chinese : english }
}
