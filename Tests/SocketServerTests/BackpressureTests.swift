import CallModel
import LineClient
import LineProtocol
import NIOCore
import SocketServer
import Testing

/// The limits of a connection: what it may have outstanding in both directions, and how many there may be.
struct BackpressureTests {
  /// Answers pings on every connection but the first, whose requests pile up.
  static let answerOthers: TestServer.Reaction = { server, input in
    if case .line(ConnectionID(1), _) = input { return }
    answerAll(server, input)
  }

  /// When another connection has been answered twice, the loop has had time for the first one too.
  static func pass(_ other: LineClient) throws {
    for _ in 1...2 { #expect(try other.ask("PING").isOK) }
  }

  @Test func aConnectionWithTooMuchUnansweredIsNotRead() async throws {
    // Three lines of five bytes, and the beginning of a fourth, in each read.
    let limits = ConnectionLimits(unansweredLines: 4, readSize: 16)
    let test = try TestServer(limits: limits, react: Self.answerOthers)
    let path = try await test.listen()
    let busy = try LineClient(path: path)
    let id = try await test.inputs.opened()[0]
    let other = try LineClient(path: path)
    let total = 100
    try busy.send((1...total).flatMap { _ in "PING\n".utf8 })
    var delivered = try await test.inputs.lines(of: id, atLeast: limits.unansweredLines).count
    var rounds = 0
    while delivered < total {
      try Self.pass(other)
      let now = test.inputs.lines(of: id).count
      #expect(now == delivered, "Nothing more is read before the core is done with what it has.")
      let unanswered = delivered - rounds * limits.unansweredLines
      #expect(unanswered >= limits.unansweredLines && unanswered < limits.unansweredLines + 4)
      rounds += 1
      try await test.onCore { [server = test.server] in server.completed(limits.unansweredLines, of: id) }
      delivered = try await test.inputs.lines(of: id, atLeast: min(total, (rounds + 1) * limits.unansweredLines)).count
    }
    #expect(delivered == total)
    try await test.stop()
  }

  @Test(arguments: [true, false])
  func theEndOfAConnectionDoesNotFloodTheCore(halfClosed: Bool) async throws {
    let limits = ConnectionLimits(unansweredLines: 4, readSize: 16)
    let test = try TestServer(limits: limits, react: Self.answerOthers)
    let path = try await test.listen()
    let busy = try LineClient(path: path)
    let id = try await test.inputs.opened()[0]
    let other = try LineClient(path: path)
    let total = 200
    try busy.send((1...total).flatMap { _ in "PING\n".utf8 })
    if halfClosed { busy.halfClose() } else { busy.close() }
    var done = 0
    while done < total {
      let delivered = try await test.inputs.lines(of: id, atLeast: done + 1).count
      try Self.pass(other)
      #expect(delivered - done < limits.unansweredLines + 4)
      #expect(delivered == total || !test.inputs.all.contains { $0.isClosed(id) })
      try await test.onCore { [server = test.server, done] in server.completed(delivered - done, of: id) }
      done = delivered
    }
    if halfClosed {
      try await test.inputs.halfClosed(id)
      try await test.onCore { [server = test.server] in server.close(id) }
      #expect(try busy.next() == nil)
    }
    try await test.inputs.closed(id)
    #expect(test.inputs.all.last { $0.isClosed(id) || $0.line(of: id) != nil }?.word == "closed")
    try await test.stop()
    #expect(test.inputs.faults == [])
  }

  @Test func aConnectionThatDoesNotReadIsNotReadEither() async throws {
    let limits = ConnectionLimits(outboundSoftLimit: 64 * 1_024, outboundHardLimit: 64 * 1_024 * 1_024)
    let test = try TestServer(limits: limits, react: Self.answerOthers)
    let path = try await test.listen()
    let reader = try LineClient(path: path)
    let id = try await test.inputs.opened()[0]
    let other = try LineClient(path: path)
    // 500 KB: more than the kernel and the soft limit hold together.
    let rows = 125
    let row = ServerLine.row(tag: nil, word: nil, fields: [], text: String(repeating: "x", count: 4_000))
    try await test.onCore { [server = test.server] in server.send(Array(repeating: row, count: rows), to: id) }
    try Self.pass(other)
    try reader.send("PING")
    try Self.pass(other)
    #expect(test.inputs.lines(of: id).isEmpty)
    for _ in 1...rows { _ = try reader.next() }
    #expect(try await test.inputs.lines(of: id, atLeast: 1).count == 1)
    try await test.stop()
  }

  @Test func aSlowReaderIsSaidOnceAndThenCutOff() async throws {
    let limits = ConnectionLimits(
      outboundSoftLimit: 16 * 1_024, outboundHardLimit: 64 * 1_024, closingGrace: .milliseconds(20))
    let test = try TestServer(limits: limits) { server, input in
      if case .slowReader(let id) = input {
        server.send([.notice(.bye(reason: .slow, resume: nil))], to: id)
        server.close(id)
      }
    }
    let client = try LineClient(path: try await test.listen())
    let id = try await test.inputs.opened()[0]
    let row = ServerLine.row(tag: nil, word: nil, fields: [], text: String(repeating: "x", count: 4_000))
    for _ in 1...5 {
      try await test.onCore { [server = test.server] in server.send(Array(repeating: row, count: 50), to: id) }
    }
    // Nobody reads on the other side: the close must not wait for it.
    try await test.inputs.closed(id)
    #expect(test.inputs.all.map(\.word) == ["opened", "slowReader", "closed"])
    client.close()
    try await test.stop()
  }

  @Test func aSlowReaderIsCutOffEvenIfTheCoreForgets() async throws {
    let limits = ConnectionLimits(
      outboundSoftLimit: 16 * 1_024, outboundHardLimit: 64 * 1_024, closingGrace: .milliseconds(20))
    let test = try TestServer(limits: limits)
    let client = try LineClient(path: try await test.listen())
    let id = try await test.inputs.opened()[0]
    let row = ServerLine.row(tag: nil, word: nil, fields: [], text: String(repeating: "x", count: 4_000))
    try await test.onCore { [server = test.server] in server.send(Array(repeating: row, count: 125), to: id) }
    try await test.inputs.closed(id)
    client.close()
    try await test.stop()
  }

  @Test func aReaderThatIsOnlyBehindIsNotSlow() async throws {
    let limits = ConnectionLimits(outboundSoftLimit: 16 * 1_024, outboundHardLimit: 8 * 1_024 * 1_024)
    let test = try TestServer(limits: limits)
    let client = try LineClient(path: try await test.listen())
    let id = try await test.inputs.opened()[0]
    let row = ServerLine.row(tag: nil, word: nil, fields: [], text: String(repeating: "x", count: 4_000))
    try await test.onCore { [server = test.server] in server.send(Array(repeating: row, count: 125), to: id) }
    for _ in 1...125 { #expect(try client.next()?.text.utf8.count == 4_003) }
    #expect(!test.inputs.all.contains { $0.isSlow(id) })
    try await test.stop()
  }

  @Test func oneConnectionTooManyIsRefused() async throws {
    let test = try TestServer(limits: ConnectionLimits(maximumConnections: 2), react: answerAll)
    let path = try await test.listen()
    let first = try LineClient(path: path)
    let id = try await test.inputs.opened()[0]
    let second = try LineClient(path: path)
    #expect(try first.ask("PING").isOK && second.ask("PING").isOK)
    let third = try LineClient(path: path)
    #expect(try third.next()?.text == "! BYE reason=overload")
    #expect(test.server.refusedCount == 1)
    #expect(try third.next() == nil)
    #expect(test.warnings.all == ["A connection for gw was refused: 2 are open."])
    #expect(test.server.connectionCount == 2)
    // The core never heard of it, and a place that is given up can be taken.
    first.close()
    try await test.inputs.closed(id)
    let fourth = try LineClient(path: path)
    #expect(try fourth.ask("PING").isOK)
    #expect(test.inputs.all.count { if case .opened = $0 { true } else { false } } == 3)
    try await test.stop()
  }

  @Test func theDefaultsAreThoseOfTheDocument() {
    let limits = ConnectionLimits()
    #expect(limits.maximumConnections == 10_000)
    #expect(limits.unansweredLines == 256)
    #expect(limits.outboundSoftLimit == 256 * 1_024)
    #expect(limits.outboundHardLimit == 4 * 1_024 * 1_024)
    #expect(limits.closingGrace == .seconds(5))
    #expect(limits.readSize == 4_096)
  }
}
