import ACD
import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// The server was away for some minutes: every timer has the time that it had left, and what counts by the clock on the
/// wall has gone on.
@Suite struct RestartTimersTests {
  private static let gone = Interval.minutes(10)
  private let tester = SwitchboardTester(isDurable: true, settings: EntryTree.settings())
  private let gateway: ConnectionID
  private let desk: ConnectionID

  init() {
    tester.host = { $0.reply(.ok) }
    (gateway, desk) = (tester.connect(1), tester.connect(2, .desk))
    tester.say(gateway, "HELLO lp=1 name=gw1")
    tester.say(desk, "HELLO lp=1 name=console", role: .desk)
  }

  /// Gateway and console are handed over: nothing but time is lost.
  private func restart() throws {
    try tester.restart(after: Self.gone, keeping: [gateway, desk], from: EntryTree.source)
    _ = (tester.heard(gateway), tester.heard(desk))
  }

  /// Killed; gateway and console come back at once.
  private func restartAfterKill() throws -> (gateway: ConnectionID, desk: ConnectionID, said: [String]) {
    try tester.restart(after: Self.gone, from: EntryTree.source)
    let (gateway, desk) = (tester.connect(11), tester.connect(12, .desk))
    tester.say(gateway, "HELLO lp=1 name=gw1 resume=s1:0")
    return (gateway, desk, tester.say(desk, "HELLO lp=1 name=console resume=s2:0", role: .desk))
  }

  private func agentIsReady() { tester.say(desk, "LOGIN 1001 password=right", "READY", role: .desk) }

  /// Nothing of the kind comes before the time that was left is over, and then it comes.
  private func expect(
    _ text: String, on connection: ConnectionID, after left: Interval, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    tester.pass(left, inclusive: false)
    let early = tester.heard(connection).filter { $0.contains(text) }
    #expect(early.isEmpty, "too early", sourceLocation: sourceLocation)
    tester.pass(.zero)
    let heard = tester.heard(connection)
    #expect(heard.contains { $0.contains(text) }, "no \(text), but \(heard)", sourceLocation: sourceLocation)
  }

  @Test func theTimeForTheFirstKey() throws {
    tester.say(gateway, "CALL call=a")
    tester.pass(.seconds(3))
    try restart()
    expect("NOINPUT node=main", on: gateway, after: .seconds(2))
  }

  @Test func theTimeForTheNextKey() throws {
    tester.say(gateway, "CALL call=a", "KEY a 5")
    tester.pass(.seconds(1))
    try restart()
    expect("ASK node=sure", on: gateway, after: .seconds(2))
  }

  @Test func anOffer() throws {
    agentIsReady()
    tester.say(gateway, "CALL call=a", "KEY a 4")
    tester.pass(.seconds(5))
    try restart()
    expect("o1 WITHDRAWN reason=no-answer", on: desk, after: .seconds(15))
  }

  /// An agent whose console died with us can't have kept the offer: it is made afresh, with all its time.
  @Test func anOfferWhoseConsoleIsLost() throws {
    agentIsReady()
    tester.say(gateway, "CALL call=a", "KEY a 4")
    tester.pass(.seconds(5))
    let back = try restartAfterKill()
    #expect(back.said.contains { $0.contains("o2 OFFER") && $0.contains("call=a") && $0.contains("ttr=20000") })
    expect("o2 WITHDRAWN reason=no-answer", on: back.desk, after: .seconds(20))
  }

  @Test func timeAfterACall() throws {
    agentIsReady()
    tester.say(gateway, "CALL call=a", "KEY a 4")
    tester.say(desk, "ACCEPT o1", "END a", role: .desk)
    tester.pass(.seconds(10))
    let back = try restartAfterKill()
    #expect(back.said.contains { $0.contains("WRAPUP") })
    _ = tester.heard(back.desk)
    expect("1001 STATE state=ready", on: back.desk, after: .seconds(20))
  }

  @Test func aCallersPatience() throws {
    tester.say(gateway, "CALL call=a", "KEY a 4")
    tester.pass(.seconds(40))
    let back = try restartAfterKill()
    expect("END cause=menu-ended", on: back.gateway, after: .seconds(60))
    #expect(tester.callRecords.first?.queueVisits.map(\.result) == ["overflowed"])
  }

  /// What a customer was promised is an instant of his day.
  @Test func theInstantOfACallbackStays() throws {
    let due = tester.switchboard.now + .hours(1)
    tester.feed(.callbackOwed(CallbackJob(id: CallID("w1"), phone: "555", queue: QueueID("general"), due: due)))
    agentIsReady()
    tester.pass(.minutes(5))
    try restart()
    expect("OFFER", on: desk, after: .minutes(45))
    #expect(tester.switchboard.now == due)
  }

  @Test func aCallbackThatFellDueMeanwhileIsNext() throws {
    let due = tester.switchboard.now + .minutes(7)
    tester.feed(.callbackOwed(CallbackJob(id: CallID("w1"), phone: "555", queue: QueueID("general"), due: due)))
    agentIsReady()
    tester.pass(.minutes(5))
    let back = try restartAfterKill()
    let heard = back.said + tester.heard(back.desk)
    #expect(heard.contains { $0.contains("OFFER") && $0.contains("call=w1") }, "\(heard)")
  }

  /// What a password proves lapses by the clock on the wall: the caller may have put the telephone down meanwhile.
  @Test func aTransactionPasswordCountsForTwoMinutesOfTheDay() throws {
    tester.say(gateway, "CALL call=a", "KEY a 7", "KEY a 222222#", "KEY a 8", "KEY a 111111#")
    func verified() -> Bool { tester.say(gateway, "SHOW a").contains { $0.contains("verified=2") } }
    #expect(verified())
    tester.pass(.seconds(1))
    try tester.restart(after: .seconds(117), keeping: [gateway, desk], from: EntryTree.source)
    tester.pass(Interval(microseconds: 1_999_999))
    #expect(verified())
    tester.pass(Interval(microseconds: 1))
    #expect(!verified())
  }

  @Test func aDeadlineForDraining() throws {
    tester.say(gateway, "CALL call=a", "KEY a 4")
    let operators = tester.connect(3, .operations)
    tester.say(operators, "DRAIN by=60", role: .operations)
    tester.pass(.seconds(20))
    try restart()
    expect("END cause=drained", on: gateway, after: .seconds(40))
  }

  /// All of it is one history: the turns of both lives, made again, come to the same.
  @Test func theGapIsInTheJournal() throws {
    let start = try StateEncoder.bytes(
      of: SwitchboardTester(isDurable: true, settings: EntryTree.settings()).switchboard)
    agentIsReady()
    tester.say(gateway, "CALL call=a", "KEY a 4", "CALL call=b", "KEY b 1", "KEY b 49")
    tester.pass(.seconds(5))
    _ = tester.connect(30)
    var turns = try tester.restart(after: Self.gone, from: EntryTree.source)
    tester.pass(.minutes(5))
    _ = tester.connect(31)
    turns += tester.switchboard.recordedTurns
    var again = try StateDecoder.value(Switchboard.self, from: start, userInfo: EntryTree.source)
    for recorded in turns {
      var effects: [Effect] = []
      #expect(again.replay(recorded.turn, into: &effects))
      var (was, become) = (EffectDigest(), EffectDigest())
      try was.add(recorded.effects)
      try become.add(effects)
      #expect(was == become)
    }
    #expect(try StateEncoder.bytes(of: again) == StateEncoder.bytes(of: tester.switchboard))
  }
}
