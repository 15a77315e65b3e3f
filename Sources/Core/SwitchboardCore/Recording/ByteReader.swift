/// Reads what a `ByteWriter` has written. Whatever the bytes are, it never reads past their end: it throws.
public struct ByteReader: Sendable {
  private let bytes: [UInt8]
  public private(set) var position: Int
  private let end: Int

  public init(_ bytes: [UInt8]) { self.init(bytes, in: bytes.indices) }

  /// Reads this part only.
  public init(_ bytes: [UInt8], in range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "A part of some bytes lies within them.")
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  public var isAtEnd: Bool { position == end }
  /// Bytes not read yet.
  public var remaining: Int { end - position }

  public mutating func byte() throws(CodingFault) -> UInt8 {
    guard position < end else { throw .cutShort(at: position) }
    position += 1
    return bytes[position - 1]
  }

  public mutating func unsigned() throws(CodingFault) -> UInt64 {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      let part = UInt64(next & 0x7F)
      guard shift < 63 || part <= 1 else { throw .badValue(at: position - 1, "an integer of more than 64 bits") }
      result |= part << shift
      if next < 0x80 { return result }
      shift += 7
      guard shift <= 63 else { throw .badValue(at: position - 1, "an integer of more than 64 bits") }
    }
  }

  /// How many things follow, each of which takes a byte at least.
  public mutating func count() throws(CodingFault) -> Int {
    let number = try unsigned()
    guard number <= UInt64(remaining) else { throw .cutShort(at: position) }
    return Int(number)
  }

  public mutating func signed() throws(CodingFault) -> Int64 {
    let number = try unsigned()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  public mutating func bool() throws(CodingFault) -> Bool {
    let flag = try byte()
    guard flag <= 1 else { throw .badValue(at: position - 1, "neither yes nor no") }
    return flag == 1
  }

  public mutating func text() throws(CodingFault) -> String {
    let slice = try slice()
    guard let text = String(validating: slice, as: UTF8.self) else {
      throw .badValue(at: slice.startIndex, "a text that is no UTF-8")
    }
    return text
  }

  /// As many bytes as the number before them says.
  public mutating func slice() throws(CodingFault) -> ArraySlice<UInt8> {
    let count = try count()
    position += count
    return bytes[(position - count)..<position]
  }

  public mutating func optional<Value>(
    _ read: (inout Self) throws(CodingFault) -> Value
  ) throws(CodingFault) -> Value? {
    try bool() ? try read(&self) : nil
  }

  public mutating func list<Element>(
    _ read: (inout Self) throws(CodingFault) -> Element
  ) throws(CodingFault) -> [Element] {
    let count = try count()
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try read(&self)) }
    return elements
  }
}

/// Why bytes can't be what they should be, and where. Never says what they are.
public enum CodingFault: Error, Hashable, Sendable, CustomStringConvertible {
  case cutShort(at: Int)
  case badValue(at: Int, String)
  /// Settings of this version are needed and can't be had.
  case settings(version: String, String)

  public var description: String {
    switch self {
    case .cutShort(let place): "byte \(place): what is written here ends too early"
    case .badValue(let place, let what): "byte \(place): \(what)"
    case .settings(let version, let why): "the settings \(version) are needed: \(why)"
    }
  }
}
