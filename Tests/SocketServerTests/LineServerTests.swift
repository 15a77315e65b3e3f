import CallModel
import Foundation
import LineClient
import LineProtocol
import SocketServer
import Testing

/// What a connection is told and tells.
struct LineServerTests {
  @Test func aConnectionIsOpenedWithItsRoleAndItsPeer() async throws {
    let test = try TestServer(react: answerAll)
    for role in Role.allCases {
      let client = try LineClient(path: try await test.listen(role))
      #expect(try client.ask("PING").isOK)
    }
    let peers = test.inputs.all.compactMap { input -> (ConnectionID, Role, PeerCredentials)? in
      if case .opened(let id, let role, let peer) = input { (id, role, peer) } else { nil }
    }
    #expect(peers.map(\.0) == [ConnectionID(1), ConnectionID(2), ConnectionID(3)])
    #expect(peers.map(\.1) == Role.allCases)
    for peer in peers.map(\.2) {
      #expect(peer == PeerCredentials(uid: getuid(), gid: getgid(), pid: getpid()))
    }
    try await test.stop()
    #expect(test.inputs.faults == [])
  }

  @Test func answersComeInOrderHoweverManyAreOutstanding() async throws {
    let test = try TestServer(react: answerAll)
    let client = try LineClient(path: try await test.listen())
    let count = 5_000
    try client.send((1...count).flatMap { "@t\($0) PING\n".utf8 })
    for number in 1...count {
      let line = try #require(try client.next())
      #expect(line.text == "OK @t\(number)")
    }
    try await test.stop()
    #expect(test.inputs.faults == [])
  }

  @Test func aLineMayComeByteByByte() async throws {
    let test = try TestServer(react: answerAll)
    let client = try LineClient(path: try await test.listen())
    for byte in "@a PING\r\n".utf8 { try client.send([byte]) }
    #expect(try client.next()?.text == "OK @a")
    try await test.stop()
  }

  @Test func aRefusedLineIsDeliveredAsOne() async throws {
    let test = try TestServer()
    let client = try LineClient(path: try await test.listen(.desk))
    try client.send("@x RELOAD\n12#\n".utf8 + Array(repeating: UInt8(ascii: "x"), count: 5_000) + "\nPING\n".utf8)
    let lines = try await test.inputs.lines(of: ConnectionID(1), atLeast: 4)
    let symbols = lines.map { line -> ErrorSymbol? in
      if case .malformed(let error) = line.content { error.symbol } else { nil }
    }
    #expect(symbols == [.wrongSocket, .wrongSocket, .lineTooLong, nil])
    #expect(lines[0].tag == "x")
    try await test.stop()
  }

  @Test func afterAHalfCloseTheRestIsWorkedOffAndAnswered() async throws {
    let test = try TestServer(react: answerAll)
    let client = try LineClient(path: try await test.listen())
    // The last line has no LF: netcat at the end of a file that has none.
    try client.send(Array("@a PING\n@b PING".utf8))
    client.halfClose()
    #expect(try client.next()?.text == "OK @a")
    #expect(try client.next()?.text == "OK @b")
    let id = ConnectionID(1)
    try await test.inputs.halfClosed(id)
    try await test.onCore { [server = test.server] in
      server.send([.notice(.bye(reason: .finished, resume: nil))], to: id)
      server.close(id)
    }
    #expect(try client.next()?.text == "! BYE reason=finished")
    #expect(try client.next() == nil)
    try await test.inputs.closed(id)
    let words = test.inputs.all.map(\.word)
    #expect(words.first == "opened")
    #expect(words.suffix(2) == ["halfClosed", "closed"])
    try await test.stop()
    #expect(test.inputs.faults == [])
  }

  @Test func whatWasSaidBeforeAnAbruptEndIsDelivered() async throws {
    let test = try TestServer()
    let path = try await test.listen()
    for number in 1...20 {
      let client = try LineClient(path: path)
      try client.send("HANGUP c\(number)")
      client.close()
      let id = ConnectionID(Int64(number))
      try await test.inputs.closed(id)
      let mine = test.inputs.all.filter { $0.isClosed(id) || $0.line(of: id) != nil }
      #expect(mine.map(\.word) == ["line", "closed"])
    }
    try await test.stop()
  }

  @Test func closingSendsFirstWhatWasToBeSent() async throws {
    let rows = 2_000
    let text = String(repeating: "x", count: 100)
    let test = try TestServer() { server, input in
      guard case .line(let id, _) = input else { return }
      server.completed(1, of: id)
      server.send((1...rows).map { .row(tag: nil, word: "r\($0)", fields: [], text: text) }, to: id)
      server.close(id)
      server.send([.ok(tag: "late", fields: [], text: nil)], to: id)
    }
    let client = try LineClient(path: try await test.listen())
    try client.send("PING")
    for row in 1...rows { #expect(try client.next()?.text == "- r\(row) :\(text)") }
    // What is sent in the same turn as the close is sent; nothing later is.
    #expect(try client.next()?.text == "OK @late")
    #expect(try client.next() == nil)
    try await test.inputs.closed(ConnectionID(1))
    try await test.stop()
    #expect(test.inputs.faults == [])
  }

  @Test func sendingToWhoeverHasGoneIsNoFault() async throws {
    let test = try TestServer()
    let client = try LineClient(path: try await test.listen())
    let id = try await test.inputs.opened()[0]
    client.close()
    try await test.inputs.closed(id)
    try await test.onCore { [server = test.server] in
      for connection in [id, ConnectionID(77)] {
        server.send([.ok("t")], to: connection)
        server.completed(3, of: connection)
        server.close(connection)
      }
    }
    #expect(test.server.connectionCount == 0)
    try await test.stop()
  }

  @Test func idsGoOnWhereTheyAreToldTo() async throws {
    let test = try TestServer(firstConnection: ConnectionID(501))
    let path = try await test.listen()
    let clients = try (1...3).map { _ in try LineClient(path: path) }
    #expect(try await test.inputs.opened(clients.count) == [ConnectionID(501), ConnectionID(502), ConnectionID(503)])
    try await test.stop()
  }

  @Test func whatTheCoreSendsUnaskedArrives() async throws {
    let test = try TestServer()
    let client = try LineClient(path: try await test.listen())
    let id = try await test.inputs.opened()[0]
    try await test.onCore { [server = test.server] in
      server.send([.ok("1")], to: id)
      server.send([.ok("2"), .ok("3")], to: id)
    }
    for tag in 1...3 { #expect(try client.next()?.text == "OK @\(tag)") }
    try await test.stop()
  }

  @Test func shuttingDownTellsTheCoreOfEveryEnd() async throws {
    let test = try TestServer(react: answerAll)
    let path = try await test.listen()
    let clients = try (1...10).map { _ in try LineClient(path: path) }
    for client in clients { #expect(try client.ask("PING").isOK) }
    await test.server.shutdown()
    #expect(test.inputs.all.count { if case .closed = $0 { true } else { false } } == clients.count)
    for client in clients { #expect(try client.next() == nil) }
    #expect(test.server.connectionCount == 0)
    #expect(throws: LineClientError.noSocket(path: path)) { try LineClient(path: path) }
    // A second time there is nothing left to do.
    try await test.stop()
    #expect(test.inputs.faults == [])
  }
}
