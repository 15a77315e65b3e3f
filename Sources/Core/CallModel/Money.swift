/// An amount in minor units (fen, cents) and its currency. Integers only: no rounding happens anywhere.
public struct Money: Hashable, Sendable, Codable {
  public var minorUnits: Int64
  public var currency: Currency

  public init(minorUnits: Int64, currency: Currency = .yuan) {
    self.minorUnits = minorUnits
    self.currency = currency
  }
}

/// A currency by its ISO 4217 code.
public struct Currency: Hashable, Sendable, Codable {
  public var code: String
  public init(code: String) { self.code = code }
  public static let yuan = Currency(code: "CNY")
}
