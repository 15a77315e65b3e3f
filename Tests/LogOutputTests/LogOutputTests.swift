import CPlatform
import Foundation
import Glibc
import Logging
import Synchronization
import Testing

@testable import LogOutput

/// The log as programs read it: JSON a line, and journald's own fields.
@Suite struct LogOutputTests {
  // MARK: - JSON

  private func json(_ body: (Logger) -> Void) throws -> [[String: String]] {
    let lines = LineBook()
    body(
      Logger(label: "ivrd") { _ in
        var handler = JSONLogHandler()
        handler.write = { lines.add($0) }
        handler.now = { Date(timeIntervalSince1970: 1_795_780_000.25) }
        handler.metadata = ["epoch": "3"]
        return handler
      })
    return try lines.all.map { try JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
  }

  @Test func aLineIsAnObjectWithItsFields() throws {
    let lines = try json { $0.warning("the leg could not be reached: \"busy\"\n* 1", metadata: ["call": "c1"]) }
    #expect(
      lines == [
        [
          "at": "2026-11-27T11:46:40.250Z", "level": "warning",
          "message": "the leg could not be reached: \"busy\"\n* 1",
          "call": "c1", "epoch": "3",
        ]
      ])
  }

  @Test func whatIsBelowTheLevelIsNotWritten() throws { #expect(try json { $0.debug("nothing") }.isEmpty) }

  // MARK: - Text

  private func text(_ body: (Logger) -> Void) -> [String] {
    let lines = LineBook()
    body(
      Logger(label: "ivrd") { label in
        var handler = TextLogHandler(label: label)
        handler.write = { lines.add($0) }
        handler.now = { "2026-11-27T11:46:40+0000" }
        return handler
      })
    return lines.all
  }

  @Test func aLineOfTextHasItsFields() {
    let lines = text { $0.warning("the leg could not be reached: busy", metadata: ["call": "c1", "agent": "1001"]) }
    #expect(
      lines == [
        "2026-11-27T11:46:40+0000 warning ivrd: agent=1001 call=c1 [LogOutputTests] the leg could not be reached: busy"
      ])
  }

  @Test(arguments: [
    ("busy\n2026-11-27T11:46:41+0000 info ivrd: forged", "busy 2026-11-27T11:46:41+0000 info ivrd: forged"),
    ("a\r\nb", "a  b"), ("a\u{1B}[2Jb\u{9B}\u{7F}", "a\u{FFFD}[2Jb\u{FFFD}\u{FFFD}"), ("a\u{2028}b", "a\u{FFFD}b"),
    ("a\u{202E}b", "a\u{FFFD}b"),
  ])
  func whatAStrangerSaysIsOneLine(said: String, shown: String) {
    let lines = text { $0.warning("\(said)") }
    #expect(lines == ["2026-11-27T11:46:40+0000 warning ivrd: [LogOutputTests] \(shown)"])
  }

  @Test(arguments: [
    ("a call=c9", "\"a call=c9\""), ("say \"hi\"", "\"say 'hi'\""), ("a\nb", "\"a b\""), ("", "\"\""), ("c1", "c1"),
  ])
  func aValueCanNotForgeAField(value: String, shown: String) {
    let lines = text { $0.info("x", metadata: ["reason": "\(value)"]) }
    #expect(lines == ["2026-11-27T11:46:40+0000 info ivrd: reason=\(shown) [LogOutputTests] x"])
  }

  // MARK: - journald

  @Test func valuesWithLineEndsCanNotForgeFields() {
    let bytes = JournaldLogHandler.bytes(of: [("MESSAGE", "a\nPRIORITY=0"), ("IVR_CALL", "c1")])
    #expect(bytes == Array("MESSAGE\n".utf8) + [12, 0, 0, 0, 0, 0, 0, 0] + Array("a\nPRIORITY=0\nIVR_CALL=c1\n".utf8))
  }

  @Test(arguments: [("call", "IVR_CALL"), ("agent-id", "IVR_AGENT_ID"), ("é", "IVR__")])
  func namesAreJournalds(key: String, name: String) { #expect(JournaldLogHandler.name(of: key) == name) }

  @Test func journaldGetsTheFields() throws {
    let receiver = try Receiver()
    let logger = Logger(label: "ivrd") {
      JournaldLogHandler(identifier: $0, stream: JournaldStream(path: receiver.path)!)
    }
    logger.error("no snapshot", metadata: ["call": "c1", "agent": "1001", "connection": "7"])
    #expect(
      receiver.next()
        == "MESSAGE=no snapshot\nPRIORITY=3\nSYSLOG_IDENTIFIER=ivrd\nIVR_AGENT=1001\nIVR_CALL=c1\nIVR_CONNECTION=7\n")
  }

  @Test func aJournaldThatTakesNothingHoldsUpNobody() throws {
    let receiver = try Receiver()
    let logger = Logger(label: "ivrd") {
      JournaldLogHandler(identifier: $0, stream: JournaldStream(path: receiver.path)!)
    }
    // Far more than the kernel holds for a socket that nobody reads.
    for number in 0..<5_000 { logger.info("\(number)") }
    var taken = 0
    while receiver.next() != nil { taken += 1 }
    #expect(taken > 0 && taken < 5_000)
    logger.info("again")
    #expect(receiver.next()?.hasPrefix("MESSAGE=again\n") == true)
    #expect(receiver.next()?.hasPrefix("MESSAGE=\(5_000 - taken) lines of the log were lost") == true)
  }

  // MARK: - Which

  @Test func standardErrorThatIsJournaldsMeansJournald() {
    var status = stat()
    #expect(fstat(STDERR_FILENO, &status) == 0)
    #expect(LogOutput.usual(journalStream: nil) == .text)
    #expect(LogOutput.usual(journalStream: "\(status.st_dev):\(status.st_ino)") == .journald)
    #expect(LogOutput.usual(journalStream: "1:1") == .text)
  }
}

private final class LineBook: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// The other end: a datagram socket in place of journald's.
private final class Receiver {
  let path = "/tmp/ivrd-log-\(UUID().uuidString.prefix(8))"
  private let descriptor: Int32

  init() throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    try #require(ivr_bind(descriptor, path) == 0)
  }

  deinit {
    close(descriptor)
    unlink(path)
  }

  /// What has come; nothing is waited for.
  func next() -> String? {
    var room = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &room, room.count, 0)
    return count >= 0 ? String(decoding: room[..<count], as: UTF8.self) : nil
  }
}
