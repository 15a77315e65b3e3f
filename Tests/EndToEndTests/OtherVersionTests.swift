import Foundation
import Journal
import Testing

/// A journal that another version of the program wrote: nothing is changed, the way on is said, and it leads on.
@Suite struct OtherVersionTests {
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
