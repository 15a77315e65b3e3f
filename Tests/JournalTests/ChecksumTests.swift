import Testing

@testable import Journal

struct ChecksumTests {
  /// RFC 3720, appendix B.4, and the check value of the catalogue of parametrised CRC algorithms.
  @Test func knownValues() {
    #expect(Checksum.of([]) == 0)
    #expect(Checksum.of(ArraySlice("123456789".utf8)) == 0xE306_9283)
    #expect(Checksum.of(ArraySlice(repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(Checksum.of(ArraySlice(repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(Checksum.of(ArraySlice((0..<32).map { UInt8($0) })) == 0x46DD_794E)
    #expect(Checksum.of(ArraySlice((0..<32).reversed().map { UInt8($0) })) == 0x113F_DB5C)
  }

  /// However it is cut, and wherever in memory its eights begin.
  @Test func itGoesOnFromAnyPlace() {
    let bytes = (0..<100).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
    for start in 0..<9 {
      var byByte: UInt32 = 0
      for place in start..<bytes.count {
        byByte = Checksum.of(bytes[place...place], after: byByte)
        #expect(Checksum.of(bytes[start...place]) == byByte)
        let middle = (start + place) / 2
        #expect(Checksum.of(bytes[middle...place], after: Checksum.of(bytes[start..<middle])) == byByte)
      }
    }
  }
}
