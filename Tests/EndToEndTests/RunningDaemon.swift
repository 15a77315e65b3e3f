import CallModel
import Foundation
import LineClient
import Testing

/// An ivrd of its own for one test: its binary, directories of its own, its log.
final class RunningDaemon {
  let directory: URL
  private(set) var process = Process()
  var runtime: String { directory.appendingPathComponent("run").path }
  var state: String { directory.appendingPathComponent("state").path }
  var menus: String { directory.appendingPathComponent("menus").path }
  var logPath: String { directory.appendingPathComponent("log").path }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let binaries = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()

  /// What `scripts/sanitize.sh` tells its sanitizer.
  private static let sanitizerOptions = ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("SAN_OPTIONS") }
  static var isSanitized: Bool { !sanitizerOptions.isEmpty }

  /// Nothing of the test's own but that.
  private static let environment = sanitizerOptions.merging(
    ["SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin"]
  ) { $1 }

  struct DidNotStart: Error, CustomStringConvertible { var description: String }

  /// Starts it and waits until it answers, or ends.
  init(_ arguments: [String] = [], demo: Bool = true, waits: Bool = true) throws {
    // Short: a Unix socket's path has 107 bytes.
    directory = URL(fileURLWithPath: "/tmp/ivrd-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    // Resolved, so that what a test changes is a copy also where the checkout's menus are a symbolic link.
    try FileManager.default.copyItem(
      at: Self.root.appendingPathComponent("menus").resolvingSymlinksInPath(),
      to: directory.appendingPathComponent("menus"))
    // The daemon's clock is the wall's: agents must be there at whatever hour the tests run.
    let hours = directory.appendingPathComponent("menus/hours.yaml")
    let text = try String(contentsOf: hours, encoding: .utf8)
    precondition(text.contains("[09:00-18:30]"), "the shipped hours of the staff have changed")
    try text.replacingOccurrences(of: "[09:00-18:30]", with: "[00:00-24:00]")
      .write(to: hours, atomically: true, encoding: .utf8)
    if waits { try start(arguments + (demo ? ["--demo"] : [])) }
  }

  /// The wallboard is opened last: who finds it finds the other sockets too.
  func start(_ arguments: [String]) throws {
    try launch(process, arguments)
    while process.isRunning {
      if let client = try? LineClient(path: "\(runtime)/metrics.sock") {
        client.close()
        return
      }
    }
    throw DidNotStart(description: log)
  }

  /// After it has stopped; a process can be started only once.
  func startAgain(_ arguments: [String]) throws {
    process = Process()
    try start(arguments)
  }

  func launch(_ process: Process, _ arguments: [String]) throws {
    tellWhatTheSanitizerFound()
    _ = FileManager.default.createFile(atPath: logPath, contents: nil)
    let log = try FileHandle(forWritingTo: URL(fileURLWithPath: logPath))
    process.executableURL = Self.binaries.appendingPathComponent("ivrd")
    process.arguments =
      ["--runtime-dir", runtime, "--menus", menus] + (arguments.contains("--state-dir") ? [] : ["--state-dir", state])
      + arguments
    process.environment = Self.environment
    process.standardError = log
    process.standardOutput = log
    process.standardInput = FileHandle.nullDevice
    try process.run()
  }

  /// Also of a daemon that was killed, and of one whose exit status no test looks at.
  private func tellWhatTheSanitizerFound() {
    for finding in ["WARNING: ThreadSanitizer", "ERROR: AddressSanitizer"] where log.contains(finding) {
      Issue.record("the daemon's sanitizer says:\n\(log)")
    }
  }

  var log: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

  func connect(_ socket: String) throws -> Peer { Peer(try LineClient(path: "\(runtime)/\(socket).sock")) }

  /// Runs the built `ivrctl` to its end.
  func ivrctl(_ arguments: [String]) throws -> (status: Int32, output: String) { try Self.run("ivrctl", arguments) }

  /// Runs a built program to its end.
  static func run(_ name: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let tool = Process()
    let output = Pipe()
    tool.executableURL = Self.binaries.appendingPathComponent(name)
    tool.arguments = arguments
    tool.standardOutput = output
    tool.standardError = FileHandle.nullDevice
    tool.standardInput = FileHandle.nullDevice
    try tool.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    tool.waitUntilExit()
    return (tool.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  /// Every byte that it has left behind: databases, pepper, log.
  func everythingWritten() throws -> Data {
    var all = Data()
    let found = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: [.isRegularFileKey])
    while let url = found?.nextObject() as? URL {
      guard !url.path.hasPrefix(menus), !url.hasDirectoryPath else { continue }
      all += (try? Data(contentsOf: url)) ?? Data()
    }
    return all
  }

  /// Stops it with SIGTERM and gives its exit status.
  func stop() -> Int32 {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    return process.terminationStatus
  }

  deinit {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    tellWhatTheSanitizerFound()
    try? FileManager.default.removeItem(at: directory)
  }
}

/// One connection, with everything that it heard.
final class Peer {
  let client: LineClient
  private(set) var heard: [String] = []

  init(_ client: LineClient) { self.client = client }

  func say(_ lines: String...) throws {
    for line in lines { try client.send(line) }
  }

  /// Only a fault makes a wait so long: a slow machine must not fail for its slowness.
  private static let patience = Interval.seconds(600)

  /// The next line.
  @discardableResult
  func line() throws -> String? {
    let line = try client.nextLine(timeout: Self.patience)
    if let line { heard.append(line.text) }
    return line?.text
  }

  /// Reads on until a line has this text in it, and gives that line.
  @discardableResult
  func until(_ text: String) throws -> String {
    while let line = try line() {
      if line.contains(text) { return line }
    }
    Issue.record("the connection ended before '\(text)' came; heard:\n\(heard.joined(separator: "\n"))")
    return ""
  }
}
