import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// What the register of announcements has for today is said to whoever calls [D3].
@Suite struct AnnouncementTests {
  private static let today = CivilTime(SwitchboardTester.start).day

  private func centre() -> SwitchboardTester {
    let tester = SwitchboardTester(isDurable: true, settings: TestTree.settings(version: TestTree.news))
    _ = (tester.connect(1), tester.connect(2, .operations, userID: 0))
    for line in [
      "staff add 6001 name=Liu unit=hr roles=hr user=0",
      "staff add 2101 name=Chen unit=centre roles=supervisor user=0 as=6001",
      "staff add 3001 name=Sun unit=centre roles=centre-head user=0 as=6001",
    ] {
      order(line, tester)
    }
    return tester
  }

  private func order(_ line: String, _ tester: SwitchboardTester) {
    let heard = tester.say(ConnectionID(2), "CENTRE " + line, role: .operations)
    #expect(heard.last?.hasPrefix("OK") == true, "\(line): \(heard)")
  }

  /// Proposed and approved.
  private func announce(_ fields: String, _ id: String, _ tester: SwitchboardTester) {
    order("announce propose \(fields)", tester)
    order("announce approve \(id) as=3001", tester)
  }

  /// What a caller is told before the menu.
  private func told(_ tester: SwitchboardTester) -> [String] {
    defer { tester.say(ConnectionID(1), "HANGUP") }
    return tester.say(ConnectionID(1), "CALL").compactMap { line in
      guard line.contains(" SAY prompt=news ") else { return nil }
      return line.firstRange(of: " :").map { String(line[$0.upperBound...]) }
    }
  }

  private func passToMidnight(_ tester: SwitchboardTester) {
    let midnight = CivilTime(day: CivilTime(tester.switchboard.now).day + 1, timeOfDay: .zero).instant()
    tester.pass(midnight - tester.switchboard.now)
  }

  @Test("What is to come is silent, what is current is said, what is over is silent again [D3]")
  func onItsDaysAlone() {
    let tester = centre()
    let (first, last) = (Self.today + 1, Self.today + 2)
    order("announce propose from=\(first.written) to=\(last.written) as=2101 :We close at noon", tester)
    #expect(told(tester) == [])
    passToMidnight(tester)
    #expect(told(tester) == [], "it is proposed, and not approved")
    order("announce approve RG1001 as=3001", tester)
    #expect(told(tester) == ["Note: We close at noon"])
    passToMidnight(tester)
    #expect(told(tester) == ["Note: We close at noon"], "the last day is a whole one")
    passToMidnight(tester)
    #expect(told(tester) == [])
    #expect(tester.switchboard.audit() == [])
  }

  @Test func inTheOrderOfThePapersAndInTheCallersLanguage() {
    let tester = centre()
    let days = "from=\(Self.today.written) to=\(Self.today.written)"
    announce("\(days) language=en as=2101 :One", "RG1001", tester)
    announce("\(days) language=zh as=2101 :二", "RG1002", tester)
    announce("\(days) as=2101 :Three", "RG1003", tester)
    #expect(told(tester) == ["Note: One", "Note: Three"])
    order("announce withdraw RG1001 as=2101", tester)
    #expect(told(tester) == ["Note: Three"])
  }

  @Test func aKeyGoesOverItToTheMenu() {
    let tester = centre()
    announce("from=\(Self.today.written) to=\(Self.today.written) as=2101 :A long story", "RG1001", tester)
    let gateway = tester.connect(3)
    tester.say(gateway, "HELLO lp=1 name=g playback=reported")
    tester.say(gateway, "CALL call=x")
    let heard = tester.say(gateway, "KEY x 3")
    #expect(heard.contains { $0.contains(" x STOP") } && heard.contains { $0.contains(" SAY prompt=bye ") }, "\(heard)")
  }

  /// A life that goes on from a snapshot tells the same, before the register is read again; so does the journal.
  @Test func itStandsOverNewLivesAndInTheJournal() throws {
    let tester = centre()
    announce("from=\(Self.today.written) to=\(Self.today.written) as=2101 :One", "RG1001", tester)
    let ended = try tester.restart()
    #expect(ended.count > 8)
    _ = tester.connect(1)
    #expect(told(tester) == ["Note: One"])
    let other = Announcement(
      id: "RG1002", language: .english,
      valid: SwitchboardTester.start..<SwitchboardTester.start + .day, text: "Two")
    tester.feed(.announcementsStand([other]))
    #expect(told(tester) == ["Note: Two"])
    tester.feed(.announcementsStand([]))
    #expect(told(tester) == [])
  }

  @Test func aDayWithAnnouncementsCanBeDoneAgain() throws {
    let tester = centre()
    var again = SwitchboardTester(isDurable: true, settings: TestTree.settings(version: TestTree.news)).switchboard
    announce("from=\(Self.today.written) to=\(Self.today.written) language=en as=2101 :One", "RG1001", tester)
    #expect(told(tester).count == 1)
    tester.feed(.announcementsStand([]))
    #expect(told(tester) == [])
    let turns = tester.switchboard.recordedTurns
    #expect(try RecordingTests.replay(RecordingTests.bytes(of: turns), on: &again, expecting: turns) == turns.count)
    #expect(try StateEncoder.bytes(of: again) == StateEncoder.bytes(of: tester.switchboard))
  }
}
