import CallModel

/// Writes a value of the core as bytes that describe themselves: each field has its name, so that a later version
/// of the program, with a field more or less, can still read them.
///
/// Made for `Codable` as the compiler synthesizes it: a new field of the state is in the snapshot without a line of
/// code. Names are written once and numbered; containers have their length, so that a reader passes over what it
/// doesn't know. Floating-point numbers are refused: the core has none.
public final class StateEncoder: Encoder {
  enum Mark: UInt8 {
    case null, no, yes, integer, text, array, map, wideInteger
  }

  public let codingPath: [any CodingKey] = []
  public let userInfo: [CodingUserInfoKey: Any]
  private(set) var writer = ByteWriter()
  private var names: [String: UInt64] = [:]
  /// Where the contents of the containers begin that are being written, the outermost first.
  private var open: [Int] = []

  private init(userInfo: [CodingUserInfoKey: Any]) { self.userInfo = userInfo }

  public static func bytes(of value: some Encodable, userInfo: [CodingUserInfoKey: Any] = [:]) throws -> [UInt8] {
    let encoder = StateEncoder(userInfo: userInfo)
    try encoder.write(value)
    return encoder.writer.bytes
  }

  /// The length of a container: four bytes, the low end first, filled in when it is closed.
  static let lengthSize = 4

  fileprivate func begin(_ mark: Mark) -> Int {
    writer.byte(mark.rawValue)
    for _ in 0..<Self.lengthSize { writer.byte(0) }
    open.append(writer.bytes.count)
    return open.count
  }

  /// A container of this depth is written to again: those within it are complete.
  fileprivate func close(to depth: Int) {
    while open.count > depth {
      let start = open.removeLast()
      let length = UInt32(writer.bytes.count - start)
      for place in 0..<Self.lengthSize {
        writer.bytes[start - Self.lengthSize + place] = UInt8(truncatingIfNeeded: length >> UInt32(8 * place))
      }
    }
  }

  /// 0 and the name the first time, afterwards its number from 1.
  fileprivate func name(_ name: String) {
    if let number = names[name] { return writer.unsigned(number) }
    names[name] = UInt64(names.count + 1)
    writer.unsigned(0)
    writer.text(name)
  }

  fileprivate func null() { writer.byte(Mark.null.rawValue) }
  fileprivate func write(_ flag: Bool) { writer.byte((flag ? Mark.yes : Mark.no).rawValue) }

  fileprivate func write(_ text: String) {
    writer.byte(Mark.text.rawValue)
    writer.text(text)
  }

  fileprivate func write(integer: some FixedWidthInteger) {
    if let small = Int64(exactly: integer) {
      writer.byte(Mark.integer.rawValue)
      writer.signed(small)
    } else {
      writer.byte(Mark.wideInteger.rawValue)
      let wide = Int128(integer)
      for place in 0..<16 { writer.byte(UInt8(truncatingIfNeeded: wide >> Int128(8 * place))) }
    }
  }

  fileprivate func write<Value: Encodable>(_ value: Value) throws {
    let (depth, start) = (open.count, writer.bytes.count)
    if Value.self == SessionValues.self, let values = value as? SessionValues {
      // A dictionary's order is no state. This is the one that is used as it is; the others are `KeyOrdered`.
      let container = KeyedContainer<DynamicKey>(self)
      for (name, value) in values.sorted(by: { $0.key < $1.key }) { try container.write(value, named: name) }
    } else {
      try value.encode(to: self)
    }
    close(to: depth)
    if writer.bytes.count == start { null() }
  }

  public func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(KeyedContainer<Key>(self))
  }

  public func unkeyedContainer() -> any UnkeyedEncodingContainer { UnkeyedContainer(self) }
  public func singleValueContainer() -> any SingleValueEncodingContainer { SingleContainer(encoder: self) }

  private struct DynamicKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// What the core has none of.
private func refuse(_ value: some Any) throws -> Never {
  throw EncodingError.invalidValue(
    value, .init(codingPath: [], debugDescription: "the core's state has no floating-point numbers"))
}

extension StateEncoder {
  private struct KeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: StateEncoder
    let depth: Int
    var codingPath: [any CodingKey] { [] }

    init(_ encoder: StateEncoder) {
      self.encoder = encoder
      depth = encoder.begin(.map)
    }

    private func name(_ key: Key) {
      encoder.close(to: depth)
      encoder.name(key.stringValue)
    }

    func write(_ value: SessionValue, named name: String) throws {
      encoder.close(to: depth)
      encoder.name(name)
      try encoder.write(value)
    }

    func encodeNil(forKey key: Key) { name(key); encoder.null() }
    func encode(_ value: Bool, forKey key: Key) { name(key); encoder.write(value) }
    func encode(_ value: String, forKey key: Key) { name(key); encoder.write(value) }
    func encode(_ value: Double, forKey key: Key) throws { try refuse(value) }
    func encode(_ value: Float, forKey key: Key) throws { try refuse(value) }
    func encode(_ value: Int, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode(_ value: Int8, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode(_ value: Int16, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode(_ value: Int32, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode(_ value: Int64, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode(_ value: Int128, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode(_ value: UInt, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode(_ value: UInt8, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode(_ value: UInt16, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode(_ value: UInt32, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode(_ value: UInt64, forKey key: Key) { name(key); encoder.write(integer: value) }
    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws { name(key); try encoder.write(value) }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      name(key)
      return encoder.container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      name(key)
      return encoder.unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder }
    func superEncoder(forKey key: Key) -> any Encoder { name(key); return encoder }
  }

  private struct UnkeyedContainer: UnkeyedEncodingContainer {
    let encoder: StateEncoder
    let depth: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(_ encoder: StateEncoder) {
      self.encoder = encoder
      depth = encoder.begin(.array)
    }

    private mutating func next() {
      encoder.close(to: depth)
      count += 1
    }

    mutating func encodeNil() { next(); encoder.null() }
    mutating func encode<Value: Encodable>(_ value: Value) throws { next(); try encoder.write(value) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
      next()
      return encoder.container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      next()
      return encoder.unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder { next(); return encoder }
  }

  private struct SingleContainer: SingleValueEncodingContainer {
    let encoder: StateEncoder
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { encoder.null() }
    func encode(_ value: Bool) { encoder.write(value) }
    func encode(_ value: String) { encoder.write(value) }
    func encode(_ value: Double) throws { try refuse(value) }
    func encode(_ value: Float) throws { try refuse(value) }
    func encode(_ value: Int) { encoder.write(integer: value) }
    func encode(_ value: Int8) { encoder.write(integer: value) }
    func encode(_ value: Int16) { encoder.write(integer: value) }
    func encode(_ value: Int32) { encoder.write(integer: value) }
    func encode(_ value: Int64) { encoder.write(integer: value) }
    func encode(_ value: Int128) { encoder.write(integer: value) }
    func encode(_ value: UInt) { encoder.write(integer: value) }
    func encode(_ value: UInt8) { encoder.write(integer: value) }
    func encode(_ value: UInt16) { encoder.write(integer: value) }
    func encode(_ value: UInt32) { encoder.write(integer: value) }
    func encode(_ value: UInt64) { encoder.write(integer: value) }
    func encode<Value: Encodable>(_ value: Value) throws { try encoder.write(value) }
  }
}
