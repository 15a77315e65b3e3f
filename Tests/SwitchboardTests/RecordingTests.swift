import CallModel
import IVR
import LineProtocol
import SwitchboardCore
import Testing

/// What is noted of a day can be done again: from any snapshot of it, through bytes, with the same effects to the
/// byte, and with no password in it.
@Suite struct RecordingTests {
  static func copy(_ switchboard: Switchboard) throws -> Switchboard {
    try StateDecoder.value(Switchboard.self, from: StateEncoder.bytes(of: switchboard), userInfo: TestTree.source)
  }

  static func bytes(of turns: [RecordedTurn]) throws -> [UInt8] {
    var writer = ByteWriter()
    var base = Timestamp.epoch
    for recorded in turns {
      try recorded.turn.write(to: &writer, after: base)
      base = recorded.turn.at
    }
    return writer.bytes
  }

  /// Makes the turns again and compares each with what came of it then; gives the number of turns compared.
  static func replay(_ bytes: [UInt8], on switchboard: inout Switchboard, expecting turns: [RecordedTurn]) throws -> Int
  {
    var reader = ByteReader(bytes)
    var base = Timestamp.epoch
    var compared = 0
    while !reader.isAtEnd {
      let turn = try Turn(from: &reader, after: base) { TestTree.settings(version: $0) }
      base = turn.at
      var effects: [Effect] = []
      #expect(switchboard.replay(turn, into: &effects), "turn \(compared) used other keys")
      var (then, now) = (EffectDigest(), EffectDigest())
      try then.add(turns[compared].effects)
      try now.add(effects)
      #expect(then == now, "turn \(compared): \(turns[compared].effects) became \(effects)")
      compared += 1
    }
    return compared
  }

  /// A busy quarter of an hour: callers who key, wait, talk and hang up, agents, operators, lost connections.
  static func day(seed: UInt64, snapshotAfter: Int = .max) throws -> (SwitchboardTester, Switchboard, Int) {
    let tester = SwitchboardTester(isDurable: true)
    var random = SeededDay(seed: seed)
    var snapshot = tester.switchboard
    var noted = 0
    tester.host = { request in
      switch request.operation {
      case .verifyQueryPassword: request.reply(request.id % 3 == 0 ? .wrong : .ok)
      default: request.reply(.normal)
      }
    }
    for step in 0..<400 {
      if step == snapshotAfter {
        snapshot = try copy(tester.switchboard)
        noted = tester.switchboard.recordedTurns.count
      }
      random.step(tester)
    }
    // Time that passed after the last turn is no turn yet.
    _ = tester.connect(1_000)
    return (tester, snapshot, noted)
  }

  @Test(arguments: 1...20) func aDayCanBeDoneAgain(seed: UInt64) throws {
    let start = try Self.copy(SwitchboardTester(isDurable: true).switchboard)
    let (tester, _, _) = try Self.day(seed: seed)
    var again = start
    let turns = tester.switchboard.recordedTurns
    #expect(try Self.replay(Self.bytes(of: turns), on: &again, expecting: turns) == turns.count)
    #expect(turns.count > 300)
    // The state too is the same, to the byte.
    #expect(try StateEncoder.bytes(of: again) == StateEncoder.bytes(of: tester.switchboard))
    #expect(again.audit().isEmpty)
  }

  @Test(arguments: 1...20) func aDayCanBeDoneAgainFromASnapshot(seed: UInt64) throws {
    var (tester, snapshot, noted) = try Self.day(seed: seed, snapshotAfter: Int(seed) * 19)
    let turns = Array(tester.switchboard.recordedTurns[noted...])
    #expect(try Self.replay(Self.bytes(of: turns), on: &snapshot, expecting: turns) == turns.count)
    #expect(try StateEncoder.bytes(of: snapshot) == StateEncoder.bytes(of: tester.switchboard))
  }

  @Test func passwordsAreInNeitherJournalNorSnapshot() throws {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    let desk = tester.connect(2, .desk)
    tester.answersQuestions = false
    tester.say(desk, "LOGIN 1001 password=geheim77", "LOGIN 1002 password=geheim88", role: .desk)
    tester.say(gateway, "CALL", "2", "80", "5317")
    let half = try StateEncoder.bytes(of: tester.switchboard)
    tester.say(gateway, "KEY c1 #")
    #expect(tester.hostRequests.count == 1)
    // Keyed while the password is being checked: perhaps the next password.
    tester.host = { _ in nil }
    tester.say(gateway, "CALL", "4", "KEY c2 640913")
    let whole = try StateEncoder.bytes(of: tester.switchboard)
    let journal = try Self.bytes(of: tester.switchboard.recordedTurns)
    for bytes in [half, whole, journal] {
      for secret in ["geheim", "805317", "5317", "640913", "80"] {
        #expect(!String(decoding: bytes, as: UTF8.self).contains(secret))
      }
    }
  }

