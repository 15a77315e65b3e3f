import CallModel
import DequeModule
import Foundation
import LineClient
import LineProtocol
import Logging
import NIOCore
import NIOPosix
import SocketServer

/// A server in a folder of its own, whose core is the test.
final class TestServer: Sendable {
  typealias Reaction = @Sendable (LineServer, ConnectionInput) -> Void

  let folder: URL
  let server: LineServer
  let core: any EventLoop
  let inputs: InputLog
  let warnings: WarningLog
  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

  /// - Parameter react: called on the core's loop for each input. Without it, nothing is answered.
  init(
    limits: ConnectionLimits = ConnectionLimits(), firstConnection: ConnectionID = ConnectionID(1),
    react: @escaping Reaction = { _, _ in }, onTurn: @escaping @Sendable (Interval, Int) -> Void = { _, _ in }
  ) throws {
    core = group.next()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("ivr-" + UUID().uuidString.prefix(8))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let warnings = WarningLog()
    let inputs = InputLog(core: core)
    let itself = Locked<LineServer?>(nil)
    let server = LineServer(
      loop: core, limits: limits, firstConnection: firstConnection, logger: Logger(label: "test") { _ in warnings },
      onTurn: onTurn
    ) { batch in
      inputs.enter()
      let server = itself.withLock { $0 }
      for input in batch { if let server { react(server, input) } }
      inputs.leave(Array(batch))
    }
    itself.withLock { $0 = server }
    self.server = server
    self.inputs = inputs
    self.warnings = warnings
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  @discardableResult
  func listen(_ role: Role = .gateway) async throws -> String {
    let path = path(role.socketName + ".sock")
    try await server.listen(role: role, path: path)
    return path
  }

  /// Runs on the core's loop and waits for the result.
  func onCore<T: Sendable>(_ body: @escaping @Sendable () -> T) async throws -> T {
    try await core.submit(body).get()
  }

  /// What is sent meanwhile is in the kernel when the loop goes on.
  func whileTheLoopStands(_ body: () throws -> Void) async throws {
    let (stands, mayGoOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    core.execute {
      stands.signal()
      mayGoOn.wait()
    }
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        stands.wait()
        continuation.resume()
      }
    }
    defer { mayGoOn.signal() }
    try body()
  }

  func stop() async throws {
    await server.shutdown()
    try await group.shutdownGracefully()
    try FileManager.default.removeItem(at: folder)
  }
}

/// Answers `OK` to every request, as a core would.
let answerAll: TestServer.Reaction = { server, input in
  guard case .line(let id, let line) = input else { return }
  server.send([.ok(tag: line.tag, fields: [], text: nil)], to: id)
  server.completed(1, of: id)
}

/// Waits that only a fault makes long: a slow machine with a sanitizer or too many tests at once must not fail for its slowness.
extension LineClient {
  private static let patience = Interval.seconds(600)

  func next() throws(LineClientError) -> IncomingLine? { try nextLine(timeout: Self.patience) }
  func ask(_ line: String) throws(LineClientError) -> Reply { try request(line, timeout: Self.patience) }
}

/// Everything that the core was told, and a way to wait for a state of it.
final class InputLog: Sendable {
  private struct State {
    var all: [ConnectionInput] = []
    var deliveries: [Int] = []
    var isInside = false
    var faults: [String] = []
    /// Each says whether it is satisfied; `nil` is the end of all waiting.
    var waiters: [@Sendable ([ConnectionInput]?) -> Bool] = []
  }

  private let state = Locked(State())
  private let core: any EventLoop

  init(core: any EventLoop) { self.core = core }

  var all: [ConnectionInput] { state.withLock { $0.all } }
  func lines(of id: ConnectionID) -> [ClientLine] { all.compactMap { $0.line(of: id) } }
  /// How many inputs came together, each time.
  var deliveries: [Int] { state.withLock { $0.deliveries } }
  /// What was wrong with the way the core was called.
  var faults: [String] { state.withLock { $0.faults } }

  func enter() {
    state.withLock {
      if !core.inEventLoop { $0.faults.append("delivered outside the core's loop") }
      if $0.isInside { $0.faults.append("delivered while delivering") }
      $0.isInside = true
    }
  }

  func leave(_ batch: [ConnectionInput]) {
    state.withLock { state in
      state.isInside = false
      if batch.isEmpty { state.faults.append("an empty delivery") }
      state.all += batch
      state.deliveries.append(batch.count)
      state.waiters.removeAll { $0(state.all) }
    }
  }

  /// Waits until `pick` finds something in all that was told so far. Throws when the test's time is over.
  func wait<T: Sendable>(for pick: @escaping @Sendable ([ConnectionInput]) -> T?) async throws -> T {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        state.withLock { state in
          if let found = pick(state.all) { return continuation.resume(returning: found) }
          state.waiters.append { all in
            guard let all else {
              continuation.resume(throwing: CancellationError())
              return true
            }
            guard let found = pick(all) else { return false }
            continuation.resume(returning: found)
            return true
          }
        }
      }
    } onCancel: {
      state.withLock { state in state.waiters.removeAll { $0(nil) } }
    }
  }

  func opened(_ count: Int = 1) async throws -> [ConnectionID] {
    try await wait { all in
      let ids = all.compactMap { if case .opened(let id, _, _) = $0 { id } else { nil } }
      return ids.count >= count ? ids : nil
    }
  }

  func closed(_ id: ConnectionID) async throws {
    try await wait { all in all.contains { $0.isClosed(id) } ? () : nil }
  }

  func halfClosed(_ id: ConnectionID) async throws {
    try await wait { all in all.contains { if case .halfClosed(id) = $0 { true } else { false } } ? () : nil }
  }

  /// Waits until a connection has said that much.
  func lines(of id: ConnectionID, atLeast count: Int) async throws -> [ClientLine] {
    try await wait { all in
      let lines = all.compactMap { $0.line(of: id) }
      return lines.count >= count ? lines : nil
    }
  }
}

extension ConnectionInput {
  func line(of id: ConnectionID) -> ClientLine? { if case .line(id, let line) = self { line } else { nil } }

  func isClosed(_ id: ConnectionID) -> Bool { if case .closed(id) = self { true } else { false } }
  func isSlow(_ id: ConnectionID) -> Bool { if case .slowReader(id) = self { true } else { false } }

  /// The input's kind, for comparing the order of a few.
  var word: String {
    switch self {
    case .opened: "opened"
    case .line: "line"
    case .halfClosed: "halfClosed"
    case .slowReader: "slowReader"
    case .congested: "congested"
    case .relieved: "relieved"
    case .closed: "closed"
    }
  }
}

/// Keeps warnings and errors for a test to read.
final class WarningLog: LogHandler, Sendable {
  private let messages = Locked<[String]>([])

  var all: [String] { messages.withLock { $0 } }

  func log(event: LogEvent) {
    guard event.level >= .warning else { return }
    messages.withLock { $0.append("\(event.message)") }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }
  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  var logLevel: Logger.Level {
    get { .info }
    set {}
  }
}
