import Glibc
import LineSwarm
import Testing

@Suite struct LineSwarmTests {
  private let listener: Listener
  private let swarm: LineSwarm
  private let notebook = Notebook()

  init() throws {
    listener = try Listener()
    swarm = try LineSwarm()
  }

  @Test func everyConnectionGetsItsOwnAnswers() throws {
    try listener.serveEcho("one\ntwo\n")
    let numbers = try (0..<50).map { _ in try swarm.connect(to: listener.address) }
    #expect(numbers == Array(0..<50))
    for number in numbers { for _ in 0..<20 { swarm.send(Array("key\n".utf8), on: number) } }
    try swarm.turn(notebook) { notebook.count == 50 * 20 * 2 }
    for number in numbers {
      #expect(notebook.lines[number] == Array(repeating: ["one", "two"], count: 20).flatMap { $0 })
    }
    #expect(swarm.openCount == 50)
  }

  /// Far more than the sockets hold in both directions: neither side may wait for the other.
  @Test func fullSocketsDoNotLock() throws {
    try listener.serveEcho(String(repeating: "x", count: 4_000) + "\n")
    let number = try swarm.connect(to: listener.address)
    swarm.send([UInt8](repeating: UInt8(ascii: "\n"), count: 1_000), on: number)
    try swarm.turn(notebook) { notebook.count == 1_000 }
    #expect(notebook.count == 1_000)
    #expect(swarm.unsentBytes(on: number) == 0)
  }

  @Test func bytesWaitUntilTheOtherEndReads() throws {
    let number = try swarm.connect(to: listener.address)
    let peer = listener.accept()
    let size = 4 << 20
    swarm.send([UInt8](repeating: UInt8(ascii: "a"), count: size), on: number)
    swarm.finishSending(on: number)
    try swarm.turn(until: .now, notebook)
    #expect(swarm.unsentBytes(on: number) > 0)
    let reader = Reader(peer)
    try swarm.turn(notebook) { swarm.unsentBytes(on: number) == 0 }
    #expect(reader.wait() == size)
    close(peer)
    try swarm.turn(notebook) { !notebook.ends.isEmpty }
    #expect(notebook.ends == [number: .closedByPeer])
  }

  @Test func linesBeforeTheEndAreHandedOn() throws {
    let number = try swarm.connect(to: listener.address)
    let peer = listener.accept()
    Listener.write("! BYE reason=protocol\nhalf a li", to: peer)
    close(peer)
    try swarm.turn(notebook) { !notebook.ends.isEmpty }
    #expect(notebook.lines[number] == ["! BYE reason=protocol"])
    #expect(notebook.ends[number] == .closedByPeer)
    #expect(swarm.openCount == 0)
  }

  /// A server that closes with our bytes unread resets the connection; what it had said must not be lost.
  @Test func aResetLosesNoLine() throws {
    let number = try swarm.connect(to: listener.address)
    let peer = listener.accept()
    swarm.send(Array("never read\n".utf8), on: number)
    try swarm.turn(until: .now, notebook)
    Listener.write("! BYE reason=overload\n", to: peer)
    close(peer)
    swarm.send(Array("nobody is there\n".utf8), on: number)
    try swarm.turn(notebook) { !notebook.ends.isEmpty }
    #expect(notebook.lines[number] == ["! BYE reason=overload"])
    #expect(notebook.ends[number] == .closedByPeer)
  }

  @Test(arguments: [
    [UInt8](repeating: UInt8(ascii: "x"), count: 4_096) + [0x0A], [0x4F, 0x4B, 0, 0x0A], [0xFF, 0x0A],
  ])
  func whatIsNoLineEndsTheConnection(bytes: [UInt8]) throws {
    let number = try swarm.connect(to: listener.address)
    let peer = listener.accept()
    defer { close(peer) }
    Listener.write(Array("OK\n".utf8) + bytes + Array("OK\n".utf8), to: peer)
    try swarm.turn(notebook) { !notebook.ends.isEmpty }
    #expect(notebook.lines[number] == ["OK"])
    #expect(notebook.ends[number] == .brokenLine)
  }

  @Test func nothingIsHandedOnAfterClosing() throws {
    let number = try swarm.connect(to: listener.address)
    let peer = listener.accept()
    defer { close(peer) }
    notebook.onLine = { [swarm] _, number in swarm.close(number) }
    Listener.write("first\nsecond\n", to: peer)
    try swarm.turn(notebook) { notebook.count > 0 }
    try swarm.turn(until: .now, notebook)
    #expect(notebook.lines == [number: ["first"]])
    #expect(notebook.ends.isEmpty)
    #expect(swarm.openCount == 0)
  }

  @Test func theHandlerMayAnswerAtOnce() throws {
    let number = try swarm.connect(to: listener.address)
    let peer = listener.accept()
    notebook.onLine = { [swarm] line, number in
      swarm.send(Array("to \(line)\n".utf8), on: number)
      if line == "b" { swarm.finishSending(on: number) }
    }
    Listener.write("a\nb\n", to: peer)
    try swarm.turn(notebook) { notebook.count == 2 }
    #expect(Listener.readAll(peer) == "to a\nto b\n")
    close(peer)
    _ = number
  }

  @Test func aNumberIsGivenAgainInALaterTurn() throws {
    let first = try swarm.connect(to: listener.address)
    swarm.close(first)
    let second = try swarm.connect(to: listener.address)
    #expect(second != first)
    try swarm.turn(until: .now, notebook)
    let third = try swarm.connect(to: listener.address)
    #expect(third == first)
    let peers = [listener.accept(), listener.accept(), listener.accept()]
    Listener.write("for the third\n", to: peers[2])
    try swarm.turn(notebook) { notebook.count > 0 }
    #expect(notebook.lines == [third: ["for the third"]])
    for peer in peers { close(peer) }
  }

  @Test func theKernelSaysWhoListens() throws {
    let number = try swarm.connect(to: listener.address)
    #expect(swarm.peerProcess(of: number) == getpid())
    #expect(PeerProcess.id(behind: -1) == nil)
  }

  @Test func anInstantThatHasPassedIsNotWaitedFor() throws {
    _ = try swarm.connect(to: listener.address)
    try swarm.turn(until: MonotonicInstant(nanoseconds: 0), notebook)
    #expect(notebook.count == 0)
  }
}
