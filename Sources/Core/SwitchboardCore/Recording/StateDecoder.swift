/// Reads what a `StateEncoder` has written, perhaps an older or newer version of it.
///
/// A field that isn't there is as good as nothing: 0, no, an empty text or list, `nil`. So a new field of the state
/// has to mean by its zero what calls had before it came; where that can't be, `Switchboard.stateVersion` rises.
/// A field that nobody asks for is passed over.
public final class StateDecoder: Decoder {
  public let codingPath: [any CodingKey] = []
  public let userInfo: [CodingUserInfoKey: Any]
  let bytes: [UInt8]
  /// The names so far, by their numbers from 1; they are all known after one pass over the bytes.
  private(set) var names: [String] = []
  /// Where the value stands that is being read; `nil`: it isn't there.
  var cursor: Int?

  private init(_ bytes: [UInt8], userInfo: [CodingUserInfoKey: Any]) throws {
    self.bytes = bytes
    self.userInfo = userInfo
    cursor = 0
    try learnNames()
  }

  public static func value<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8], userInfo: [CodingUserInfoKey: Any] = [:]
  ) throws -> Value {
    try StateDecoder(bytes, userInfo: userInfo).read(type, at: 0)
  }

  /// Names are written where they are first used, and containers are not read in that order.
  private func learnNames() throws {
    var reader = ByteReader(bytes)
    // Ends of the maps and arrays that are being walked; a map's entries have names.
    var open: [(end: Int, isMap: Bool)] = []
    repeat {
      while let last = open.last, reader.position >= last.end { open.removeLast() }
      if open.isEmpty, reader.position > 0 { break }
      if open.last?.isMap == true, try reader.unsigned() == 0 { names.append(try reader.text()) }
      switch try mark(&reader) {
      case .null, .no, .yes: break
      case .integer: _ = try reader.signed()
      case .text: _ = try reader.slice()
      case .wideInteger: for _ in 0..<16 { _ = try reader.byte() }
      case .array:
        let end = try contents(&reader)
        open.append((end, false))
      case .map:
        let end = try contents(&reader)
        open.append((end, true))
      }
    } while true
    guard reader.isAtEnd else { throw CodingFault.badValue(at: reader.position, "more than one value") }
  }

  func mark(_ reader: inout ByteReader) throws(CodingFault) -> StateEncoder.Mark {
    guard let mark = StateEncoder.Mark(rawValue: try reader.byte()) else {
      throw .badValue(at: reader.position - 1, "no kind of value")
    }
    return mark
  }

  /// Where the container ends whose length stands here.
  func contents(_ reader: inout ByteReader) throws(CodingFault) -> Int {
    var length = 0
    for place in 0..<StateEncoder.lengthSize { length |= Int(try reader.byte()) << (8 * place) }
    guard length <= reader.remaining else { throw .cutShort(at: reader.position) }
    return reader.position + length
  }

  func reader(at place: Int) -> ByteReader { ByteReader(bytes, in: place..<bytes.count) }

  /// Passes over one value.
  func skip(_ reader: inout ByteReader) throws(CodingFault) {
    switch try mark(&reader) {
    case .null, .no, .yes: break
    case .integer: _ = try reader.unsigned()
    case .text: _ = try reader.slice()
    case .wideInteger: for _ in 0..<16 { _ = try reader.byte() }
    case .array, .map:
      let end = try contents(&reader)
      reader = self.reader(at: end)
    }
  }

  func isNull(at place: Int?) -> Bool {
    guard let place else { return true }
    return bytes[place] == StateEncoder.Mark.null.rawValue
  }

  func bool(at place: Int?) throws -> Bool {
    guard let place else { return false }
    if bytes[place] == StateEncoder.Mark.yes.rawValue { return true }
    guard bytes[place] == StateEncoder.Mark.no.rawValue else {
      throw CodingFault.badValue(at: place, "neither yes nor no")
    }
    return false
  }

  func text(at place: Int?) throws -> String {
    guard let place else { return "" }
    var reader = reader(at: place)
    guard try mark(&reader) == .text else { throw CodingFault.badValue(at: place, "no text") }
    return try reader.text()
  }

  func integer<Number: FixedWidthInteger>(_ type: Number.Type, at place: Int?) throws -> Number {
    guard let place else { return 0 }
    var reader = reader(at: place)
    let number: Number?
    switch try mark(&reader) {
    case .integer: number = Number(exactly: try reader.signed())
    case .wideInteger:
      var wide: Int128 = 0
      for byte in 0..<16 { wide |= Int128(try reader.byte()) << Int128(8 * byte) }
      number = Number(exactly: wide)
    case .null, .no, .yes, .text, .array, .map: number = nil
    }
    guard let number else { throw CodingFault.badValue(at: place, "no integer, or one that is too large") }
    return number
  }

  func read<Value: Decodable>(_ type: Value.Type, at place: Int?) throws -> Value {
    cursor = place
    return try Value(from: self)
  }

  public func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(try KeyedContainer<Key>(self, at: cursor))
  }

  public func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try UnkeyedContainer(self, at: cursor) }
  public func singleValueContainer() -> any SingleValueDecodingContainer {
    SingleContainer(decoder: self, place: cursor)
  }
}
