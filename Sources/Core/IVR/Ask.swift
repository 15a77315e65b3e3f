public import CallModel

/// Input is now expected.
///
/// Immutable and shared: what a node asks for is made with the tree, and is the same for every caller.
public final class Ask: Sendable, Equatable {
  public enum Kind: String, Sendable { case menu, digits, amount, confirm, secret }

  public let node: NodeID
  public let kind: Kind
  /// The choices that work, in the keys' order; empty for strings of digits.
  public let keys: [String]
  public let minimum: Int?
  public let maximum: Int?
  public let endKey: Key?
  public let first: Interval
  public let inter: Interval
  /// The node's place in the tree, for whoever keeps something for each; `nil`: made for one call.
  public let number: Int?

  public init(
    node: NodeID, kind: Kind, keys: [String] = [], minimum: Int? = nil, maximum: Int? = nil, endKey: Key? = nil,
    first: Interval, inter: Interval, number: Int? = nil
  ) {
    self.node = node
    self.kind = kind
    self.keys = keys
    self.minimum = minimum
    self.maximum = maximum
    self.endKey = endKey
    self.first = first
    self.inter = inter
    self.number = number
  }

  public static func == (a: Ask, b: Ask) -> Bool {
    a === b
      || a.node == b.node && a.kind == b.kind && a.keys == b.keys && a.minimum == b.minimum && a.maximum == b.maximum
        && a.endKey == b.endKey && a.first == b.first && a.inter == b.inter
  }
}
