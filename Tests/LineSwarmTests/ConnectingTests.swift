import Glibc
import LineSwarm
import Testing

@Suite struct ConnectingTests {
  private let directory: String

  init() throws {
    var template = Array("/tmp/ivr-swarm-XXXXXX".utf8CString)
    let made = try #require(mkdtemp(&template))
    directory = String(cString: made)
  }

  private func failure(connectingTo path: String) throws -> SwarmError {
    let swarm = try LineSwarm()
    return try #require(throws: SwarmError.self) { _ = try swarm.connect(to: path) }
  }

  @Test func noSuchSocket() throws {
    defer { rmdir(directory) }
    let error = try failure(connectingTo: "\(directory)/gw.sock")
    #expect(error == .noSocket(path: "\(directory)/gw.sock"))
    #expect(error.meansNobodyIsThere)
    #expect(error.description.contains("--runtime-dir"))
  }

  @Test func nobodyListens() throws {
    let path = "\(directory)/gw.sock"
    close(try EchoServer.makeListener(at: path))
    defer {
      unlink(path)
      rmdir(directory)
    }
    let error = try failure(connectingTo: path)
    #expect(error == .nobodyListens(path: path))
    #expect(error.meansNobodyIsThere)
  }

  @Test func pathTooLong() throws {
    defer { rmdir(directory) }
    let path = directory + "/" + String(repeating: "x", count: 120)
    let error = try failure(connectingTo: path)
    #expect(error == .pathTooLong(path: path))
    #expect(!error.meansNobodyIsThere)
  }

  @Test func notASocket() throws {
    let path = "\(directory)/file"
    close(open(path, O_CREAT | O_WRONLY, 0o600))
    defer {
      unlink(path)
      rmdir(directory)
    }
    #expect(try failure(connectingTo: path) == .nobodyListens(path: path))
  }

  @Test func everyErrorIsASentence() {
    let errors: [SwarmError] = [
      .noSocket(path: "p"), .nobodyListens(path: "p"), .forbidden(path: "p"), .notAccepted(path: "p", seconds: 5),
      .pathTooLong(path: "p"), .tooManyDescriptors, .failed(operation: "connect", path: "p", errno: EIO),
      .failed(operation: "epoll_ctl", path: nil, errno: EBADF),
    ]
    for error in errors {
      #expect(error.description.hasSuffix("."))
      #expect(error.description.count > 20)
    }
  }
}

@Suite struct EchoServerTests {
  @Test func endsWhereNobodyComes() throws {
    let listener = try Listener()
    let server = try EchoServer(listener: listener.descriptor, reply: [])
    try server.run(patience: 0)
  }

  @Test func endsWithItsLastConnection() throws {
    let listener = try Listener()
    let server = try EchoServer(listener: listener.descriptor, reply: Array("!\n".utf8))
    let swarm = try LineSwarm()
    let numbers = [try swarm.connect(to: listener.address), try swarm.connect(to: listener.address)]
    for number in numbers {
      swarm.send(Array("a\nb\n".utf8), on: number)
      swarm.finishSending(on: number)
    }
    let notebook = Notebook()
    try swarm.turn(until: .now, notebook)
    // Everything has been said, so it serves both and returns.
    try server.run()
    try swarm.turn(notebook) { notebook.ends.count == 2 }
    #expect(notebook.lines == [numbers[0]: ["!", "!"], numbers[1]: ["!", "!"]])
  }
}
