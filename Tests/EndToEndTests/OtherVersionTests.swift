import Foundation
import Journal
import Testing

/// A journal that another version of the program wrote: it goes on where it can; else nothing is changed, the way on is
/// said, and it leads on.
@Suite struct OtherVersionTests {
  /// A daemon that was killed with one call of a named session, and its journal made anew with other contents.
  private func killed(
    changing snapshot: (inout [UInt8]) -> Void = { _ in }, group: (inout [UInt8]) -> Void = { _ in }
  ) throws -> RunningDaemon {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    try gateway.say("HELLO lp=1 name=gw1", "CALL call=a", "@end SYNC")
    try gateway.until("OK @end")
    kill(daemon.process.processIdentifier, SIGKILL)
    daemon.process.waitUntilExit()
    let (folder, new) = (daemon.state + "/journal", daemon.state + "/new")
    let files = FileManager.default
    try files.createDirectory(atPath: new, withIntermediateDirectories: true)
    let old = try JournalReader(directory: folder)
    #expect(old.snapshots.map(\.last) == [0])
    var state = try JournalReader.snapshot(old.snapshots[0].path)
    snapshot(&state)
    try JournalWriter.writeSnapshot(state, last: 0, in: new)
    let writer = try JournalWriter(continuing: JournalReader(directory: new), segmentSize: 1 << 20)
    for batch in old.batches {
      let (bytes, range) = old.contents(of: batch)
      var contents = Array(bytes[range])
      group(&contents)
      try writer.append(contents, count: batch.count)
    }
    for name in try files.contentsOfDirectory(atPath: new) {
      try? files.removeItem(atPath: "\(folder)/\(name)")
      try files.moveItem(atPath: "\(new)/\(name)", toPath: "\(folder)/\(name)")
    }
    return daemon
  }

  /// An upgrade: what was said then is said otherwise by this version, which is told of and keeps no caller waiting.
  @Test func callsGoOnUnderANewVersion() throws {
    let daemon = try killed(changing: { state in
      // Every greeting names the version, so what is made again differs.
      let range = Data(state).range(of: Data("ivrd/0.1.0".utf8))!
      state.replaceSubrange(range, with: Array("ivrd/0.0.9".utf8))
    })
    try daemon.startAgain([])
    #expect(daemon.log.contains("the journal was written by ivrd/0.0.9"))
    let gateway = try daemon.connect("gw")
    try gateway.say("HELLO lp=1 name=gw1 resume=s1:0")
    #expect(try gateway.until("OK sid=").contains("calls=1"))
    #expect(daemon.stop() == 0)
  }

  /// The same from the same version is no upgrade but something that must not be.
  @Test func whatDiffersWithoutAnUpgradeIsRefused() throws {
    let daemon = try killed(group: { $0[0] ^= 1 })
    #expect(throws: RunningDaemon.DidNotStart.self) { try daemon.startAgain([]) }
    #expect(daemon.stop() == 65)
    #expect(daemon.log.contains("comes something else than came then"))
  }

  @Test func itIsRefusedWithAWayOnThatWorks() throws {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    try gateway.say("CALL", "@end SYNC")
    try gateway.until("OK @end")
    #expect(daemon.stop() == 0)
    let folder = daemon.state + "/journal"
    // Its checksums fit: it is not damaged.
    for (last, path) in try JournalReader(directory: folder).snapshots {
      var bytes = try JournalReader.snapshot(path)
      bytes[8] = 250
      try JournalWriter.writeSnapshot(bytes, last: last, in: folder)
    }
    let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()

    #expect(throws: RunningDaemon.DidNotStart.self) { try daemon.startAgain([]) }
    #expect(daemon.stop() == 65)
    #expect(daemon.log.contains("have a state of version 250, and this program knows"))
    #expect(daemon.log.contains("'ivrctl drain'") && daemon.log.contains("'ivrctl journal retire'"))
    func tool(_ arguments: String...) throws -> (status: Int32, output: String) {
      try daemon.ivrctl(arguments + ["--state", daemon.state])
    }
    let check = try tool("journal", "check")
    #expect(check.status == 65 && check.output.contains("'ivrctl journal retire' puts the journal aside"))
    #expect(try tool("journal", "repair", "--yes").status == 65, "there is nothing to repair")
    #expect(try tool("journal", "retire").status == 1, "nothing is changed without --yes")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before)

    let retired = try tool("journal", "retire", "--yes")
    #expect(retired.status == 0 && retired.output.contains("journal-retired-1"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "-retired-1").sorted() == before)
    #expect(try tool("journal", "check").status == 66)
    try daemon.startAgain([])
    // Numbers of calls and lives go on: the records have them.
    let again = try daemon.connect("gw")
    #expect(try again.until("HELLO").contains("epoch=3"), "the life that did not begin counts")
    try again.say("CALL")
    #expect(try again.until("OK call=") != "OK call=c1")
    #expect(try tool("journal", "retire", "--yes").status == 69, "a daemon runs")
    #expect(daemon.stop() == 0)
  }
}
