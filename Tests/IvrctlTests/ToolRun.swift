import Foundation
import Glibc

/// One run of the built `ivrctl`, from a checkout's root, with its output kept.
final class ToolRun {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let binary = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appendingPathComponent("ivrctl")

  private let process = Process()
  /// A pair of sockets, not a pipe: it can be ended even where a process that another test starts just now holds it too.
  private let input: Int32
  private let folder: URL

  /// Starts it. Standard input stays open until `finishInput`.
  init(_ arguments: [String], environment: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("ivrctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var ends: [Int32] = [-1, -1]
    let isThere = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0
    precondition(isThere, "the system has no sockets left")
    input = ends[0]
    defer { close(ends[1]) }
    process.executableURL = Self.binary
    process.arguments = arguments
    process.currentDirectoryURL = Self.root
    process.environment = ["SWIFT_BACKTRACE": "enable=no", "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    process.standardInput = FileHandle(fileDescriptor: ends[1], closeOnDealloc: false)
    process.standardOutput = try Self.file(folder.appendingPathComponent("out"))
    process.standardError = try Self.file(folder.appendingPathComponent("err"))
    try process.run()
  }

  deinit {
    // What a test's thread blocks, its child blocks too: only this one always arrives.
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    close(input)
    try? FileManager.default.removeItem(at: folder)
  }

  /// Starts it, gives it its whole input and waits for its end.
  static func finished(
    _ arguments: String..., input: String = "", environment: [String: String] = [:]
  ) throws -> ToolRun {
    let run = try ToolRun(arguments, environment: environment)
    run.type(input)
    run.finish()
    return run
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = send(input, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  func finishInput() { shutdown(input, Int32(SHUT_WR)) }

  func finish() {
    finishInput()
    process.waitUntilExit()
  }

  var status: Int32 { process.terminationStatus }
  var output: String { text("out") }
  var complaints: String { text("err") }
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// The output as JSON.
  func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }

  private func text(_ name: String) -> String {
    (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
  }

  private static func file(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }
}
