import Terminal

extension JSONValue {
  /// Rounded to so many places; `null` for what is no number.
  static func decimal(_ value: Double, places: Int) -> JSONValue {
    guard value.isFinite else { return .null }
    return .number(Quantity.decimal(value, places: places).filter { $0 != "," })
  }
}
