import CallModel
import LineProtocol
import Testing

/// Feeds one input to the decoder in every way that a socket could deliver it and expects the same lines each time.
///
/// The ways: whole, byte by byte, cut in two at each place (of short inputs), cut at random places, through raw
/// buffers, and coalesced: the input twice in one piece, with and without a cut.
struct DecoderVerifier {
  var finishes = true

  /// The lines, once every way has given the same.
  func lines(of input: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> [DecodedLine] {
    let whole = decode([input])
    func check(_ pieces: [[UInt8]], _ way: String) {
      #expect(decode(pieces) == whole, "\(way)", sourceLocation: sourceLocation)
    }
    check(input.map { [$0] }, "byte by byte")
    if input.count <= 300 {
      for cut in input.indices { check([Array(input[..<cut]), Array(input[cut...])], "cut at \(cut)") }
    }
    var generator = SplitMix64(seed: UInt64(input.count))
    for round in 0..<8 { check(Self.pieces(of: input, using: &generator), "random pieces, round \(round)") }
    #expect(decodeRaw(input) == whole, "through a raw buffer", sourceLocation: sourceLocation)
    if input.last == UInt8(ascii: "\n") {
      #expect(decode([input + input]) == whole + whole, "coalesced", sourceLocation: sourceLocation)
      #expect(decode([input, input]) == whole + whole, "one after the other", sourceLocation: sourceLocation)
    }
    return whole
  }

  func lines(of text: String, sourceLocation: SourceLocation = #_sourceLocation) -> [DecodedLine] {
    lines(of: Array(text.utf8), sourceLocation: sourceLocation)
  }

  static func pieces(of input: [UInt8], using generator: inout SplitMix64) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var start = 0
    while start < input.count {
      let end = min(input.count, start + Int.random(in: 1...64, using: &generator))
      pieces.append(Array(input[start..<end]))
      start = end
    }
    return pieces
  }

  private func decode(_ pieces: [[UInt8]]) -> [DecodedLine] {
    var decoder = LineDecoder()
    var lines: [DecodedLine] = []
    for piece in pieces {
      decoder.feed(piece) { lines.append($0) }
      precondition(decoder.pendingCount < WireLimit.maximumLine, "The decoder holds more than a line.")
    }
    if finishes { decoder.finish { lines.append($0) } }
    return lines
  }

  private func decodeRaw(_ input: [UInt8]) -> [DecodedLine] {
    var decoder = LineDecoder()
    var lines: [DecodedLine] = []
    input.withUnsafeBytes { bytes in decoder.feed(bytes) { lines.append($0) } }
    if finishes { decoder.finish { lines.append($0) } }
    return lines
  }
}

extension DecodedLine {
  static func text(_ text: String) -> DecodedLine { .line(Array(text.utf8)[...]) }
}
