import CallModel
import LineClient
import Testing

@testable import SocketServer

/// However much comes at once, the core answers a part before it gets the next.
struct LinesTogetherTests {
  @Test func whatManyConnectionsSayComesInParts() async throws {
    let test = try TestServer(react: answerAll)
    let path = try await test.listen()
    let clients = try (1...8).map { _ in try LineClient(path: path) }
    let ids = try await test.inputs.opened(clients.count)
    let linesEach = 200
    try await test.whileTheLoopStands {
      for client in clients { try client.send((1...linesEach).flatMap { _ in "PING\n".utf8 }) }
    }
    for id in ids { _ = try await test.inputs.lines(of: id, atLeast: linesEach) }
    for client in clients { for _ in 1...linesEach { #expect(try client.next()?.text == "OK") } }
    let parts = test.inputs.deliveries.filter { $0 >= LoopCourier.inputsTogether }
    // The first three reads fill a part, and so do the next three.
    #expect(parts == [3 * linesEach, 3 * linesEach])
    try await test.stop()
    #expect(test.inputs.faults == [])
  }
}
