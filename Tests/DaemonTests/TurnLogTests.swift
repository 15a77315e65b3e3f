import ACD
import CallModel
import Foundation
import IVR
import Journal
import JournalReplay
import LineProtocol
import Logging
import NIOCore
import NIOPosix
import SwitchboardCore
import Synchronization
import Testing

@testable import Daemon

/// What leaves while the disk takes its time, and what waits for it.
@Suite struct TurnLogTests {
  private static let gateway = ConnectionID(1)
  private static let operators = ConnectionID(2)

  /// One node, which ends every call.
  private static var settings: SwitchboardSettings {
    let node = MenuNode(
      id: NodeID("bye"), position: SourcePosition(file: "test.yaml", line: 1, column: 1), prompt: nil,
      kind: .end(disposition: "self-service"))
    let tree = MenuTree(
      version: "v1", nodes: [node], start: NodeIndex(0),
      fallbacks: .init(exhausted: NodeIndex(0), hostDown: NodeIndex(0)), prompts: PromptCatalogue([]),
      languages: [.english])
    return SwitchboardSettings(tree: tree, acd: ACDConfiguration(queues: [], agents: []))
  }

  /// A core with its journal, on a loop of its own; what is let out is noted in words.
  private final class Bench {
    let loop: any EventLoop
    let log: TurnLog
    let said: Said
    var switchboard: Switchboard
    var now = Timestamp.epoch

    init(_ folder: String, disk: SlowDisk, loop: any EventLoop, said: Said) throws {
      self.loop = loop
      self.said = said
      let identity = Switchboard.Identity(server: "ivrd/test", epoch: 1, isVirtual: false, isDurable: true)
      switchboard = Switchboard(settings: TurnLogTests.settings, identity: identity, at: .epoch)
      switchboard.beginNoting()
      let writer = try JournalWriter(continuing: JournalReader(directory: folder), disk: disk)
      let thread = JournalThread(writer: writer, directory: folder, seal: nil, logger: Logger(label: "test")) {}
      log = TurnLog(thread: thread, digest: EffectDigest().value, delay: .milliseconds(1), loop: loop)
      log.isOperators = { $0 == TurnLogTests.operators }
      log.release = { outgoing, _, _ in said.note(outgoing) }
      log.state = { [unowned self] in self.switchboard }
    }

    func take(_ inputs: Input...) {
      var effects = log.begin()
      log.noteTurns { turns, seal in
        for input in inputs {
          switchboard.step(turns.begin(input) ?? input, at: now, into: &effects)
          turns.end(at: now, seal, &switchboard)
        }
      }
      log.commit(&effects)
    }
  }

  private final class Said: Sendable {
    private let words = Mutex<[String]>([])
    var all: [String] { words.withLock { $0 } }

    func note(_ outgoing: Outgoing) {
      outgoing.forEach { item, bytes in
        let new: [String] =
          switch item {
          case .lines(let connection, end: _, completed: _):
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { "\(connection.number) \($0)" }
          case .other(.ask(_, .durability)): ["durable?"]
          case .other(.record): ["record"]
          case .other, .close: []
          }
        words.withLock { $0 += new }
      }
    }
  }

  private static func line(_ connection: ConnectionID, _ text: String, _ role: Role) -> Input {
    .line(connection, RequestParser.parse(.line(ArraySlice(text.utf8)), role: role)!)
  }

  @Test func onlyWhatAPowerCutMayTakeLeavesBeforeTheDiskHasIt() async throws {
    let folder = "/tmp/ivrd-turns-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    let (loop, disk, said) = (group.next(), SlowDisk(), Said())
    let bench = try await loop.submit {
      let bench = try Bench(folder, disk: disk, loop: loop, said: said)
      let peer = Peer(userID: 1, processID: 1)
      bench.take(.opened(Self.gateway, .gateway, peer), .opened(Self.operators, .operations, peer))
      bench.take(
        Self.line(Self.gateway, "CALL call=a", .gateway), Self.line(Self.operators, "PING", .operations))
      return NIOLoopBound(bench, eventLoop: loop)
    }.get()
    await Self.wait(for: disk.hasBegun)
    // More comes while the disk is busy with the first.
    try await loop.submit {
      bench.value.take(Self.line(Self.gateway, "CALL call=b", .gateway))
      bench.value.take(Self.line(Self.gateway, "SYNC", .gateway))
    }.get()
    let early = said.all
    #expect(early.contains("1 OK call=a") && early.contains("1 OK call=b"))
    #expect(!early.contains("record") && !early.contains("durable?") && !early.contains { $0.hasPrefix("2 ") })
    disk.letEnd(100)
    try await loop.flatSubmit { bench.value.log.finish() }.get()
    let late = said.all.dropFirst(early.count)
    #expect(said.all.starts(with: early))
    #expect(late.contains { $0.hasPrefix("2 ! HELLO") } && late.contains("2 OK"))
    #expect(late.filter { $0 == "record" }.count == 2 && late.last == "durable?")
    let turns = try JournalReader(directory: folder).lastEntry
    #expect(turns == 6)
    try await group.shutdownGracefully()
  }

  private final class Witness: Sendable {
    let hasGone: DispatchSemaphore
    init(_ hasGone: DispatchSemaphore) { self.hasGone = hasGone }
    deinit { hasGone.signal() }
  }

  /// A stop while the disk does not answer: nobody else has the journal any more when its thread comes back from it.
  @Test func theThreadMayBeTheLastToLetGo() async throws {
    let folder = "/tmp/ivrd-turns-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (disk, hasGone) = (SlowDisk(), DispatchSemaphore(value: 0))
    func begin() throws {
      let witness = Witness(hasGone)
      let writer = try JournalWriter(continuing: JournalReader(directory: folder), disk: disk)
      let thread = JournalThread(writer: writer, directory: folder, seal: nil, logger: Logger(label: "test")) {
        _ = witness
      }
      try writer.write([1], count: 1)
      thread.commit(writer.takeUnsynced(), snapshot: nil) { _ in }
    }
    try begin()
    await Self.wait(for: disk.hasBegun)
    disk.letEnd()
    await Self.wait(for: hasGone)
    #expect(try JournalReader(directory: folder).lastEntry == 1)
  }

  private static func wait(for semaphore: DispatchSemaphore) async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        semaphore.wait()
        continuation.resume()
      }
    }
  }
}
