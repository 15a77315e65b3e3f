import CallModel
import IVR
import LineProtocol
import SwitchboardCore
import Testing

/// A password keyed at a question that is not for it: no journal and no snapshot has it, and yet what happened can be
/// made again.
@Suite struct WrongQuestionTests {
  private static let password = "918273"

  private static func tester(seal: ToySeal = ToySeal()) -> SwitchboardTester {
    let tester = SwitchboardTester(isDurable: true, settings: EntryTree.settings())
    tester.switchboard.beginRecording(seal: seal)
    tester.host = { request in
      guard request.operation == .listAccounts else { return request.reply(.wrong) }
      var reply = request.reply(.ok)
      reply.items = [["account": .digits("1")], ["account": .digits("2")]]
      return reply
    }
    return tester
  }

  /// The turns again, each with the same effects.
  private static func replay(_ recorded: [RecordedTurn], seal: ToySeal?, _ comment: Comment) throws {
    let start = try StateEncoder.bytes(of: Self.tester().switchboard)
    var again = try StateDecoder.value(Switchboard.self, from: start, userInfo: EntryTree.source)
    var reader = ByteReader(try RecordingTests.bytes(of: recorded))
    var base = Timestamp.epoch
    for (number, then) in recorded.enumerated() {
      let turn = try Turn(from: &reader, after: base) { EntryTree.settings(version: $0) }
      base = turn.at
      var effects: [Effect] = []
      try #require(again.replay(turn, seal: seal, into: &effects), "\(comment): turn \(number) used other keys")
      var (was, is_) = (EffectDigest(), EffectDigest())
      try was.add(then.effects)
      try is_.add(effects)
      try #require(was == is_, "\(comment): turn \(number), \(then.effects), became \(effects)")
    }
  }

