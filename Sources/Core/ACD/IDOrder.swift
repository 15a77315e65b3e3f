import CallModel

/// An id as four words: in the order of the texts, and copied, compared and hashed without looking at a text or
/// counting references.
struct IDOrder: Hashable, Comparable, Sendable, Codable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  /// Before all others.
  init() {}

  /// `nil`: no word of the line protocol is as long.
  init?(_ text: String) {
    var text = text
    let isShort = text.withUTF8 { bytes in
      guard bytes.count <= ClientWord.maximumLength else { return false }
      withUnsafeMutableBytes(of: &self) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
      return true
    }
    guard isShort else { return nil }
    first = first.bigEndian
    second = second.bigEndian
    third = third.bigEndian
    fourth = fourth.bigEndian
  }

  init(_ call: CallID) {
    guard let order = IDOrder(call.text) else { preconditionFailure("An id is a word of the line protocol.") }
    self = order
  }

  static func < (a: Self, b: Self) -> Bool {
    if a.first != b.first { return a.first < b.first }
    if a.second != b.second { return a.second < b.second }
    if a.third != b.third { return a.third < b.third }
    return a.fourth < b.fourth
  }

  /// For tables of this module; the same in each run.
  var hash: UInt32 {
    let long = (first ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: second ^ 0xBF58_476D_1CE4_E5B9)
    var mixed = long.high ^ long.low
    if third != 0 {
      let rest = (third ^ mixed).multipliedFullWidth(by: fourth ^ 0x94D0_49BB_1331_11EB)
      mixed = rest.high ^ rest.low
    }
    return UInt32(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}
