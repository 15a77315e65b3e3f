import Foundation
import Glibc
import Journal
import Testing

/// `ivrctl journal` on state directories that are not as they should be.
@Suite final class JournalCommandTests {
  private let state = "/tmp/ivrctl-journal-\(UUID().uuidString.prefix(8))"

  init() throws { try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: state) }

  private func tool(_ arguments: String...) throws -> ToolRun {
    let tool = try ToolRun(["journal"] + arguments + ["--state", state])
    tool.finish()
    return tool
  }

  private func makeJournal() throws {
    try FileManager.default.createDirectory(atPath: state + "/journal", withIntermediateDirectories: true)
    try JournalWriter.writeSnapshot([1], last: 0, in: state + "/journal")
  }

  @Test(arguments: ["check", "repair", "export", "retire"]) func withoutAJournalThereIsNothingToDo(command: String)
    throws
  {
    let tool = try tool(command)
    #expect(tool.status == 66)
    #expect(tool.complaints.contains("\(state)/journal is not there; --state says where"))
  }

  @Test(arguments: ["check", "repair", "export", "retire"]) func whoMayNotLookIsToldSo(command: String) throws {
    guard geteuid() != 0 else {
      print("SKIPPED: root may look into every directory; run as another user")
      return
    }
    try makeJournal()
    chmod(state + "/journal", 0)
    defer { chmod(state + "/journal", 0o700) }
    let tool = try tool(command)
    #expect(tool.status == 77)
    #expect(tool.complaints.contains("you may not look into \(state)/journal: use sudo"))
  }

  @Test func aSegmentThatIsGoneIsNamed() throws {
    try makeJournal()
    let path = state + "/journal"
    try JournalWriter(continuing: JournalReader(directory: path)).append([1], count: 1)
    #expect(try tool("check").output.hasSuffix("all is well: snapshot 0, entries to 1\n"))
    try FileManager.default.removeItem(atPath: path + "/0000000000000001.journal")
    let check = try tool("check")
    #expect(check.status == 1)
    #expect(check.output.contains("segment 0000000000000001.journal, no entries, 0 bytes: it is missing\ndamaged"))
    #expect(
      check.output.hasSuffix(
        "snapshot 0, entries to 0 are left; what callers and agents did later is lost, money is not\n"))
    let export = try tool("export")
    #expect(export.status == 65)
    #expect(
      export.complaints.contains(
        "the journal's newest segment is missing or empty: \(path)/0000000000000001.journal. Nothing was changed."))
    #expect(try tool("repair", "--yes").status == 0)
    #expect(try tool("check").status == 0)
  }

  @Test func noRowOfTurnsGoesBackwards() throws {
    let tool = try ToolRun(["journal", "export", "--from", "5", "--to", "4"])
    tool.finish()
    #expect(tool.status == 64)
    #expect(tool.complaints.contains("--from 5 comes after --to 4"))
  }

  @Test func journalsAreRetiredOneBesideTheOther() throws {
    for number in 1...3 {
      try makeJournal()
      #expect(try tool("retire").status == 1)
      #expect(try tool("retire", "--yes").output.hasPrefix("the journal is in \(state)/journal-retired-\(number);"))
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: state).sorted() == [
        "journal-retired-1", "journal-retired-2", "journal-retired-3", "lock",
      ])
  }

  @Test func aDirectoryThatADaemonUsesIsLeftAlone() throws {
    try makeJournal()
    let lock = open(state + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    for arguments in [["repair", "--yes"], ["retire", "--yes"]] {
      let tool = try ToolRun(["journal"] + arguments + ["--state", state])
      tool.finish()
      #expect(tool.status == 69 && tool.complaints.contains("stop it first"))
    }
    #expect(try tool("check").status == 0, "who only looks may")
  }
}
