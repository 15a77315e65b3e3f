import CallModel
import LineProtocol

/// A number that two runs have in common only if all their effects were the same, in the same order.
///
/// FNV-1a over 64 bits (Fowler, Noll and Vo; RFC 9923): effects don't come from an adversary, and it must cost
/// little beside writing the lines. Secrets have no part in it: a replay doesn't know them.
public struct EffectDigest: Hashable, Sendable {
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
  private var writer = ByteWriter()

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
    try write(effect)
    for byte in writer.bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  private mutating func write(_ effect: Effect) throws {
    switch effect {
    case .send(let connection, let line):
      writer.byte(0)
      writer.signed(connection.number)
      line.encode(into: &writer.bytes)
    case .completed(let connection, let count):
      writer.byte(1)
      writer.signed(connection.number)
      writer.count(count)
    case .close(let connection):
      writer.byte(2)
      writer.signed(connection.number)
    case .askHost(let request):
      writer.byte(3)
      write(request)
    case .record(let fact):
      writer.byte(4)
      writer.bytes += try StateEncoder.bytes(of: fact)
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
