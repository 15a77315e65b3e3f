import CallModel
import Testing

@testable import LineProtocol

@Suite("Scans eight bytes at a time find what a plain loop finds")
struct ByteScanTests {
  @Test(arguments: 0..<40)
  func firstIndex(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    for _ in 0..<200 {
      // 9, 11 and 0x8A differ from LF in one bit or by one: what a careless test in a word takes for it.
      let alphabet: [UInt8] = [9, 10, 11, 0x8A, 0x0B, 0x41, 0xFF, 0]
      let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in alphabet.randomElement(using: &generator)!
      }
      let start = Int.random(in: 0...bytes.count, using: &generator)
      #expect(ByteScan.firstIndex(of: 10, in: bytes, from: start) == bytes[start...].firstIndex(of: 10))
    }
  }

  @Test("Validity agrees with the standard library, offsets with the longest valid beginning", arguments: 0..<40)
  func validity(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    for _ in 0..<200 {
      var bytes = Array(generator.text(maximum: 12).utf8)
      for index in bytes.indices where generator.chance(percent: 5) {
        bytes[index] = UInt8.random(in: 0...255, using: &generator)
      }
      let isValid = String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
      let offset = ByteScan.firstInvalid(in: bytes[...])
      #expect((offset == nil) == isValid)
      guard let offset else { continue }
      let before = bytes[..<offset]
      #expect(String(validating: before, as: UTF8.self) != nil && !before.contains(0))
      let firstScalar = bytes[offset...].prefix(4)
      let continues = (1...4).contains { length in
        let prefix = firstScalar.prefix(length)
        return prefix.count == length && String(validating: prefix, as: UTF8.self) != nil && !prefix.contains(0)
      }
      #expect(!continues, "A valid character begins at the offset.")
    }
  }

  @Test("Every character of Unicode is valid")
  func everyScalar() {
    for value: UInt32 in 1...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(UTF8.encode(scalar)!)
      if ByteScan.firstInvalid(in: bytes[...]) != nil { Issue.record("U+\(String(value, radix: 16))") }
    }
  }
}
