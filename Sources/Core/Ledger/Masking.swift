/// How much of a name or a number may leave the bank.
public enum Masking {
  /// The first character and a star: `王*`, `S*`.
  public static func name(_ name: String) -> String { name.prefix(1) + "*" }

  /// The last four digits of a card, an account or a telephone.
  public static func last4(_ number: String) -> String { String(number.suffix(4)) }
}