  /// Where it is keyed, and the keys that lead there.
  @Test(arguments: [
    ("main", ""), ("card", "1"), ("amount", "2"), ("loans", "3"), ("agents", "4"), ("sure", "55"), ("rate", "6"),
    ("password", "7"),
  ])
  func onlyWhatChoosesIsNoted(node: String, way: String) throws {
    let tester = Self.tester()
    let gateway = tester.connect(1)
    tester.say(gateway, "HELLO lp=1 name=gw1", "CALL call=a", "KEY a \(way.isEmpty ? "*" : way)")
    // One by one, as a telephone does.
    for key in Self.password + "#" { tester.say(gateway, "KEY a \(key)") }
    let used = tester.switchboard.recordedTurns.flatMap(\.turn.usedKeys).filter { $0.digit != nil }
    let digits = String(used.filter { $0 != .hiddenDigit }.map(\.character))
    #expect(digits.hasPrefix(way))
    // What a digit chooses at a menu shows in the path that everybody sees; so a password there comes apart.
    for part in ["9182", "1827", "8273"] { #expect(!digits.contains(part), "at \(node): \(digits)") }
    let journal = String(decoding: try RecordingTests.bytes(of: tester.switchboard.recordedTurns), as: UTF8.self)
    #expect(!journal.contains(Self.password.prefix(4)) && !journal.contains(Self.password.suffix(4)), "at \(node)")
    try Self.replay(tester.switchboard.recordedTurns, seal: nil, "at \(node)")
  }

  /// What a menu chose by, and an entry that was accepted, are needed again.
  @Test func whatWasAcceptedIsNoted() throws {
    let tester = Self.tester()
    let gateway = tester.connect(1)
    tester.say(gateway, "HELLO lp=1 name=gw1", "CALL call=a", "KEY a 1")
    for key in "49927398716#" { tester.say(gateway, "KEY a \(key)") }
    tester.say(gateway, "KEY a 212*5#")
    let used = tester.switchboard.recordedTurns.map { String($0.turn.usedKeys.map(\.character)) }.filter { !$0.isEmpty }
    #expect(used == ["1", "49927398716", "212*5"])
    try Self.replay(tester.switchboard.recordedTurns, seal: nil, "accepted")
  }

  @Test func aKeyForTheOptionsOfAQueueIsNoted() throws {
    let tester = Self.tester()
    let gateway = tester.connect(1)
    tester.say(gateway, "HELLO lp=1 name=gw1", "CALL call=a", "KEY a 4")
    tester.pass(.seconds(11))
    tester.say(gateway, "KEY a 9")
    #expect(tester.say(gateway, "KEY a 3").contains { $0.contains("ASK node=card") })
    #expect(tester.switchboard.recordedTurns.map(\.turn.usedKeys).suffix(2) == [[.hiddenDigit], Array(Keys("3")!)])
    try Self.replay(tester.switchboard.recordedTurns, seal: nil, "options")
  }

  /// Half an entry is acknowledged, so it outlives the process where it could be sealed; else it is asked for afresh
  /// without using an attempt.
  @Test(arguments: [("1", "4992", "7398716#"), ("2", "12*", "5#")])
  func halfAnEntryOutlivesTheProcess(way: String, begun: String, rest: String) throws {
    for isSealLost in [false, true] {
      let tester = Self.tester()
      let gateway = tester.connect(1)
      tester.say(gateway, "HELLO lp=1 name=gw1", "CALL call=a", "KEY a \(way)", "KEY a \(begun)")
      let opening = isSealLost ? ToySeal(letter: 0) : ToySeal()
      var turns = try tester.restart(
        after: .minutes(5), seal: ToySeal(), opening: opening, from: EntryTree.source)
      #expect(tester.switchboard.knowsUnusedKeys)
      let back = tester.connect(2)
      let heard = tester.say(back, "HELLO lp=1 name=gw1 resume=s1:1")
      #expect(heard.contains { $0.contains("* 6 a ASK") } == isSealLost, "\(heard)")
      #expect(!heard.contains { $0.contains("NOMATCH") })
      #expect(tester.say(back, "KEY a \(isSealLost ? begun : "")\(rest)").contains { $0.contains("ASK node=main") })
      turns += tester.switchboard.recordedTurns
      for seal in [nil, ToySeal(), ToySeal(letter: 0)] { try Self.replay(turns, seal: seal, "way \(way)") }
    }
  }

  /// Random callers, each keying the password wherever he happens to be, through crashes with and without the seal.
  @Test(arguments: 1...40) func whateverIsKeyedIsDoneAgain(seed: UInt64) throws {
    var random = SeededDay(seed: seed)
    var seal = ToySeal()
    let tester = Self.tester(seal: seal)
    var gateway = tester.connect(1)
    tester.say(gateway, "HELLO lp=1 name=gw1")
    var turns: [RecordedTurn] = []
    var calls = 0
    for step in 2..<250 {
      switch random.below(30) {
      case 0:
        // Time that passed after the last turn is no turn yet.
        _ = tester.connect(Int64(1_000 + step))
        let before = seal
        if random.below(2) == 0 { seal.letter &+= 1 }
        turns += try tester.restart(
          after: .milliseconds(Int64(random.below(60_000))), seal: before, opening: seal, from: EntryTree.source)
        gateway = tester.connect(Int64(step))
        tester.say(gateway, "HELLO lp=1 name=gw1 resume=s1:0")
        tester.say(gateway, "HELLO lp=1 name=gw1")
      case 1...4:
        calls += 1
        tester.say(gateway, "CALL call=c\(calls)")
      case 5...8: tester.pass(.milliseconds(Int64(random.below(15_000))))
      case 9...14:
        tester.say(gateway, "KEY c\(1 + random.below(max(1, calls))) \(Self.password.prefix(random.below(7)))#")
      default:
        let keys = (0...random.below(3)).map { _ in String(Array("0123456789*#123456")[random.below(18)]) }
        tester.say(gateway, "KEY c\(1 + random.below(max(1, calls))) \(keys.joined())")
      }
    }
    turns += tester.switchboard.recordedTurns
    #expect(turns.count > 150)
    let clear = String(turns.flatMap(\.turn.usedKeys).map(\.character))
    #expect(!clear.contains("9182") && !clear.contains("8273"), "\(clear)")
    try Self.replay(turns, seal: nil, "seed \(seed)")
    try Self.replay(turns, seal: seal, "seed \(seed), sealed")
  }
}
