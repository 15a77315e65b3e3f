import CallModel
import LineProtocol

extension FuzzTarget {
  /// The first byte says in which pieces the rest comes. The pieces change nothing; every line is answered or blank; an
  /// answer can be read back; what a client can say it says so that the same is understood.
  static func readLines(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let stream = Array(bytes.dropFirst())
    let lines = lines(of: stream, pieces: stream.count)
    precondition(lines == Self.lines(of: stream, pieces: Int(first) % 32 + 1), "the pieces change the lines")
    for line in lines {
      for role in Role.allCases { check(line, role) }
      if case .line(let content) = line { _ = ServerLineReader.read(content) }
    }
  }

  private static func lines(of stream: [UInt8], pieces size: Int) -> [DecodedLine] {
    var decoder = LineDecoder()
    var lines: [DecodedLine] = []
    var start = 0
    while start < stream.count {
      let end = min(stream.count, start + size)
      decoder.feed(Array(stream[start..<end])) { lines.append($0) }
      start = end
    }
    decoder.finish { lines.append($0) }
    return lines
  }

  private static func check(_ line: DecodedLine, _ role: Role) {
    guard let parsed = RequestParser.parse(line, role: role) else {
      if case .line(let content) = line {
        precondition(content.allSatisfy { $0 == UInt8(ascii: " ") }, "a line that is not blank is not answered")
      }
      return
    }
    switch parsed.content {
    case .malformed(let error):
      let answer = ServerLine.error(tag: parsed.tag, error).encoded()
      let received = ServerLineReader.read(answer.dropLast())
      precondition(received?.errorSymbol == error.symbol && received?.tag == parsed.tag, "an answer can't be read")
    case .request(let request):
      var written: [UInt8] = []
      do throws(WireError) { try ClientRequestWriter.append(request, to: &written) } catch { return }
      let again = RequestParser.parse(.line(written.dropLast()), role: role)
      guard case .request(let same)? = again?.content else { preconditionFailure("what was written is not understood") }
      precondition(same == request, "what was written means something else")
    }
  }
}
