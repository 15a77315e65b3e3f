import CallModel
import Foundation
import Glibc
import SocketServer
import Testing

@testable import Daemon

/// Each reason why the daemon does not start has a status for scripts, and a sentence that says what to do.
@Suite struct DaemonFailureTests {
  @Test(arguments: [
    (ListenError.inUse("/run/gw.sock"), Int32(69), "Stop it first"),
    (.failed("/run/gw.sock", operation: "bind", errno: EACCES), 77, "chown"),
    (.failed("/run/gw.sock", operation: "bind", errno: EROFS), 77, "under systemd"),
    (.failed("/run/gw.sock", operation: "bind", errno: ENOSPC), 74, "make room"),
    (.failed("/run/gw.sock", operation: "bind", errno: EIO), 74, "bind"),
    (.notASocket("/run/gw.sock"), 74, "Move it away"), (.noFolder("/run/gw.sock"), 74, "Make it"),
    (.pathTooLong("/run/gw.sock", limit: 107), 74, "shorter"), (.notAListener(descriptor: 3), 74, "ListenStream="),
  ])
  func sockets(error: ListenError, status: Int32, words: String) {
    let failure = DaemonFailure(error)
    #expect(failure.exitStatus.rawValue == status)
    #expect(failure.description.contains(words), "\(failure)")
  }

  @Test func settingsAndJournalKeepTheirs() {
    #expect(DaemonFailure.settings(problems: ["a"]).exitStatus.rawValue == 78)
    #expect(DaemonFailure.journal("damaged").exitStatus.rawValue == 65)
    #expect(DaemonFailure(DaemonFailure.alreadyRunning("x")).exitStatus.rawValue == 69)
  }

  @Test func aFileInTheWayIsNamed() throws {
    let path = "/tmp/ivrd-way-\(UUID().uuidString.prefix(8))"
    defer { unlink(path) }
    try Data().write(to: URL(fileURLWithPath: path))
    do {
      try makeDirectory(path + "/below")
      Issue.record("a directory was made in a file")
    } catch {
      #expect(error.exitStatus.rawValue == 74)
      #expect(error.description.contains("Move what is there away"))
    }
  }

  /// Root may do everything; another user is refused, and told by which number.
  @Test func nobodyMayNotWriteIntoRootsDirectories() throws {
    guard geteuid() != 0 else {
      #expect(DaemonFailure.using("/", "x").exitStatus.rawValue == 74)
      return
    }
    #expect(DaemonFailure.using("/no/such/directory", "x").exitStatus.rawValue == 77)
  }
}
