public import CallModel

/// What a time deposit earns and when it ends.
public struct DepositTerms: Hashable, Sendable {
  public var account: String
  public var rate: BasisPoints
  public var maturesOn: CivilDay

  public init(account: String, rate: BasisPoints, maturesOn: CivilDay) {
    self.account = account
    self.rate = rate
    self.maturesOn = maturesOn
  }
}

/// What a loan wants next. What is owed is the balance of its account, below 0.
public struct LoanTerms: Hashable, Sendable {
  public var account: String
  /// Minor units.
  public var instalment: Int64
  public var dueOn: CivilDay

  public init(account: String, instalment: Int64, dueOn: CivilDay) {
    self.account = account
    self.instalment = instalment
    self.dueOn = dueOn
  }
}

/// A credit card's bill. What has been paid since is in the account's entries.
public struct CardStatement: Hashable, Sendable {
  public var account: String
  public var closedAt: Timestamp
  public var dueOn: CivilDay
  /// Minor units, at the closing.
  public var amount: Int64
  public var minimum: Int64

  public init(account: String, closedAt: Timestamp, dueOn: CivilDay, amount: Int64, minimum: Int64) {
    self.account = account
    self.closedAt = closedAt
    self.dueOn = dueOn
    self.amount = amount
    self.minimum = minimum
  }
}

/// A fund and its latest value.
public struct Fund: Hashable, Sendable {
  public var code: String
  public var name: String
  /// Of one unit, in ten-thousandths of a yuan, as funds publish it.
  public var netAssetValue: Int64

  public init(code: String, name: String, netAssetValue: Int64) {
    self.code = code
    self.name = name
    self.netAssetValue = netAssetValue
  }
}

/// What a customer has of a fund.
public struct FundHolding: Hashable, Sendable {
  public var customer: CustomerNumber
  public var fund: String
  /// Hundredths of a unit.
  public var hundredths: Int64

  public init(customer: CustomerNumber, fund: String, hundredths: Int64) {
    self.customer = customer
    self.fund = fund
    self.hundredths = hundredths
  }

  /// In minor units, rounded half up: hundredths x ten-thousandths of a yuan are millionths of a yuan.
  public func value(at netAssetValue: Int64) -> Int64 {
    Rounded.quotient(of: hundredths, times: netAssetValue, by: 10_000)
  }
}

/// Hundredths of a percent: what rates are written in.
public struct BasisPoints: Hashable, Comparable, Sendable {
  public var number: Int

  public init(_ number: Int) { self.number = number }

  /// As percent, with two decimals: `1.35`.
  public var percent: String { DecimalFraction.text(Int64(number), decimals: 2) }

  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

/// Whole numbers as decimal fractions.
public enum DecimalFraction {
  /// `text(13500, decimals: 4)` is `1.3500`.
  public static func text(_ number: Int64, decimals: Int) -> String {
    let digits = String(number.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (number < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}

/// Products and quotients that need more than 64 bits on the way.
enum Rounded {
  /// `a` x `b` / `divisor`, rounded half up; `Int64.max` where it doesn't fit. None may be negative.
  static func quotient(of a: Int64, times b: Int64, by divisor: Int64) -> Int64 {
    precondition(a >= 0 && b >= 0 && divisor > 0, "Amounts and rates are not negative.")
    let product = a.multipliedFullWidth(by: b)
    let (low, carries) = product.low.addingReportingOverflow(UInt64(divisor / 2))
    let high = UInt64(product.high) + (carries ? 1 : 0)
    guard high < UInt64(divisor) else { return .max }
    let quotient = UInt64(divisor).dividingFullWidth((high, low)).quotient
    return Int64(clamping: quotient)
  }
}