  @Test func keysThatMenusUseAreNoted() throws {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    tester.host = { _ in nil }
    // 4 asks the host; 3 is keyed ahead, and used when the host has answered.
    tester.say(gateway, "CALL", "43")
    tester.feed(.hostReplied(HostReply(id: 1, call: CallID("c1"), outcome: .normal)))
    #expect(tester.callRecords.map(\.cause) == ["menu-ended"])
    #expect(tester.switchboard.recordedTurns.suffix(2).map(\.turn.usedKeys) == [Array(Keys("4")!), Array(Keys("3")!)])
  }

  @Test func aTurnOfAnotherDayIsNoticed() throws {
    var switchboard = SwitchboardTester().switchboard
    var effects: [Effect] = []
    let turn = Turn(at: switchboard.now, cause: .time, usedKeys: Array(Keys("7")!))
    #expect(!switchboard.replay(turn, into: &effects))
  }

  @Test func damagedBytesAreRefusedAndNeverCrash() throws {
    let (tester, _, _) = try Self.day(seed: 4)
    let turns = try Self.bytes(of: tester.switchboard.recordedTurns)
    let state = try StateEncoder.bytes(of: tester.switchboard)
    var random = SeededDay(seed: 9)
    for _ in 0..<300 {
      var reader = ByteReader(random.damaged(turns))
      var base = Timestamp.epoch
      while !reader.isAtEnd,
        let turn = try? Turn(from: &reader, after: base, settings: { TestTree.settings(version: $0) })
      {
        base = turn.at
      }
      _ = try? StateDecoder.value(Switchboard.self, from: random.damaged(state), userInfo: TestTree.source)
    }
  }
}

/// What happens on a random day, the same for a seed.
struct SeededDay {
  private var state: UInt64
  private var connections: [(ConnectionID, Role)] = []
  private var last: Int64 = 0

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood, 2014).
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }

  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(3) { bytes[below(bytes.count)] = UInt8(below(256)) }
    return below(2) == 0 ? bytes : Array(bytes.prefix(below(bytes.count)))
  }

  mutating func step(_ tester: SwitchboardTester) {
    if connections.isEmpty || below(12) == 0 { return open(tester) }
    if below(6) == 0 { return tester.pass(.milliseconds(Int64(below(9_000)))) }
    let (connection, role) = connections[below(connections.count)]
    if below(40) == 0 {
      connections.removeAll { $0.0 == connection }
      return tester.feed(.closed(connection))
    }
    tester.say(connection, line(role), role: role)
  }

  private mutating func open(_ tester: SwitchboardTester) {
    last += 1
    let role: Role = [.gateway, .gateway, .desk, .operations][below(4)]
    let connection = tester.connect(last, role)
    connections.append((connection, role))
    if below(2) == 0 { tester.say(connection, "HELLO lp=1 name=n\(below(3))", role: role) }
    if role == .desk { tester.say(connection, "LOGIN \(1_001 + below(2)) password=right", role: role) }
  }

  private mutating func line(_ role: Role) -> String {
    let call = "c\(1 + below(12))"
    switch role {
    case .gateway:
      let lines = [
        "CALL", "CALL from=1380013800\(below(9))", "1", "2", "4", "3", "\(below(1_000_000))#", "2123456#1", "HANGUP",
        "KEY \(call) \(below(10)) n=\(1 + below(9))", "SHOW", "SNAPSHOT", "USE \(call)", "@t ACK \(below(30))",
        "nonsense %", "PLAYED \(call) \(below(20))", "412",
      ]
      return lines[below(lines.count)]
    case .desk:
      let lines = [
        "READY", "READY", "NOTREADY reason=tea%20break", "ACCEPT o\(1 + below(9))", "ACCEPT o\(1 + below(9))",
        "DECLINE o\(1 + below(9))", "END \(call)", "HOLD \(call)", "WRAP \(call) code=done :a note, 100%25",
        "TRANSFER \(call) to=queue:cards", "TRANSFER \(call) to=menu:main", "LOGOUT", "CUSTOMER \(call)",
      ]
      return lines[below(lines.count)]
    case .operations:
      let lines = [
        "WATCH call,agent", "CALLS", "QUEUES", "AGENTS", "STATUS", "AGENT 1001 READY", "AGENT 1002 NOTREADY", "AUDIT",
        "RELOAD", "SYNC", "WHY \(call)", "CALLS state=ended",
      ]
      return lines[below(lines.count)]
    }
  }
}
