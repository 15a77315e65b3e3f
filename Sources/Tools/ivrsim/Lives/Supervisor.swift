import CPlatform
import Foundation
import Glibc
import LineProtocol
import Synchronization
import SystemWords

/// A service manager for one ivrd, as far as a restart needs one: it holds the listening sockets, hears the daemon's
/// messages (`NOTIFY_SOCKET`), keeps the descriptors that it stores (`FDSTORE`), and gives all of them to the next process.
final class Supervisor: Sendable {
  private struct State {
    var process: ServiceProcess?
    /// Programs started so far.
    var lives = 0
    /// In the order of storing, with their names.
    var store: [(name: String, descriptor: Int32)] = []
    var isReady = false
    var mostStored = 0
  }

  let directory: String
  /// One after the other takes over, and then the first again.
  private let programs: [String]
  private let arguments: [String]
  private let listeners: [(name: String, descriptor: Int32)]
  private let notifications: Int32
  /// Signalled by a message, so that whoever waits looks again.
  private let heard = DispatchSemaphore(value: 0)
  private let state = Mutex(State())
  /// More descriptors are closed instead of kept, as systemd does with `FileDescriptorStoreMax=`.
  private let storeLimit: Int

  /// Only a fault makes a start so long, in seconds: a slow machine must not fail for its slowness.
  private static let patience = 600

  /// A daemon built with a sanitizer needs what this process was told about it.
  private static let sanitizerOptions = ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }

  var runtimeDirectory: String { directory + "/run" }
  var stateDirectory: String { directory + "/state" }
  var log: String { directory + "/log" }
  func socket(_ role: Role) -> String { "\(runtimeDirectory)/\(role.socketName).sock" }

  /// Most descriptors that the store held at once.
  var mostStored: Int { state.withLock { $0.mostStored } }

  /// Makes the sockets in a directory of the caller's, which should have a short path.
  ///
  /// - Parameter others: other builds, which take turns with `ivrd`.
  init(
    ivrd: String, others: [String] = [], menus: String, directory: String, storeLimit: Int = 4_096
  ) throws(ToolFailure) {
    self.directory = directory
    programs = [ivrd] + others
    self.storeLimit = storeLimit
    do {
      try FileManager.default.createDirectory(atPath: directory + "/run", withIntermediateDirectories: true)
    } catch {
      throw ToolFailure("\(directory) can't be made: \(error.systemWords)")
    }
    arguments = ["--runtime-dir", directory + "/run", "--state-dir", directory + "/state", "--menus", menus, "--demo"]
    var listeners: [(name: String, descriptor: Int32)] = []
    for role in Role.allCases {
      let path = "\(directory)/run/\(role.socketName).sock"
      let descriptor = try Self.bind(path, SOCK_STREAM)
      listen(descriptor, 4_096)
      listeners.append((role.socketName, descriptor))
    }
    self.listeners = listeners
    notifications = try Self.bind(directory + "/notify", SOCK_DGRAM)
    Thread.detachNewThread { [weak self, notifications] in
      while true {
        guard let message = Self.receive(notifications), let supervisor = self else { return }
        supervisor.take(message)
      }
    }
  }

  deinit {
    state.withLock { state in
      state.process?.signal(SIGKILL)
      _ = state.process?.wait()
      for one in state.store { close(one.descriptor) }
    }
    for one in listeners { close(one.descriptor) }
    shutdown(notifications, Int32(SHUT_RDWR))
  }

  private static func bind(_ path: String, _ type: __socket_type) throws(ToolFailure) -> Int32 {
    let descriptor = Glibc.socket(AF_UNIX, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let failure = ivr_bind(descriptor, path)
    guard failure == 0 else { throw ToolFailure("\(path) can't be bound: \(String(cString: strerror(failure))).") }
    return descriptor
  }

  // MARK: - What the daemon says

  private static func receive(_ descriptor: Int32) -> (text: String, descriptors: [Int32])? {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    var descriptors = [Int32](repeating: -1, count: Int(IVR_MAX_DESCRIPTORS))
    var (size, count) = (bytes.count, descriptors.count)
    guard ivr_receive(descriptor, &bytes, &size, &descriptors, &count) == 0, size > 0 else { return nil }
    return (String(decoding: bytes[..<size], as: UTF8.self), Array(descriptors[..<count]))
  }

  private func take(_ message: (text: String, descriptors: [Int32])) {
    var fields: [Substring: String] = [:]
    for line in message.text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { fields[parts[0]] = String(parts[1]) }
    }
    state.withLock { state in
      var unused = message.descriptors
      if fields["READY"] == "1" { state.isReady = true }
      if fields["FDSTORE"] == "1" {
        let room = max(0, storeLimit - state.store.count)
        state.store += unused.prefix(room).map { (fields["FDNAME"] ?? "stored", $0) }
        unused = Array(unused.dropFirst(room))
        state.mostStored = max(state.mostStored, state.store.count)
      }
      if fields["FDSTOREREMOVE"] == "1", let name = fields["FDNAME"] {
        for one in state.store where one.name == name { close(one.descriptor) }
        state.store.removeAll { $0.name == name }
      }
      // Of a barrier, too: that it is closed is the answer.
      for descriptor in unused { close(descriptor) }
    }
    heard.signal()
  }

  // MARK: - Lives

  /// Starts a process and returns when it says that it is ready.
  func start() throws(ToolFailure) {
    let (life, passed) = state.withLock { state in
      state.isReady = false
      state.lives += 1
      return (state.lives - 1, listeners + state.store)
    }
    let command = [programs[life % programs.count]] + arguments
    let environment = [
      "NOTIFY_SOCKET": directory + "/notify", "LISTEN_FDNAMES": passed.map(\.name).joined(separator: ":"),
      "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no",
    ].merging(Self.sanitizerOptions) { $1 }
    let process = try ServiceProcess(command, environment: environment, descriptors: passed.map(\.descriptor), log: log)
    state.withLock { $0.process = process }
    let deadline = DispatchTime.now() + .seconds(Self.patience)
    while !state.withLock({ $0.isReady }) {
      var status: Int32 = 0
      guard waitpid(process.id, &status, WNOHANG) == 0 else {
        state.withLock { $0.process = nil }
        throw ToolFailure("ivrd ended before it was ready:\n\(endOfLog)")
      }
      guard DispatchTime.now() < deadline else {
        throw ToolFailure("ivrd is not ready after \(Self.patience) s:\n\(endOfLog)")
      }
      _ = heard.wait(timeout: min(deadline, .now() + .milliseconds(20)))
    }
  }

  private var endOfLog: String {
    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").suffix(10).joined(separator: "\n")
  }

  /// Asks it to end, as `systemctl restart` does, and starts the next.
  func restart() throws(ToolFailure) {
    try end(SIGTERM)
    try start()
  }

  /// Ends it and waits for that. A SIGTERM must lead to exit status 0.
  func end(_ signal: Int32) throws(ToolFailure) {
    guard let process = state.withLock({ $0.process }) else { return }
    process.signal(signal)
    let status = process.wait()
    state.withLock { $0.process = nil }
    if signal == SIGTERM, status != 0 {
      throw ToolFailure("ivrd ended with wait status \(status) after SIGTERM:\n\(endOfLog)")
    }
  }
}
