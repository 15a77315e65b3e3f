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
}
