public import LineProtocol

/// A line of the server: as it came, for people, and read, for programs.
public struct IncomingLine: Hashable, Sendable {
  /// Without its LF.
  public var text: String
  /// `nil` where this is no line of lp/1.
  public var received: ReceivedLine?

  public init(text: String, received: ReceivedLine?) {
    self.text = text
    self.received = received
  }
}

/// The answer to one request: rows, and the `OK` or `ERR` that ends them.
public struct Reply: Hashable, Sendable {
  public var rows: [IncomingLine]
  public var end: IncomingLine

  public init(rows: [IncomingLine], end: IncomingLine) {
    self.rows = rows
    self.end = end
  }

  public var isOK: Bool { end.received?.kind == .ok }
  public var errorSymbol: ErrorSymbol? { end.received?.errorSymbol }
  /// The value of a field of the `OK` or `ERR`.
  public subscript(key: String) -> String? { end.received?[key] }
}
