import CPlatform
import CallModel
import Foundation
import LineClient
import LineProtocol
import NIOCore
import SocketServer
import Testing

/// A connection goes from one server to another, as from one process to the next, and its peer notices nothing.
struct HandingOverTests {
  private func give(_ old: TestServer, to new: TestServer) async throws -> [HandedConnection] {
    await old.server.freeze()
    let handed = await old.server.handOver(most: 10)
    for one in handed { try await new.server.takeOver(one).get() }
    await new.server.thaw()
    return handed.map(\.state)
  }

  @Test func aLineCutInTwoIsOneLine() async throws {
    let old = try TestServer(react: answerAll)
    let client = try LineClient(path: try await old.listen())
    let id = try await old.inputs.opened()[0]
    #expect(try client.ask("PING").isOK)
    try client.send(Array("@a PI".utf8))
    // Another connection was answered twice: the first half has been read.
    let other = try LineClient(path: old.path("gw.sock"))
    try BackpressureTests.pass(other)
    let new = try TestServer(firstConnection: ConnectionID(10), react: answerAll)
    let states = try await give(old, to: new)
    #expect(states.map(\.id) == [id, ConnectionID(id.number + 1)])
    #expect(String(decoding: states[0].unread, as: UTF8.self) == "@a PI")
    try client.send(Array("NG\n".utf8))
    #expect(try client.next()?.text == "OK @a")
    #expect(try other.ask("PING").isOK)
    // The new server never heard of its opening, and knows its end.
    #expect(new.inputs.all.allSatisfy { if case .opened = $0 { false } else { true } })
    client.close()
    let ended = try await new.inputs.wait { all in
      all.contains { if case .closed(id) = $0 { true } else { false } } ? true : nil
    }
    #expect(ended)
    other.close()
    try await old.stop()
    try await new.stop()
    #expect(old.inputs.faults.isEmpty && new.inputs.faults.isEmpty)
  }

  /// What the peer sends meanwhile stays in the kernel.
  @Test func nothingThatIsSentInBetweenIsLost() async throws {
    let old = try TestServer(react: answerAll)
    let client = try LineClient(path: try await old.listen())
    #expect(try client.ask("PING").isOK)
    await old.server.freeze()
    try client.send(Array("@a PING\n@b PING\n@c PI".utf8))
    let handed = await old.server.handOver(most: 10)
    try client.send(Array("NG\n".utf8))
    let new = try TestServer(firstConnection: ConnectionID(10), react: answerAll)
    for one in handed { try await new.server.takeOver(one).get() }
    #expect(new.inputs.all.isEmpty, "nothing is read before the core is ready for it")
    await new.server.thaw()
    for tag in ["a", "b", "c"] { #expect(try client.next()?.text == "OK @\(tag)") }
    try await old.stop()
    try await new.stop()
  }

  @Test func whatThePeerHasNotReadGoesOnInTheMiddleOfALine() async throws {
    let old = try TestServer(limits: ConnectionLimits(outboundSoftLimit: 4_096, outboundHardLimit: 64 * 1_024 * 1_024))
    let client = try LineClient(path: try await old.listen())
    let id = try await old.inputs.opened()[0]
    // Far more than the kernel takes for a peer that does not read.
    let text = String(repeating: "x", count: 900)
    let count = 2_000
    try await old.onCore { [server = old.server] in
      for number in 0..<count { server.send([.ok(tag: "n\(number)", fields: [], text: text)], to: id) }
    }
    try await old.onCore {}
    let new = try TestServer(firstConnection: ConnectionID(10), react: answerAll)
    let states = try await give(old, to: new)
    #expect(states[0].unsent.count > 100_000)
    try client.send("@last PING")
    for number in 0..<count { #expect(try client.next()?.text == "OK @n\(number) :\(text)") }
    #expect(try client.next()?.text == "OK @last")
    try await old.stop()
    try await new.stop()
  }

  @Test func aLineThatWasTooLongStaysRefusedOnce() async throws {
    let old = try TestServer(react: answerAll)
    let client = try LineClient(path: try await old.listen())
    try client.send([UInt8](repeating: UInt8(ascii: "x"), count: WireLimit.maximumLine + 10))
    #expect(try client.next()?.text.hasPrefix("OK") == true)
    let new = try TestServer(firstConnection: ConnectionID(10), react: answerAll)
    let states = try await give(old, to: new)
    #expect(states[0].isDiscardingLine && states[0].unread.isEmpty)
    try client.send(Array("xxx\n@a PING\n".utf8))
    #expect(try client.next()?.text == "OK @a")
    try await old.stop()
    try await new.stop()
  }

  @Test func whoIsEndingOrWaitsForAnAnswerStays() async throws {
    let old = try TestServer()
    let path = try await old.listen()
    let clients = try (0..<4).map { _ in try LineClient(path: path) }
    let ids = try await old.inputs.wait { all in
      let opened = all.compactMap { if case .opened(let id, _, _) = $0 { id } else { nil } }
      return opened.count == 4 ? opened : nil
    }
    try clients[0].send("PING")
    _ = try await old.inputs.lines(of: ids[0], atLeast: 1)
    try await old.onCore { [server = old.server] in server.close(ids[1]) }
    await old.server.freeze()
    let handed = await old.server.handOver(most: 1)
    #expect(handed.map(\.state.id) == [ids[2]])
    for one in handed { close(one.descriptor) }
    try await old.stop()
  }
}
