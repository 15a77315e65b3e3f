/// A dictionary of the core's state. It is used as any other; written into a snapshot, its entries stand in the
/// order of their keys, because a dictionary's own order differs from run to run and equal states must give
/// equal bytes.
@propertyWrapper @frozen
public struct KeyOrdered<Key: Hashable & Comparable & Sendable, Value: Sendable>: Sendable {
  public var wrappedValue: [Key: Value]

  @inlinable public init(wrappedValue: [Key: Value]) { self.wrappedValue = wrappedValue }
}

extension KeyOrdered: Codable where Key: Codable, Value: Codable {
  public init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    wrappedValue = [:]
    while !container.isAtEnd {
      let key = try container.decode(Key.self)
      wrappedValue[key] = try container.decode(Value.self)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for (key, value) in wrappedValue.sorted(by: { $0.key < $1.key }) {
      try container.encode(key)
      try container.encode(value)
    }
  }
}
