import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// A process hands its connections and its memory to the next: sessions go on as if nothing had been.
@Suite struct HandingOverTests {
  private func restart(_ tester: SwitchboardTester, keeping connections: ConnectionID...) {
    tester.feed(.restarted(Restart(server: "ivrd/next", epoch: 8, handedOver: connections)))
  }

  @Test func whoWasHandedOverHearsOfANewLifeAndNothingElse() {
    let tester = SwitchboardTester(isDurable: true)
    let gateway = tester.connect(1)
    tester.say(gateway, "HELLO lp=1 name=gw1", "CALL call=a")
    let anonymous = tester.connect(2)
    tester.say(anonymous, "CALL call=b")
    restart(tester, keeping: gateway, anonymous)
    #expect(tester.heard(gateway).last == "! EPOCH epoch=8")
    #expect(tester.heard(anonymous).last == "! EPOCH epoch=8")
    // Both go on where they were, with the next events.
    #expect(tester.say(gateway, "KEY a 3 n=1").dropFirst().first?.hasPrefix("* 3 a ") == true)
    #expect(tester.say(anonymous, "3").last?.contains("END cause=menu-ended") == true)
  }

  @Test func whoWasNotHandedOverIsLostAsEver() {
    let tester = SwitchboardTester(isDurable: true)
    let kept = tester.connect(1)
    let named = tester.connect(2)
    tester.say(named, "HELLO lp=1 name=gw2", "CALL call=a")
    let anonymous = tester.connect(3)
    tester.say(anonymous, "CALL call=b")
    restart(tester, keeping: kept)
    #expect(tester.callRecords.map(\.call) == [CallID("b")])
    #expect(tester.switchboard.liveCalls == 1)
    let back = tester.connect(4)
    #expect(tester.say(back, "HELLO lp=1 name=gw2 resume=s2:0").first?.contains("calls=1") == true)
  }

  @Test func agentsStayAsTheyWere() {
    let tester = SwitchboardTester(isDurable: true)
    let desk = tester.connect(1, .desk)
    tester.say(desk, "LOGIN 1001 password=right", "READY", role: .desk)
    let lost = tester.connect(2, .desk)
    tester.say(lost, "HELLO lp=1 name=x", "LOGIN 1002 password=right", "READY", role: .desk)
    restart(tester, keeping: desk)
    #expect(tester.heard(desk).last == "! EPOCH epoch=8")
    let gateway = tester.connect(3)
    tester.say(gateway, "CALL", "1")
    #expect(tester.heard(desk).contains { $0.contains("OFFER agent=1001") })
    #expect(tester.switchboard.audit().isEmpty)
  }

  /// What only memory may have goes from process to process: the password's first half is used with its second.
  @Test func halfAPasswordIsNotAskedAfresh() throws {
    let tester = SwitchboardTester(isDurable: true)
    let gateway = tester.connect(1)
    tester.say(gateway, "CALL call=a", "2", "135")
    var bytes = tester.switchboard.unwritten()
    #expect(String(decoding: bytes, as: UTF8.self).contains("135"))
    // As the next process has it: from a snapshot without the password.
    tester.switchboard = try RecordingTests.copy(tester.switchboard)
    try tester.switchboard.takeUnwritten(bytes)
    restart(tester, keeping: gateway)
    #expect(tester.heard(gateway).last == "! EPOCH epoch=8")
    tester.say(gateway, "792#")
    let asked = tester.hostRequests.last?.secret?.withUnsafeBytes { Array($0) }
    #expect(asked == Array("135792".utf8))
    bytes.wipe()
  }

  @Test func keysTypedAheadGoOn() throws {
    let tester = SwitchboardTester(isDurable: true)
    let gateway = tester.connect(1)
    tester.host = { _ in nil }
    tester.say(gateway, "CALL call=a", "4", "3")
    #expect(!tester.switchboard.isAtRest)
    let bytes = tester.switchboard.unwritten()
    tester.switchboard = try RecordingTests.copy(tester.switchboard)
    try tester.switchboard.takeUnwritten(bytes)
    tester.host = { HostReply(id: $0.id, call: $0.call, outcome: .normal) }
    // The bank is asked again, and the key typed ahead ends the call.
    restart(tester, keeping: gateway)
    #expect(tester.heard(gateway).last?.contains("END cause=menu-ended") == true)
  }

  @Test func keysOfNobodyAreRefused() throws {
    let tester = SwitchboardTester(isDurable: true)
    tester.say(tester.connect(1), "CALL call=a", "2", "135")
    let bytes = tester.switchboard.unwritten()
    var other = SwitchboardTester(isDurable: true).switchboard
    #expect(throws: CodingFault.self) { try other.takeUnwritten(bytes) }
    for length in bytes.indices {
      var again = tester.switchboard
      #expect(throws: CodingFault.self) { try again.takeUnwritten(Array(bytes[..<length])) }
    }
  }

  @Test func whoCannotBeHandedOverIsToldWhereToComeBack() {
    let tester = SwitchboardTester(isDurable: true)
    let gateway = tester.connect(1)
    tester.answersQuestions = false
    tester.say(gateway, "HELLO lp=1 name=gw1", "CALL", "SYNC")
    #expect(tester.switchboard.connectionsWithOpenRequests == [gateway])
    #expect(!tester.switchboard.isAtRest)
    tester.feed(.leftBehind(gateway))
    #expect(tester.heard(gateway).last == "! BYE reason=stopping resume=s1:2")
    #expect(tester.closed == [gateway])
  }

  @Test func aMonitorThatWasThinnedIsToldOfIt() {
    let tester = SwitchboardTester(isDurable: true)
    let monitor = tester.connect(1, .operations)
    tester.say(monitor, "WATCH call", role: .operations)
    tester.feed(.congested(monitor))
    tester.say(tester.connect(2), "CALL")
    restart(tester, keeping: monitor)
    #expect(tester.heard(monitor).suffix(2).first == "! EPOCH epoch=8")
    #expect(tester.heard(monitor).isEmpty)
  }

  @Test func itIsInTheJournal() throws {
    let start = try RecordingTests.copy(SwitchboardTester(isDurable: true).switchboard)
    let tester = SwitchboardTester(isDurable: true)
    let (gateway, other) = (tester.connect(1), tester.connect(2))
    tester.say(gateway, "HELLO lp=1 name=gw1", "CALL call=a", "2", "13")
    tester.say(other, "CALL call=b")
    tester.feed(.leftBehind(other))
    restart(tester, keeping: gateway)
    tester.say(gateway, "5792#", "3")
    let turns = tester.switchboard.recordedTurns
    var again = start
    #expect(try RecordingTests.replay(RecordingTests.bytes(of: turns), on: &again, expecting: turns) == turns.count)
    #expect(turns.count == 12)
  }
}
