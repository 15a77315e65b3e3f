import CallModel
import LineProtocol

/// A running hash over what a switchboard said and recorded, to tell two runs from each other: FNV-1a with 64 bits
/// (Fowler, Noll and Vo). Not for security.
struct Digest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
  private(set) var count = 0

  mutating func add(_ connection: ConnectionID, _ line: ServerLine, at instant: Timestamp) {
    add(instant, connection.number)
    for byte in line.encoded() { add(byte) }
  }

  mutating func add(_ fact: Fact, at instant: Timestamp) {
    add(instant, -1)
    for byte in "\(fact)".utf8 { add(byte) }
  }

  private mutating func add(_ instant: Timestamp, _ place: Int64) {
    count += 1
    for number in [instant.microseconds, place] {
      var rest = UInt64(bitPattern: number)
      for _ in 0..<8 {
        add(UInt8(truncatingIfNeeded: rest))
        rest >>= 8
      }
    }
  }

  private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
}
