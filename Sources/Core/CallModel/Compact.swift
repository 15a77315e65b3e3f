/// An optional number in the eight bytes of the number, where Swift's own takes sixteen: `nil` is the lowest number,
/// which nobody has. For what a table of many callers holds many of. It is used as any optional, and a snapshot has it
/// as one.
@propertyWrapper @frozen
public struct Compact<Value: EightByteNumber>: Sendable {
  @usableFromInline var number: Int64

  @inlinable public init(wrappedValue: Value?) {
    number = wrappedValue?.number ?? .min
    precondition(wrappedValue == nil || number != .min, "The lowest number means that there is none.")
  }

  @inlinable public var wrappedValue: Value? {
    get { number == .min ? nil : Value(number: number) }
    set { self = Compact(wrappedValue: newValue) }
  }
}

/// What is one number, as `Compact` holds it.
public protocol EightByteNumber: Codable, Sendable {
  init(number: Int64)
  var number: Int64 { get }
}

extension Timestamp: EightByteNumber {
  public init(number: Int64) { self.init(microseconds: number) }
  public var number: Int64 { microseconds }
}

extension Interval: EightByteNumber {
  public init(number: Int64) { self.init(microseconds: number) }
  public var number: Int64 { microseconds }
}

extension Int: EightByteNumber {
  public init(number: Int64) { self.init(number) }
  public var number: Int64 { Int64(self) }
}

extension Int64: EightByteNumber {
  public init(number: Int64) { self = number }
  public var number: Int64 { self }
}

extension Compact: Codable {
  public init(from decoder: any Decoder) throws { self.init(wrappedValue: try Value?(from: decoder)) }
  public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

// The compiler writes these for a type's fields.
extension KeyedEncodingContainer {
  public mutating func encode<Value>(_ value: Compact<Value>, forKey key: Key) throws {
    try encodeIfPresent(value.wrappedValue, forKey: key)
  }
}

extension KeyedDecodingContainer {
  public func decode<Value>(_: Compact<Value>.Type, forKey key: Key) throws -> Compact<Value> {
    Compact(wrappedValue: try decodeIfPresent(Value.self, forKey: key))
  }
}
