import CallModel

/// A password while it is being keyed: bytes of a fixed place, zeroed when they are cleared, handed on or dropped.
///
/// Apart from `KeyBuffer` and `DigitCollector` so that no way leads from a password to a session value; it can't
/// be printed, and it doesn't tell how long it is.
final class SecretBuffer: @unchecked Sendable, CustomStringConvertible, CustomDebugStringConvertible,
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
    for index in bytes.indices { bytes[index] = 0 }
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

  var description: String { "secret" }
  var debugDescription: String { "secret" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
