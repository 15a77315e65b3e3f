/// What few have, out of the way of those who have none: a table of many then holds one word for it, and not its size.
/// It is used as any optional, and a snapshot has it as one.
@propertyWrapper @frozen
public struct Seldom<Value> {
  @usableFromInline @frozen
  indirect enum Place {
    case nowhere
    case elsewhere(Value)
  }

  @usableFromInline var place: Place

  @inlinable public init(wrappedValue: Value?) {
    place = wrappedValue.map { .elsewhere($0) } ?? .nowhere
  }

  @inlinable public var wrappedValue: Value? {
    get {
      switch place {
      case .nowhere: nil
      case .elsewhere(let value): value
      }
    }
    set { self = Seldom(wrappedValue: newValue) }
  }
}

extension Seldom.Place: Sendable where Value: Sendable {}
extension Seldom: Sendable where Value: Sendable {}

extension Seldom: Codable where Value: Codable {
  public init(from decoder: any Decoder) throws { self.init(wrappedValue: try Value?(from: decoder)) }
  public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

// The compiler writes these for a type's fields.
extension KeyedEncodingContainer {
  public mutating func encode<Value: Codable>(_ value: Seldom<Value>, forKey key: Key) throws {
    try encodeIfPresent(value.wrappedValue, forKey: key)
  }
}

extension KeyedDecodingContainer {
  public func decode<Value: Codable>(_: Seldom<Value>.Type, forKey key: Key) throws -> Seldom<Value> {
    Seldom(wrappedValue: try decodeIfPresent(Value.self, forKey: key))
  }
}
