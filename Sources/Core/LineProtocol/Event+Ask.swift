public import CallModel

extension Event {
  /// Input is now expected.
  ///
  /// Immutable and shared: what a node asks for is the same for every caller, so the end of the line is made once.
  public final class Ask: Hashable, @unchecked Sendable, Codable {
    // @unchecked: everything is written in init only.
    public let node: NodeID
    public let kind: InputKind
    /// The key sequences that mean something here, in a keypad's order.
    public let keys: [String]
    public let minimum: Int?
    public let maximum: Int?
    /// The key that ends the entry.
    public let end: Key?
    /// Time for the first key.
    public let first: Interval
    /// Time between keys.
    public let inter: Interval
    private(set) var lineEnd: LineEnd?

    private enum CodingKeys: CodingKey { case node, kind, keys, minimum, maximum, end, first, inter }

    public init(
      node: NodeID, kind: InputKind, keys: [String] = [], minimum: Int? = nil, maximum: Int? = nil, end: Key? = nil,
      first: Interval, inter: Interval
    ) {
      self.node = node
      self.kind = kind
      self.keys = keys
      self.minimum = minimum
      self.maximum = maximum
      self.end = end
      self.first = first
      self.inter = inter
      lineEnd = LineEnd(of: .ask(self))
    }

    public convenience init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self.init(
        node: try container.decode(NodeID.self, forKey: .node),
        kind: try container.decode(InputKind.self, forKey: .kind),
        keys: try container.decode([String].self, forKey: .keys),
        minimum: try container.decodeIfPresent(Int.self, forKey: .minimum),
        maximum: try container.decodeIfPresent(Int.self, forKey: .maximum),
        end: try container.decodeIfPresent(Key.self, forKey: .end),
        first: try container.decode(Interval.self, forKey: .first),
        inter: try container.decode(Interval.self, forKey: .inter))
    }

    public static func == (a: Ask, b: Ask) -> Bool {
      a === b
        || a.node == b.node && a.kind == b.kind && a.keys == b.keys && a.minimum == b.minimum && a.maximum == b.maximum
          && a.end == b.end && a.first == b.first && a.inter == b.inter
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(node)
      hasher.combine(keys)
    }
  }
}
