/// What a map, a list and a single value look like to `Codable`.
extension StateDecoder {
  final class KeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    private let decoder: StateDecoder
    /// Names by number, and where their values stand, as they were written.
    private var entries: [(name: Int, place: Int)] = []
    /// Fields are mostly asked for in the order in which they were written.
    private var next = 0
    var codingPath: [any CodingKey] { [] }

    init(_ decoder: StateDecoder, at place: Int?) throws {
      self.decoder = decoder
      guard let place, !decoder.isNull(at: place) else { return }
      var reader = decoder.reader(at: place)
      guard try decoder.mark(&reader) == .map else { throw CodingFault.badValue(at: place, "no fields") }
      let end = try decoder.contents(&reader)
      while reader.position < end {
        var name = Int(clamping: try reader.unsigned())
        if name == 0 {
          let text = try reader.text()
          name = (decoder.names.firstIndex(of: text) ?? 0) + 1
        }
        guard name <= decoder.names.count else { throw CodingFault.badValue(at: reader.position, "no such name") }
        entries.append((name, reader.position))
        try decoder.skip(&reader)
      }
    }

    private func place(_ key: Key) -> Int? {
      let wanted = key.stringValue
      for step in entries.indices {
        let index = (next + step) % entries.count
        if decoder.names[entries[index].name - 1] == wanted {
          next = index + 1
          return entries[index].place
        }
      }
      return nil
    }

    var allKeys: [Key] { entries.compactMap { Key(stringValue: decoder.names[$0.name - 1]) } }
    func contains(_ key: Key) -> Bool { place(key) != nil }
    func decodeNil(forKey key: Key) -> Bool { decoder.isNull(at: place(key)) }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decoder.bool(at: place(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try decoder.text(at: place(key)) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { throw noNumber }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { throw noNumber }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try decoder.integer(type, at: place(key)) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try decoder.integer(type, at: place(key)) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try decoder.integer(type, at: place(key)) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try decoder.integer(type, at: place(key)) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try decoder.integer(type, at: place(key)) }
    func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try decoder.integer(type, at: place(key)) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try decoder.integer(type, at: place(key)) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try decoder.integer(type, at: place(key)) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try decoder.integer(type, at: place(key)) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try decoder.integer(type, at: place(key)) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try decoder.integer(type, at: place(key)) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      try decoder.read(type, at: place(key))
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
      KeyedDecodingContainer(try StateDecoder.KeyedContainer<Nested>(decoder, at: place(key)))
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      try UnkeyedContainer(decoder, at: place(key))
    }

    func superDecoder() throws -> any Decoder { decoder }

    func superDecoder(forKey key: Key) throws -> any Decoder {
      decoder.cursor = place(key)
      return decoder
    }

    private var noNumber: CodingFault { .badValue(at: 0, "the core's state has no floating-point numbers") }
  }

  struct UnkeyedContainer: UnkeyedDecodingContainer {
    private let decoder: StateDecoder
    private var reader: ByteReader
    private let end: Int
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { nil }
    var isAtEnd: Bool { reader.position >= end }

    init(_ decoder: StateDecoder, at place: Int?) throws {
      self.decoder = decoder
      reader = decoder.reader(at: place ?? 0)
      guard let place, !decoder.isNull(at: place) else {
        end = reader.position
        return
      }
      guard try decoder.mark(&reader) == .array else { throw CodingFault.badValue(at: place, "no list") }
      end = try decoder.contents(&reader)
    }

    private mutating func next() throws -> Int {
      guard !isAtEnd else { throw CodingFault.cutShort(at: end) }
      let place = reader.position
      try decoder.skip(&reader)
      currentIndex += 1
      return place
    }

    mutating func decodeNil() throws -> Bool {
      guard !isAtEnd, decoder.isNull(at: reader.position) else { return false }
      _ = try next()
      return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.read(type, at: next()) }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
      KeyedDecodingContainer(try KeyedContainer<Nested>(decoder, at: next()))
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
      try UnkeyedContainer(decoder, at: next())
    }

    mutating func superDecoder() throws -> any Decoder {
      decoder.cursor = try next()
      return decoder
    }
  }

  struct SingleContainer: SingleValueDecodingContainer {
    let decoder: StateDecoder
    let place: Int?
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { decoder.isNull(at: place) }
    func decode(_ type: Bool.Type) throws -> Bool { try decoder.bool(at: place) }
    func decode(_ type: String.Type) throws -> String { try decoder.text(at: place) }
    func decode(_ type: Double.Type) throws -> Double { throw CodingFault.badValue(at: place ?? 0, "no integer") }
    func decode(_ type: Float.Type) throws -> Float { throw CodingFault.badValue(at: place ?? 0, "no integer") }
    func decode(_ type: Int.Type) throws -> Int { try decoder.integer(type, at: place) }
    func decode(_ type: Int8.Type) throws -> Int8 { try decoder.integer(type, at: place) }
    func decode(_ type: Int16.Type) throws -> Int16 { try decoder.integer(type, at: place) }
    func decode(_ type: Int32.Type) throws -> Int32 { try decoder.integer(type, at: place) }
    func decode(_ type: Int64.Type) throws -> Int64 { try decoder.integer(type, at: place) }
    func decode(_ type: Int128.Type) throws -> Int128 { try decoder.integer(type, at: place) }
    func decode(_ type: UInt.Type) throws -> UInt { try decoder.integer(type, at: place) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.integer(type, at: place) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try decoder.integer(type, at: place) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try decoder.integer(type, at: place) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try decoder.integer(type, at: place) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.read(type, at: place) }
  }
}
