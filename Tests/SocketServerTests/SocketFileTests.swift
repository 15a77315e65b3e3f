import CallModel
import Foundation
import LineClient
import LineProtocol
import SocketServer
import Testing

@testable import class SocketServer.LineServer

/// Socket files: who may connect, what is replaced, what is removed.
@Suite
struct SocketFileTests {
  private func status(_ path: String) -> (mode: mode_t, gid: gid_t)? {
    var status = stat()
    return lstat(path, &status) == 0 ? (status.st_mode & 0o7777, status.st_gid) : nil
  }

  private var ownGroup: String { String(cString: getgrgid(getgid()).pointee.gr_name) }

  @Test func modeAndGroupAreExactWhateverTheUmask() async throws {
    let test = try TestServer()
    try await test.server.listen(role: .gateway, path: test.path("a.sock"), group: ownGroup)
    try await test.server.listen(role: .desk, path: test.path("b.sock"), mode: 0o606, group: nil)
    let first = try #require(status(test.path("a.sock")))
    #expect(first.mode == 0o660 && first.gid == getgid())
    #expect(status(test.path("b.sock"))?.mode == 0o606)
    #expect(test.warnings.all == [])
    try await test.stop()
  }

  @Test func withoutItsGroupASocketIsTheOwnersAlone() async throws {
    let test = try TestServer(react: answerAll)
    let path = test.path("gw.sock")
    try await test.server.listen(role: .gateway, path: path, group: "no-such-group-here")
    #expect(status(path)?.mode == 0o600)
    #expect(
      test.warnings.all == [
        "There is no group no-such-group-here: only the daemon's own user may connect to \(path)."
      ])
    #expect(try LineClient(path: path).ask("PING").isOK)
    try await test.stop()
  }

  @Test func aStaleFileIsReplaced() async throws {
    let test = try TestServer(react: answerAll)
    let path = test.path("gw.sock")
    let dead = try boundSocket(path)
    close(dead)
    #expect(throws: LineClientError.refused(path: path)) { try LineClient(path: path) }
    try await test.server.listen(role: .gateway, path: path)
    #expect(try LineClient(path: path).ask("PING").isOK)
    try await test.stop()
    #expect(status(path) == nil)
  }

  @Test func aLiveDaemonIsNotDisturbed() async throws {
    let living = try TestServer(react: answerAll)
    let path = try await living.listen()
    let newcomer = try TestServer()
    await #expect(throws: ListenError.inUse(path)) {
      try await newcomer.server.listen(role: .gateway, path: path)
    }
    #expect("\(ListenError.inUse(path))".contains("Stop it first, or choose another --runtime-dir."))
    try await newcomer.stop()
    #expect(try LineClient(path: path).ask("PING").isOK)
    try await living.stop()
  }

  @Test func ofTwoThatStartAtOnceOneListens() async throws {
    let test = try TestServer()
    let path = test.path("gw.sock")
    close(try boundSocket(path))
    let servers = try (1...4).map { _ in try TestServer(react: answerAll) }
    let outcomes = await withTaskGroup(of: Bool.self) { tasks in
      for server in servers {
        tasks.addTask { (try? await server.server.listen(role: .gateway, path: path)) != nil }
      }
      return await tasks.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.count { $0 } == 1)
    #expect(try LineClient(path: path).ask("PING").isOK)
    for server in servers { try await server.stop() }
    try await test.stop()
  }

  @Test func whatIsNoSocketIsNeverRemoved() async throws {
    let test = try TestServer()
    let path = test.path("gw.sock")
    try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
    await #expect(throws: ListenError.notASocket(path)) { try await test.server.listen(role: .gateway, path: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "precious")
    try await test.stop()
  }

  @Test func impossiblePathsAreSaid() async throws {
    let test = try TestServer()
    let missing = test.path("none/gw.sock")
    await #expect(throws: ListenError.noFolder(missing)) {
      try await test.server.listen(role: .gateway, path: missing)
    }
    let long = test.path(String(repeating: "x", count: 100))
    await #expect(throws: ListenError.pathTooLong(long, limit: 107)) {
      try await test.server.listen(role: .gateway, path: long)
    }
    try await test.stop()
  }

  @Test func aFileThatSomebodyElseHasMadeSinceIsLeft() async throws {
    let test = try TestServer()
    let path = try await test.listen()
    try FileManager.default.removeItem(atPath: path)
    let successor = try boundSocket(path)
    defer { close(successor) }
    await test.server.shutdown()
    #expect(status(path) != nil)
    try await test.stop()
  }

  @Test func aSocketThatWasPassedWorksAndItsFileStays() async throws {
    let test = try TestServer(react: answerAll)
    let path = test.path("gw.sock")
    let descriptor = try boundSocket(path)
    #expect(listen(descriptor, 8) == 0)
    try await test.server.listen(role: .gateway, descriptor: descriptor)
    #expect(try LineClient(path: path).ask("PING").isOK)
    await test.server.shutdown()
    #expect(status(path) != nil)
    try await test.stop()
  }

  @Test func aDescriptorThatDoesNotListenIsRefused() async throws {
    let test = try TestServer()
    let descriptor = try boundSocket(test.path("gw.sock"))
    defer { close(descriptor) }
    await #expect(throws: ListenError.notAListener(descriptor: descriptor)) {
      try await test.server.listen(role: .gateway, descriptor: descriptor)
    }
    try await test.stop()
  }
}
