import CallModel
import Foundation
import LineClient
import NIOCore
import Testing

@testable import SocketServer

/// What the server tells of the turns of its loop.
struct TurnTests {
  @Test func itTellsHowManyReadsWait() async throws {
    let reads = Locked<[Int]>([])
    let test = try TestServer(
      limits: ConnectionLimits(readSize: 64), react: answerAll,
      onTurn: { _, waiting in reads.withLock { $0.append(waiting) } })
    let client = try LineClient(path: try await test.listen())
    _ = try await test.inputs.opened()
    // 160 bytes are in the kernel when the loop looks for them: three reads, of which two wait after the first.
    try await test.whileTheLoopStands { try client.send((1...32).flatMap { _ in "PING\n".utf8 }) }
    for _ in 1...32 { #expect(try client.next()?.text == "OK") }
    try await test.stop()
    #expect(reads.withLock { $0 }.filter { $0 > 0 } == [2, 1])
  }

  @Test func whatAConnectionThatHasGoneLeftBehindKeepsNobodyWaiting() async throws {
    let caller = Locked<LineClient?>(nil)
    let test = try TestServer(limits: ConnectionLimits(unansweredLines: 4, readSize: 16)) { server, input in
      answerAll(server, input)
      guard case .line(ConnectionID(2), _) = input else { return }
      // With the first of the lines that were left behind.
      let waiting = caller.withLock { caller in
        defer { caller = nil }
        return caller
      }
      #expect(throws: Never.self) { try waiting?.send(Array("PING\n".utf8)) }
    }
    let path = try await test.listen()
    let patient = try LineClient(path: path)
    _ = try await test.inputs.opened()
    let busy = try LineClient(path: path)
    _ = try await test.inputs.opened(2)
    caller.withLock { $0 = patient }
    try await test.whileTheLoopStands {
      try busy.send((1...200).flatMap { _ in "PING\n".utf8 })
      busy.close()
    }
    #expect(try patient.next()?.text == "OK")
    try await test.inputs.closed(ConnectionID(2))
    let lines = test.inputs.all.compactMap { input in if case .line(let id, _) = input { id.number } else { nil } }
    #expect(lines.count == 201)
    #expect(try #require(lines.firstIndex(of: 1)) < 100, "after some rounds, and not after all 200 lines")
    try await test.stop()
  }
}
