import CallModel
import LineProtocol
import Testing

@Suite("Bytes become the same lines however they are cut")
struct LineDecoderTests {
  let verifier = DecoderVerifier()

  @Test(
    arguments: [
      ("PING\n", ["PING"]),
      ("PING\r\nQUIT\r\n", ["PING", "QUIT"]),
      ("\n\r\n\nPING\n\n", ["PING"]),
      ("5", ["5"]),
      ("1\n2\n3", ["1", "2", "3"]),
      ("PING\r", ["PING"]),
      ("A\rB\n", ["A\rB"]),
      ("PING\r\r\n", ["PING\r"]),
      (" \n", [" "]),
      ("欢迎\n😀\n", ["欢迎", "😀"]),
      ("", []),
      ("\n", []),
      ("\r\n", []),
    ] as [(String, [String])])
  func lines(input: String, expected: [String]) {
    #expect(verifier.lines(of: input) == expected.map { .text($0) })
  }

  @Test(
    "The limit is 4,096 bytes with the LF", arguments: [(4_095, true), (4_096, true), (4_097, false), (9_000, false)])
  func limit(bytes: Int, isLine: Bool) {
    let content = [UInt8](repeating: UInt8(ascii: "x"), count: bytes - 1)
    let expected: [DecodedLine] = [isLine ? .line(content[...]) : .tooLong, .text("PING")]
    #expect(verifier.lines(of: content + Array("\nPING\n".utf8)) == expected)
  }

  @Test("A CR is a byte of the line too", arguments: [(4_094, true), (4_095, false)])
  func limitWithCR(content: Int, isLine: Bool) {
    let content = [UInt8](repeating: UInt8(ascii: "x"), count: content)
    let expected: [DecodedLine] = [isLine ? .line(content[...]) : .tooLong]
    #expect(verifier.lines(of: content + Array("\r\n".utf8)) == expected)
  }

  @Test("The last line needs no LF, but has its limit", arguments: [(4_095, true), (4_096, false)])
  func limitAtEnd(content: Int, isLine: Bool) {
    let content = [UInt8](repeating: UInt8(ascii: "x"), count: content)
    #expect(verifier.lines(of: content) == [isLine ? .line(content[...]) : .tooLong])
  }

  @Test("A line that never ends is reported once and is not kept")
  func endless() {
    var decoder = LineDecoder()
    var lines: [DecodedLine] = []
    for _ in 0..<100 { decoder.feed([UInt8](repeating: 0x41, count: 1_000)) { lines.append($0) } }
    #expect(lines == [.tooLong])
    #expect(decoder.pendingCount == 0)
    decoder.feed(Array("\nPING\n".utf8)) { lines.append($0) }
    decoder.finish { lines.append($0) }
    #expect(lines == [.tooLong, .text("PING")])
  }

  @Test("What is too long is not looked at for encoding")
  func tooLongAndBad() {
    #expect(verifier.lines(of: [UInt8](repeating: 0xFF, count: 5_000) + [10]) == [.tooLong])
  }

  @Test(
    arguments: [
      ([0], 0), ([0x41, 0], 1), ([0x41, 0x42, 0xFF], 2), ([0xC0, 0x80], 0), ([0x41, 0xC1, 0xBF], 1), ([0xC3], 0),
      ([0x41, 0xE4, 0xBD], 1), ([0xED, 0xA0, 0x80], 0), ([0xE0, 0x9F, 0xBF], 0), ([0xF0, 0x8F, 0xBF, 0xBF], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0), ([0x80], 0), ([0xC3, 0xA9, 0xA9], 2),
      ([0xE4, 0xBD, 0xA0, 0xE4, 0x41], 3), ([0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0], 9),
      ([0xC3, 0x28, 0], 0), ([0x41, 0xF0, 0x9F, 0x98], 1),
    ] as [([UInt8], Int)])
  func badEncoding(bytes: [UInt8], offset: Int) {
    #expect(verifier.lines(of: bytes + [10]) == [.badEncoding(at: offset)])
    #expect(verifier.lines(of: bytes) == [.badEncoding(at: offset)])
  }

  @Test("The offset counts from the line's start, wherever in the stream it is")
  func offsetInLaterLine() {
    #expect(verifier.lines(of: Array("PING\nabc".utf8) + [0, 10]) == [.text("PING"), .badEncoding(at: 3)])
  }

  @Test("Garbage is cut the same way in every way", arguments: 0..<150)
  func garbage(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    var input = generator.bytes(count: Int.random(in: 0...400, using: &generator))
    for index in input.indices where generator.chance(percent: 8) {
      input[index] = [10, 13, 0, 32].randomElement(using: &generator)!
    }
    _ = verifier.lines(of: input)
  }

  @Test("A stream of long and short lines", arguments: 0..<12)
  func longAndShort(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    var input: [UInt8] = []
    for _ in 0..<6 {
      let length = [0, 1, 80, 4_094, 4_095, 4_096, 4_097, 10_000].randomElement(using: &generator)!
      input += [UInt8](repeating: 0x61, count: length) + [10]
    }
    _ = verifier.lines(of: input)
  }
}
