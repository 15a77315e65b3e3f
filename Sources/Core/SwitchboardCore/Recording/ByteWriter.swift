/// Appends integers and texts to bytes, compactly: integers in base 128, the low end first, texts with their length
/// before them.
public struct ByteWriter: Sendable {
  public var bytes: [UInt8] = []

  public init() {}

  /// Empty again, with its memory where that is no more than so many bytes.
  public mutating func removeAll(keepingAtMost limit: Int) { bytes.removeAll(keepingCapacity: bytes.capacity <= limit) }

  public mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  public mutating func unsigned(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  public mutating func count(_ number: Int) { unsigned(UInt64(number)) }

  /// Small numbers of either sign are short: 0, -1, 1, -2 become 0, 1, 2, 3.
  public mutating func signed(_ number: Int64) { unsigned(UInt64(bitPattern: number << 1 ^ number >> 63)) }

  public mutating func bool(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  public mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      count(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  /// Bytes, with their number before them.
  public mutating func slice(_ slice: [UInt8]) {
    count(slice.count)
    bytes += slice
  }

  public mutating func optional<Value>(_ value: Value?, _ write: (inout Self, Value) -> Void) {
    bool(value != nil)
    if let value { write(&self, value) }
  }

  public mutating func list<Element>(_ elements: [Element], _ write: (inout Self, Element) -> Void) {
    count(elements.count)
    for element in elements { write(&self, element) }
  }
}
