import Foundation
import LineProtocol
import Testing

@testable import SocketServer

/// The descriptors that systemd passes, with real sockets in a range of numbers that nothing else uses.
@Suite(.serialized)
struct SocketActivationTests {
  static let first: Int32 = 800

  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("ivr-" + UUID().uuidString.prefix(8))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func listener(_ file: String) throws -> Int32 {
    let descriptor = try boundSocket(folder.appendingPathComponent(file).path)
    try #require(listen(descriptor, 8) == 0)
    return descriptor
  }

  /// Gives the descriptors the numbers that systemd would, takes them, and closes them.
  private func take(
    _ descriptors: [Int32], names: String?, process: Int32 = getpid(), count: Int? = nil
  ) throws -> SocketActivation {
    for (index, descriptor) in descriptors.enumerated() {
      try #require(dup2(descriptor, Self.first + Int32(index)) >= 0)
      close(descriptor)
    }
    defer {
      for index in descriptors.indices { close(Self.first + Int32(index)) }
      try? FileManager.default.removeItem(at: folder)
    }
    let variables = [
      "LISTEN_PID": "\(process)", "LISTEN_FDS": "\(count ?? descriptors.count)", "LISTEN_FDNAMES": names,
    ]
    let activation = try SocketActivation(environment: { variables[$0] ?? nil }, firstDescriptor: Self.first)
    for listener in activation.listeners { #expect(fcntl(listener.descriptor, F_GETFD) & FD_CLOEXEC != 0) }
    return activation
  }

  @Test func oneUnitIsToldApartByPath() throws {
    let activation = try take(
      [listener("gw.sock"), listener("desk.sock"), listener("ops.sock")], names: "ivrd.socket:ivrd.socket:ivrd.socket")
    #expect(activation.listeners.map(\.role) == [.gateway, .desk, .operations])
    #expect(activation.listeners.map(\.descriptor) == [800, 801, 802])
    #expect(activation.stored == [])
  }

  @Test func unitsOfTheirOwnAreToldApartByName() throws {
    let activation = try take([listener("a"), listener("b")], names: "ops:gw")
    #expect(activation.listeners.map(\.role) == [.operations, .gateway])
  }

  @Test func aNameCountsMoreThanAPath() throws {
    #expect(try take([listener("gw.sock")], names: "desk").listeners.map(\.role) == [.desk])
  }

  @Test func withoutNamesThePathIsEnough() throws {
    #expect(try take([listener("ops.sock")], names: nil).listeners.map(\.role) == [.operations])
  }

  @Test func whatDoesNotListenCameOutOfTheStore() throws {
    var both: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &both) == 0)
    defer { close(both[1]) }
    let activation = try take([listener("gw.sock"), both[0]], names: "gw:session-7")
    #expect(activation.listeners.map(\.role) == [.gateway])
    #expect(activation.stored == [.init(name: "session-7", descriptor: 801)])
  }

  @Test func aSocketForNoRoleIsSaid() throws {
    let path = folder.appendingPathComponent("web.sock").path
    let problem = ActivationError.unknownRole(descriptor: 800, name: "web", path: path)
    #expect(throws: problem) { try take([listener("web.sock")], names: "web") }
    #expect("\(problem)".contains("set FileDescriptorName= to gw, desk or ops"))
  }

  @Test func anAnnouncedDescriptorMustBeOpen() throws {
    #expect(throws: ActivationError.notOpen(descriptor: 801)) {
      try take([listener("gw.sock")], names: nil, count: 2)
    }
  }

  @Test func whatIsForAnotherProcessIsLeftAlone() throws {
    let activation = try take([listener("gw.sock")], names: "gw", process: getpid() + 1)
    #expect(activation.listeners == [])
    #expect(try SocketActivation(environment: { _ in nil }).listeners == [])
  }

  @Test func takingIsDoneOnce() async {
    await #expect(processExitsWith: .success) {
      setenv("LISTEN_PID", "\(getpid())", 1)
      setenv("LISTEN_FDS", "0", 1)
      setenv("LISTEN_FDNAMES", "gw", 1)
      guard (try? SocketActivation.take().listeners.isEmpty) == true else { exit(1) }
      exit(getenv("LISTEN_PID") == nil && getenv("LISTEN_FDS") == nil && getenv("LISTEN_FDNAMES") == nil ? 0 : 2)
    }
  }
}
