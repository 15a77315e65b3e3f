import Foundation
import Glibc

/// The other end of one socket, played by the test line by line: what a daemon would say, and what it must hear.
final class ScriptedDaemon {
  /// Milliseconds that a test waits for what must come; only a failing test waits so long.
  private static let patience: Int32 = 30_000

  struct Silence: Error {}

  let directory: String
  private let listener: Int32
  private var connection: Int32 = -1
  private var received = ""

  /// `name` is that of the socket: `ops`, `gw` or `desk`.
  init(_ name: String) throws {
    // Short: a Unix socket's path has 107 bytes.
    let directory = "/tmp/ivrctl-\(UUID().uuidString.prefix(8))"
    self.directory = directory
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: "\(directory)/\(name).sock".utf8) }
    let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    self.listener = listener
    let outcome = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    precondition(outcome == 0 && listen(listener, 1) == 0, "a fresh directory takes a socket")
  }

  deinit {
    hangUp()
    close(listener)
    try? FileManager.default.removeItem(atPath: directory)
  }

  /// Takes the tool's connection and greets it.
  func greet() throws {
    guard Self.isReadable(listener) else { throw Silence() }
    connection = accept(listener, nil, nil)
    say("! HELLO lp=1 server=ivrd/0.1.0 epoch=1 max-line=4096 caps=mux")
  }

  func say(_ lines: String...) {
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// The next line of the tool; `nil` when it has said its last.
  func hear() throws -> String? {
    while true {
      if let end = received.firstIndex(of: "\n") {
        defer { received = String(received[received.index(after: end)...]) }
        return String(received[..<end])
      }
      guard Self.isReadable(connection) else { throw Silence() }
      var room = [UInt8](repeating: 0, count: 4_096)
      let count = recv(connection, &room, room.count, 0)
      guard count > 0 else { return nil }
      received += String(decoding: room[..<count], as: UTF8.self)
    }
  }

  func hangUp() {
    guard connection >= 0 else { return }
    // Not only closed: a process that another test starts just now may hold the descriptor too.
    shutdown(connection, Int32(SHUT_RDWR))
    close(connection)
    connection = -1
  }

  static func isReadable(_ descriptor: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, patience) > 0
  }
}
