import Foundation
import Glibc
import LineSwarm

/// The other end, done by hand: an abstract socket of its own, and blocking calls.
final class Listener {
  let address: String
  let descriptor: Int32

  init() throws {
    address = "@ivr-swarm-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    descriptor = try EchoServer.makeListener(at: address)
  }

  deinit { close(descriptor) }

  func accept() -> Int32 { Glibc.accept(descriptor, nil, nil) }

  static func write(_ bytes: [UInt8], to descriptor: Int32) { _ = send(descriptor, bytes, bytes.count, 0) }

  static func write(_ text: String, to descriptor: Int32) { write(Array(text.utf8), to: descriptor) }

  /// All that comes up to the end.
  static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = recv(descriptor, &piece, piece.count, 0)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += piece[..<count]
    }
  }

  /// Starts an echo server on a thread of its own. It ends when its last connection has gone.
  func serveEcho(_ reply: String) throws {
    let server = try EchoServer(listener: dup(descriptor), reply: Array(reply.utf8))
    nonisolated(unsafe) let handedOver = server
    Thread.detachNewThread { try? handedOver.run() }
  }
}
