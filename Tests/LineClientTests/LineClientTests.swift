import CallModel
import DequeModule
import Foundation
import LineClient
import LineProtocol
import Logging
import NIOCore
import NIOPosix
import SocketServer
import Testing

/// The blocking client, against a real server in the same process.
struct LineClientTests {
  /// A server whose answers are the test's: called on the core's loop for each line.
  private final class Peer: Sendable {
    let path: String
    private let server: LineServer
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    init(answer: @escaping @Sendable (LineServer, ConnectionID, ClientLine) -> Void) async throws {
      path = FileManager.default.temporaryDirectory.appendingPathComponent("ivr-" + UUID().uuidString.prefix(8)).path
      let itself = NIOLoopBoundBox.makeEmptyBox(valueType: LineServer.self, eventLoop: group.next())
      server = LineServer(
        loop: group.next(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      ) { batch in
        guard let server = itself.value else { return }
        for case .line(let id, let line) in batch {
          answer(server, id, line)
          server.completed(1, of: id)
        }
      }
      try await group.next().submit { [server] in itself.value = server }.get()
      try await server.listen(role: .operations, path: path)
    }

    func stop() async throws {
      await server.shutdown()
      try await group.shutdownGracefully()
    }
  }

  private static func event(_ number: Int64) -> ServerLine {
    .event(number: number, subject: "c1", .stop)
  }

  @Test func aReplyHasItsRowsAndItsEnd() async throws {
    let peer = try await Peer { server, id, line in
      server.send(
        [
          .row(tag: line.tag, word: "loans", fields: [Field("waiting", 3)], text: nil),
          .row(tag: line.tag, word: "cards", fields: [Field("waiting", 0)], text: "Kredit & Karten"),
          .ok(line.tag, Field("n", 2)),
        ], to: id)
    }
    let client = try LineClient(path: peer.path)
    let reply = try client.request("@q QUEUES")
    #expect(reply.isOK)
    #expect(reply["n"] == "2")
    #expect(reply.rows.compactMap { $0.received?.word } == ["loans", "cards"])
    #expect(reply.rows[1].received?.text == "Kredit & Karten")
    #expect(reply.rows[0].text == "- @q loans waiting=3")
    try await peer.stop()
  }

  @Test func aRefusalIsAReplyToo() async throws {
    let peer = try await Peer { server, id, line in
      if case .malformed(let error) = line.content { server.send([.error(tag: line.tag, error)], to: id) }
    }
    let client = try LineClient(path: peer.path)
    let reply = try client.request("STATSU")
    #expect(!reply.isOK)
    #expect(reply.errorSymbol == .unknownVerb)
    #expect(reply["did-you-mean"] == "STATUS")
    try await peer.stop()
  }

  @Test func eventsAreKeptAsideInOrder() async throws {
    let peer = try await Peer { server, id, line in
      server.send([Self.event(1), .row(tag: nil, word: "r", fields: [], text: nil), Self.event(2)], to: id)
      server.send([.ok(line.tag), Self.event(3)], to: id)
    }
    let client = try LineClient(path: peer.path)
    let reply = try client.request("PING")
    #expect(reply.rows.count == 1)
    #expect(try (1...3).map { _ in try client.nextLine()?.received?.number } == [1, 2, 3])

    var aside: [Int64?] = []
    client.onAside = { aside.append($0.received?.number) }
    _ = try client.request("PING")
    #expect(aside == [1, 2])
    #expect(try client.nextLine()?.received?.number == 3)
    try await peer.stop()
  }

  @Test func waitingHasAnEnd() async throws {
    let peer = try await Peer { _, _, _ in }
    let client = try LineClient(path: peer.path)
    #expect(throws: LineClientError.timedOut(path: peer.path, after: .milliseconds(5))) {
      try client.nextLine(timeout: .milliseconds(5))
    }
    #expect(throws: LineClientError.timedOut(path: peer.path, after: .milliseconds(5))) {
      try client.request("PING", timeout: .milliseconds(5))
    }
    try await peer.stop()
  }

  @Test func theServersReasonForClosingIsGivenOn() async throws {
    let peer = try await Peer { server, id, _ in
      server.send([.notice(.bye(reason: .stopping, resume: nil))], to: id)
      server.close(id)
    }
    let client = try LineClient(path: peer.path)
    let problem = LineClientError.closed(path: peer.path, bye: "stopping")
    #expect(throws: problem) { try client.request("PING") }
    #expect("\(problem)" == "ivrd has closed the connection to \(peer.path) and says why: stopping.")
    #expect(try client.nextLine()?.text == "! BYE reason=stopping")
    #expect(try client.nextLine() == nil)
    try await peer.stop()
  }

  @Test func twoFullDirectionsDoNotBlockEachOther() async throws {
    let text = String(repeating: "x", count: 1_000)
    let peer = try await Peer { server, id, line in
      server.send([.ok(tag: line.tag, fields: [], text: text)], to: id)
    }
    let client = try LineClient(path: peer.path)
    let count = 1_000
    // 1 MB of requests, all sent before the first of 1 MB of answers is read: the server stops reading while it
    // can't write.
    try client.send((1...count).flatMap { "@t\($0) PING pad=\(text)\n".utf8 })
    for number in 1...count { #expect(try client.reply(timeout: .seconds(600)).end.received?.tag == "t\(number)") }
    try await peer.stop()
  }

  @Test func itsDescriptorCanBePolled() async throws {
    let peer = try await Peer { server, id, line in server.send([.ok(line.tag)], to: id) }
    let client = try LineClient(path: peer.path)
    #expect(client.takeLine() == nil)
    try client.send("PING")
    var entry = pollfd(fd: client.descriptor, events: Int16(POLLIN), revents: 0)
    #expect(poll(&entry, 1, 10_000) == 1)
    #expect(try client.receiveAvailable())
    #expect(client.takeLine()?.text == "OK")
    #expect(client.takeLine() == nil)
    try await peer.stop()
    #expect(try client.nextLine() == nil)
    #expect(try client.receiveAvailable() == false)
  }

  @Test func aHalfCloseLeavesTheOtherHalf() async throws {
    let peer = try await Peer { server, id, line in server.send([.ok(line.tag)], to: id) }
    let client = try LineClient(path: peer.path)
    try client.send(Array("PING".utf8))
    client.halfClose()
    #expect(try client.nextLine()?.text == "OK")
    #expect(throws: LineClientError.closed(path: peer.path, bye: nil)) { try client.send("PING") }
    try await peer.stop()
  }

  @Test func failuresToConnectSayWhatToDo() throws {
    let none = "/nonexistent/ops.sock"
    #expect(throws: LineClientError.noSocket(path: none)) { try LineClient(path: none) }
    let long = "/" + String(repeating: "x", count: LineClient.maximumPath)
    #expect(throws: LineClientError.pathTooLong(path: long, limit: 107)) { try LineClient(path: long) }
    #expect(
      "\(LineClientError.noSocket(path: "run/ops.sock"))"
        == "There is no socket run/ops.sock. Is ivrd running? Start it, or say where its sockets are with "
        + "--runtime-dir.")
    #expect(
      "\(LineClientError.notPermitted(path: "run/ops.sock", group: "ivr-ops"))"
        == "You may not connect to run/ops.sock. It is for the group ivr-ops: have yourself added to it, and log in "
        + "again.")
  }
}
