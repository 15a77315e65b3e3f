import CallModel

/// Appends one line to a buffer, escaping what the grammar needs escaped. Servers' and clients' lines are written by
/// it; how long a line may be is for them to see to.
struct LineWriter {
  /// What a piece of text is going to be, which decides what must be escaped in it besides `%` and control characters.
  enum Place {
    /// A word that is no field: no space, no `=`, and neither `:` nor `@` at its start.
    case word
    /// A field's value: no space.
    case value
    case text
  }

  static let ellipsis = "…"

  static func append(_ text: String, as place: Place, to bytes: inout [UInt8]) {
    let written: Void? = text.utf8.withContiguousStorageIfAvailable { append($0, as: place, to: &bytes) }
    if written == nil { Array(text.utf8).withUnsafeBufferPointer { append($0, as: place, to: &bytes) } }
  }

  /// ` key=value`. A byte that no key can have becomes `_`.
  static func append(_ field: Field, to bytes: inout [UInt8]) {
    bytes.append(ASCII.space)
    if field.key.isEmpty { bytes.append(UInt8(ascii: "_")) }
    for byte in field.key.utf8 { bytes.append(ClientWord.isAllowed(byte) ? byte : UInt8(ascii: "_")) }
    bytes.append(ASCII.equals)
    append(field.value, as: .value, to: &bytes)
  }

  /// The longest beginning of the text, whole characters only, that takes at most `room` bytes with the ellipsis
  /// that then follows it.
  static func appendCut(_ text: String, as place: Place, room: Int, to bytes: inout [UInt8]) {
    let limit = bytes.count + room - ellipsis.utf8.count
    for character in text {
      let end = bytes.count
      append(String(character), as: place, to: &bytes)
      if bytes.count > limit {
        bytes.removeSubrange(end...)
        break
      }
    }
    bytes += ellipsis.utf8
  }

  /// Bytes that the text takes as a value, at the most.
  static func escapedCount(_ text: String) -> Int {
    text.utf8.reduce(0) { $0 + ($1 <= ASCII.space || $1 == ASCII.percent ? 3 : 1) }
  }

  static func append(_ source: UnsafeBufferPointer<UInt8>, as place: Place, to bytes: inout [UInt8]) {
    var clean = 0
    var index = 0
    while index < source.count {
      if mustEscape(source, at: index, as: place) {
        bytes += source[clean..<index]
        bytes.append(ASCII.percent)
        bytes.append(ASCII.hexDigit(source[index] >> 4))
        bytes.append(ASCII.hexDigit(source[index] & 15))
        clean = index + 1
      }
      index += 1
    }
    bytes += source[clean...]
  }

  private static func mustEscape(_ source: UnsafeBufferPointer<UInt8>, at index: Int, as place: Place) -> Bool {
    let byte = source[index]
    if byte > ASCII.at, byte < 0x7F { return false }
    if byte < 0x20 || byte == ASCII.percent || byte == 0x7F { return true }
    if byte >= 0x80 { return isC1(source, at: index) }
    switch place {
    case .text: return false
    case .value: return byte == ASCII.space
    case .word:
      return byte == ASCII.space || byte == ASCII.equals
        || index == 0 && (byte == ASCII.colon || byte == ASCII.at)
    }
  }

  /// One of the two bytes of U+0080 to U+009F: control characters to a terminal, which must not reach one.
  private static func isC1(_ source: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let isSecond = source[index] < 0xA0
    let other = isSecond ? index - 1 : index + 1
    guard source.indices.contains(other) else { return false }
    return isSecond ? source[other] == 0xC2 : source[index] == 0xC2 && source[other] < 0xA0
  }
}
