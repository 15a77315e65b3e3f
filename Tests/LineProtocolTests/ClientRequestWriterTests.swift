import CallModel
import LineProtocol
import Testing

@Suite("Clients' lines are read as they were meant")
struct ClientRequestWriterTests {
  private func written(_ request: Request, tag: String? = nil) throws -> String {
    var bytes: [UInt8] = []
    try ClientRequestWriter.append(request, tag: tag, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("The untyped writer escapes what it must")
  func escapes() throws {
    let line = try ClientRequestWriter.line(
      .wrap, ["@a=b c"], fields: [Field("code", ":x y")], text: " 100%\nsure ", tag: "t")
    #expect(String(decoding: line, as: UTF8.self) == "@t WRAP %40a%3Db%20c code=:x%20y : 100%25%0Asure \n")
  }

  @Test("What can't be a line is refused and nothing is appended")
  func refused() {
    var bytes: [UInt8] = []
    func symbol(_ body: (inout [UInt8]) throws(WireError) -> Void) -> ErrorSymbol? {
      do { try body(&bytes) } catch { return error.symbol }
      return nil
    }
    #expect(
      symbol { bytes throws(WireError) in try ClientRequestWriter.append(.ping, tag: "a b", to: &bytes) } == .badTag)
    #expect(
      symbol { bytes throws(WireError) in try ClientRequestWriter.append(.show, [""], to: &bytes) } == .badArgument)
    #expect(
      symbol { bytes throws(WireError) in try ClientRequestWriter.append("A B", to: &bytes) } == .badArgument)
    #expect(
      symbol { bytes throws(WireError) in
        try ClientRequestWriter.append(.call, fields: [Field("a b", "")], to: &bytes)
      } == .badArgument)
    #expect(
      symbol { bytes throws(WireError) in
        try ClientRequestWriter.append(.keys(Keys("1")!), tag: "t", to: &bytes)
      } == .badTag)
    #expect(bytes.isEmpty)
  }

  @Test("A line is at most 4,096 bytes", arguments: [(4_086, true), (4_087, false)])
  func limit(count: Int, fits: Bool) throws {
    // "WRAP c1 :" and the LF are 10 bytes.
    let text = String(repeating: "x", count: count)
    var bytes: [UInt8] = []
    if fits {
      try ClientRequestWriter.append(.wrap, ["c1"], text: text, to: &bytes)
      #expect(bytes.count == WireLimit.maximumLine)
    } else {
      #expect(throws: WireError(.lineTooLong, [Field("limit", 4_096)])) {
        try ClientRequestWriter.append(.wrap, ["c1"], text: text, to: &bytes)
      }
      #expect(bytes.isEmpty)
    }
  }

  @Test("Long keys and long passwords too")
  func limits() {
    let keys = Keys(String(repeating: "1", count: 4_096))!
    #expect(throws: WireError.self) { try self.written(.keys(keys)) }
    let login = Request.Login(agent: AgentID("1"), password: Secret([UInt8](repeating: 0x61, count: 4_096)))
    #expect(throws: WireError.self) { try self.written(.login(login)) }
    #expect(throws: Never.self) { try self.written(.keys(Keys(String(repeating: "1", count: 4_095))!)) }
  }

  @Test("Each verb's example is written as it is read", arguments: Verb.allCases)
  func examples(verb: Verb) throws {
    let role = try #require(Role.allCases.first { verb.roles.contains($0) })
    let example = try #require(request(verb.entry.example, role))
    var line = try written(example, tag: "t")
    #expect(line.hasPrefix("@t \(verb.name)"))
    line.removeLast()
    #expect(parse(line, role) == ClientLine(tag: "t", content: .request(example)))
  }

  @Test("Any request comes back as it was", arguments: 0..<40)
  func roundTrip(seed: Int) throws {
    var generator = SplitMix64(seed: UInt64(seed))
    for _ in 0..<100 {
      let (request, role) = RandomRequest.make(using: &generator)
      var line = try written(request)
      line.removeLast()
      #expect(parse(line, role)?.content == .request(request), "\(line)")
    }
  }
}
