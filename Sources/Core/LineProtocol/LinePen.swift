import CallModel

/// Writes one line into memory that has been set aside for it, escaping what the grammar needs escaped. Servers' and
/// clients' lines are written by it; how long a line may be is for them to see to.
///
/// Apart from an array, because every byte that leaves the server goes through it: an array asks at each whether it is
/// its own and has room.
struct LinePen {
  /// What a piece of text is going to be, which decides what must be escaped in it besides `%` and control characters.
  enum Place {
    /// A word that is no field: no space, no `=`, and neither `:` nor `@` at its start.
    case word
    /// A field's value: no space.
    case value
    case text
  }

  static let ellipsis = "…"

  private let base: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  /// Bytes of the line so far. It stands at the capacity when there was no room for more: then the line is too long,
  /// and what lies there is not to be used.
  private(set) var count = 0

  /// Appends to `bytes` what `write` writes. Where that is as much as `capacity`, the line was too long, and the caller takes it
  /// off again.
  static func append(
    atMost capacity: Int, to bytes: inout [UInt8], _ write: (inout LinePen) -> Void
  ) {
    bytes.append(addingCapacity: capacity) { span in
      span.withUnsafeMutableBufferPointer { buffer, count in
        guard let base = buffer.baseAddress else { return }
        var pen = LinePen(base: base, capacity: capacity)
        write(&pen)
        count = pen.count
      }
    }
  }

  private init(base: UnsafeMutablePointer<UInt8>, capacity: Int) {
    self.base = base
    self.capacity = capacity
  }

  /// Forgets what was written after the line had so many bytes.
  mutating func goBack(to count: Int) { self.count = count }

  mutating func write(_ byte: UInt8) {
    guard count < capacity else { return }
    base[count] = byte
    count += 1
  }

  /// As it is.
  mutating func write(_ text: StaticString) {
    copy(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// As it is: a word of ours, or one that was checked when it came.
  mutating func write(plain text: some StringProtocol) {
    let written: Void? = text.utf8.withContiguousStorageIfAvailable { copy($0) }
    if written == nil { for byte in text.utf8 { write(byte) } }
  }

  mutating func write(_ text: String, as place: Place) {
    let written: Void? = text.utf8.withContiguousStorageIfAvailable { write($0, as: place) }
    if written == nil { Array(text.utf8).withUnsafeBufferPointer { write($0, as: place) } }
  }

  mutating func write(_ number: Int) {
    guard number >= 0, number < 1_000_000_000_000_000_000 else { return write(plain: String(number)) }
    var (digits, bound) = (1, 10)
    while number >= bound {
      digits += 1
      bound *= 10
    }
    guard digits <= capacity - count else {
      count = capacity
      return
    }
    count += digits
    var (rest, place) = (number, count)
    repeat {
      place -= 1
      base[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
  }

  /// ` key=value`. A byte that no key can have becomes `_`.
  mutating func write(_ field: Field) {
    write(ASCII.space)
    if field.key.isEmpty { write(UInt8(ascii: "_")) }
    for byte in field.key.utf8 { write(ClientWord.isAllowed(byte) ? byte : UInt8(ascii: "_")) }
    write(ASCII.equals)
    write(field.value, as: .value)
  }

  /// The longest beginning of the text, whole characters only, that takes at most `room` bytes with the ellipsis
  /// that then follows it.
  mutating func write(cut text: String, as place: Place, room: Int) {
    let limit = count + room - Self.ellipsis.utf8.count
    for character in text {
      let end = count
      write(String(character), as: place)
      if count > limit {
        goBack(to: end)
        break
      }
    }
    write(plain: Self.ellipsis)
  }

  mutating func write(_ source: UnsafeBufferPointer<UInt8>, as place: Place) {
    var clean = 0
    var index = 0
    while index < source.count {
      // Most bytes of most texts are beyond doubt; the others are looked at closely.
      let byte = source[index]
      if byte > ASCII.at, byte < 0x7F || byte >= 0xA0 && byte != 0xC2 {
        index += 1
        continue
      }
      if Self.mustEscape(source, at: index, as: place) {
        copy(UnsafeBufferPointer(rebasing: source[clean..<index]))
        write(ASCII.percent)
        write(ASCII.hexDigit(byte >> 4))
        write(ASCII.hexDigit(byte & 15))
        clean = index + 1
      }
      index += 1
    }
    copy(UnsafeBufferPointer(rebasing: source[clean...]))
  }

  mutating func copy(_ source: UnsafeBufferPointer<UInt8>) {
    guard let start = source.baseAddress else { return }
    guard source.count <= capacity - count else {
      count = capacity
      return
    }
    (base + count).update(from: start, count: source.count)
    count += source.count
  }

  /// Bytes that the text takes as a value, at the most.
  static func escapedCount(_ text: String) -> Int {
    text.utf8.reduce(0) { $0 + ($1 <= ASCII.space || $1 == ASCII.percent ? 3 : 1) }
  }

  private static func mustEscape(_ source: UnsafeBufferPointer<UInt8>, at index: Int, as place: Place) -> Bool {
    let byte = source[index]
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
