import CallModel

/// A password while it is being keyed: bytes of a fixed place, zeroed when they are cleared, handed on or dropped.
///
/// Apart from `KeyBuffer` and `DigitCollector` so that no way leads from a password to a session value; it can't
/// be printed, and it doesn't tell how long it is.
final class SecretBuffer: @unchecked Sendable, Codable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  // @unchecked: only the one dialogue that made it writes; a copied dialogue makes its own before it writes
  // (`isKnownUniquelyReferenced`).
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var used = 0
  private var isTooLong = false

  /// `capacity` is the greatest length taken.
  init(capacity: Int) {
    bytes = .allocate(capacity: capacity)
    bytes.initialize(repeating: 0)
  }

  deinit {
    wipe()
    bytes.deallocate()
  }

  var isEmpty: Bool { used == 0 }

  func append(_ key: Key) {
    guard used < bytes.count else {
      isTooLong = true
      return
    }
    bytes[used] = key.ascii
    used += 1
  }

  /// The password, if its length is right; the buffer is empty afterwards either way.
  func handOver(ofLength lengths: ClosedRange<Int>) -> Secret? {
    defer { wipe() }
    guard !isTooLong, lengths.contains(used) else { return nil }
    return Secret(bytes[..<used])
  }

  func wipe() {
    UnsafeMutableRawBufferPointer(bytes).wipe()
    used = 0
    isTooLong = false
  }

  /// For a copied dialogue that goes on by itself.
  func copy() -> SecretBuffer {
    let copy = SecretBuffer(capacity: bytes.count)
    for index in 0..<used { copy.bytes[index] = bytes[index] }
    copy.used = used
    copy.isTooLong = isTooLong
    return copy
  }

  /// For the next process, from memory to memory.
  var contents: Secret { Secret(bytes[..<used]) }

  /// A buffer with these keys, if they can be those that are hidden here.
  func revealed(as secret: Secret) -> SecretBuffer {
    let known = copy()
    secret.withUnsafeBytes { keyed in
      guard keyed.count == used else { return }
      for index in 0..<used { known.bytes[index] = keyed[index] }
    }
    return known
  }

  private enum CodingKeys: String, CodingKey { case capacity, used, isTooLong }

  /// As many keys as there were, and none of them: a password can't be checked with it.
  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let capacity = try container.decode(Int.self, forKey: .capacity)
    used = try container.decode(Int.self, forKey: .used)
    isTooLong = try container.decode(Bool.self, forKey: .isTooLong)
    guard used >= 0, capacity >= used else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no such length"))
    }
    bytes = .allocate(capacity: capacity)
    bytes.initialize(repeating: Key.hiddenDigit.ascii)
  }

  /// What was keyed stays here.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(bytes.count, forKey: .capacity)
    try container.encode(used, forKey: .used)
    try container.encode(isTooLong, forKey: .isTooLong)
  }

  var description: String { "secret" }
  var debugDescription: String { "secret" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
