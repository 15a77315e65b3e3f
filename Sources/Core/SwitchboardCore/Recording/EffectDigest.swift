import CallModel
import LineProtocol

/// A number that two runs have in common only if all their effects were the same, in the same order.
///
/// Eight bytes at a time by the step of MurmurHash64A (Austin Appleby, 2008): effects don't come from an adversary, and
/// it stands on every key's way. Secrets have no part in it: a replay doesn't know them.
public struct EffectDigest: Hashable, Sendable {
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
  private var writer = ByteWriter()

  private static let multiplier: UInt64 = 0xC6A4_A793_5BD1_E995

  public init() {}

  /// Goes on from where another was.
  public init(resuming value: UInt64) { self.value = value }

  public static func == (a: Self, b: Self) -> Bool { a.value == b.value }
  public func hash(into hasher: inout Hasher) { hasher.combine(value) }

  public mutating func add(_ effects: [Effect]) throws {
    for effect in effects { try add(effect) }
  }

  public mutating func add(_ effect: Effect) throws {
    writer.bytes.removeAll(keepingCapacity: true)
    switch effect {
    case .send(let connection, let line):
      line.encode(into: &writer.bytes)
      return add(line: writer.bytes, from: 0, to: connection)
    case .completed(let connection, let count): return add(completed: count, of: connection)
    case .close(let connection):
      writer.byte(2)
      writer.signed(connection.number)
    case .askHost(let request):
      writer.byte(3)
      write(request)
    case .record(let fact):
      writer.byte(4)
      writer.fact(fact)
    case .ask(let ticket, let question):
      writer.byte(5)
      writer.signed(ticket.number)
      writer.bytes += try StateEncoder.bytes(of: question)
    case .log(let entry):
      writer.byte(6)
      writer.text(entry.message)
    case .reloadEnded: writer.byte(7)
    case .stopped: writer.byte(8)
    }
    writer.bytes.withUnsafeBytes { mix($0) }
  }

  /// The same as to add `send` of a line, for whoever has the line's bytes: those from `start` on.
  mutating func add(line bytes: [UInt8], from start: Int, to connection: ConnectionID) {
    mix(UInt64(bitPattern: connection.number))
    bytes.withUnsafeBytes { mix(UnsafeRawBufferPointer(rebasing: $0[start...])) }
  }

  /// The same as to add `completed`.
  mutating func add(completed count: Int, of connection: ConnectionID) {
    writer.bytes.removeAll(keepingCapacity: true)
    writer.byte(1)
    writer.signed(connection.number)
    writer.count(count)
    writer.bytes.withUnsafeBytes { mix($0) }
  }

  private mutating func mix(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    while place + 8 <= bytes.count {
      mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      place += 8
    }
    // The rest, at most seven bytes, with the count in the eighth: so no zeros are lost.
    var rest = UInt64(truncatingIfNeeded: bytes.count) << 56
    let left = bytes.count - place
    if left > 0, place > 0 {
      // The last eight bytes, without those that were mixed already.
      let last = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
      rest |= last >> UInt64(8 * (8 - left))
    } else {
      for offset in 0..<left { rest |= UInt64(bytes[offset]) << UInt64(8 * offset) }
    }
    mix(rest)
  }

  private mutating func mix(_ word: UInt64) {
    var mixed = word &* Self.multiplier
    mixed ^= mixed >> 47
    value = (value ^ (mixed &* Self.multiplier)) &* Self.multiplier
  }

  private mutating func write(_ request: HostRequest) {
    writer.signed(request.id)
    writer.text(request.call.text)
    writer.text(request.body)
    writer.bool(request.secret != nil)
    writer.count(request.failuresInCall)
    writer.text(request.idempotencyKey)
    writer.signed(request.at.microseconds)
  }
}
