/// A refusal on its way to a client: a stable symbol, its fields, and a sentence for people that may change.
///
/// Never carries what the client sent: that could be a password or the keys of one.
public struct WireError: Error, Hashable, Sendable {
  public var symbol: ErrorSymbol
  public var fields: [Field]
  public var text: String?

  public init(_ symbol: ErrorSymbol, _ fields: [Field] = [], text: String? = nil) {
    self.symbol = symbol
    self.fields = fields
    self.text = text
  }

  public var errorClass: ErrorClass { symbol.errorClass }
}

extension WireError {
  /// `ERR bad missing-argument name=<name>`.
  public static func missing(_ name: String) -> WireError {
    WireError(.missingArgument, [Field("name", name)])
  }

  /// `ERR bad bad-argument name=<name> :<sentence>`. The sentence says what is allowed, never what came.
  public static func badArgument(_ name: String, _ sentence: String) -> WireError {
    WireError(.badArgument, [Field("name", name)], text: sentence)
  }

  /// `ERR conflict <symbol> want=<want> have=<have>`.
  public static func conflict(_ symbol: ErrorSymbol, want: String, have: String, text: String? = nil) -> WireError {
    WireError(symbol, [Field("want", want), Field("have", have)], text: text)
  }
}
