import Foundation
import Testing

/// `ivrctl backup` as it is said on the wire, and what `restore` refuses.
@Suite struct BackupCommandTests {
  private func run(_ arguments: [String], hears request: String, answers: String) throws -> ToolRun {
    let daemon = try ScriptedDaemon("ops")
    let tool = try ToolRun(["--runtime-dir", daemon.directory] + arguments)
    try daemon.greet()
    #expect(try daemon.hear() == request)
    daemon.say(answers)
    tool.finish()
    return tool
  }

  @Test func namesAndPathsAreToldApart() throws {
    let made = "OK lsn=7 bytes=100 path=/state/backups/monday"
    let tool = try run(["backup", "monday"], hears: "BACKUP monday", answers: made)
    #expect(tool.status == 0)
    #expect(tool.output == "/state/backups/monday: 100 bytes, as of turn 7\n")
    let here = ToolRun.root.path
    #expect(
      try run(["backup", "./copy", "--json"], hears: "BACKUP \(here)/./copy", answers: made).json() is [String: Any])
    #expect(try run(["backup", "/copy"], hears: "BACKUP /copy", answers: made).status == 0)
    let refused = try run(
      ["backup", "/copy"], hears: "BACKUP /copy", answers: "ERR bad bad-argument name=path :/copy has files in it")
    #expect(refused.status == 1)
    #expect(refused.complaints.contains("/copy has files in it"))
  }

  @Test func whatCanNotBeRestoredSaysWhy() throws {
    let path = "/tmp/ivrctl-restore-\(UUID().uuidString.prefix(8))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FileManager.default.createDirectory(atPath: path + "/copy", withIntermediateDirectories: true)
    func restore() throws -> ToolRun {
      try ToolRun.finished("restore", path + "/copy", "--state-dir", path + "/state")
    }
    let none = try restore()
    #expect(none.status == 66)
    #expect(none.complaints.contains("is no backup, or one that was never finished"))
    #expect(!FileManager.default.fileExists(atPath: path + "/state"))
    let manifest = "ivrd-backup 1\nserver s\nposition 1\nat 1\nmenus m\n"
    try (manifest + "file 00 1 bank.sqlite\n").write(toFile: path + "/copy/MANIFEST", atomically: true, encoding: .utf8)
    let missing = try restore()
    #expect(missing.status == 65)
    #expect(missing.complaints.contains("bank.sqlite is missing"))
    try manifest.write(toFile: path + "/copy/MANIFEST", atomically: true, encoding: .utf8)
    let pepper = try restore()
    #expect(pepper.status == 66)
    #expect(pepper.complaints.contains("--pepper"))
    #expect(try ToolRun.finished("restore").status == 64)
  }
}
