import CallModel
import LineProtocol
import Testing

@testable import SwitchboardCore

/// What leaves as bytes is what the same steps say one by one.
struct OutgoingTests {
  /// What connections are told and asked for no more, in words.
  private struct Told: Equatable {
    var lines: [ConnectionID: [UInt8]] = [:]
    var completed: [ConnectionID: Int] = [:]
    var closed: [ConnectionID] = []
    var others: [String] = []

    mutating func add(_ effect: Effect) {
      switch effect {
      case .send(let connection, let line): lines[connection, default: []] += line.encoded()
      case .completed(let connection, let count): completed[connection, default: 0] += count
      case .close(let connection): closed.append(connection)
      case .askHost, .record, .ask, .log, .reloadEnded, .stopped: others.append("\(effect)")
      }
    }

    mutating func add(_ outgoing: Outgoing) {
      outgoing.forEach { item, bytes in
        switch item {
        case .lines(let connection, end: _, let count):
          if !bytes.isEmpty { lines[connection, default: []] += bytes }
          if count > 0 { completed[connection, default: 0] += count }
        case .close(let connection): closed.append(connection)
        case .other(let effect): others.append("\(effect)")
        }
      }
    }
  }

  @Test(arguments: [1, 5] as [UInt64]) func theBytesAreThoseOfTheEffects(seed: UInt64) throws {
    let (tester, start, _) = try RecordingTests.day(seed: seed)
    var again = start
    var all = Outgoing()
    var digest = EffectDigest()
    var (expected, told) = (Told(), Told())
    for recorded in tester.switchboard.recordedTurns {
      #expect(again.replay(recorded.turn, seal: nil, into: &all))
      try digest.add(recorded.effects)
      recorded.effects.forEach { expected.add($0) }
    }
    told.add(all)
    #expect(told == expected)
    #expect(all.digest == digest)
    #expect(told.lines.values.reduce(0) { $0 + $1.count } > 10_000, "much was said")
  }

  @Test func whatIsTakenOutAndWhatStaysKeepTheirOrder() {
    var outgoing = Outgoing()
    for number in 1...6 as ClosedRange<Int64> {
      outgoing.append(.send(ConnectionID(number % 3), .ok("\(number)")))
      outgoing.append(.completed(ConnectionID(number % 3), count: 1))
    }
    outgoing.append(.close(ConnectionID(1)))
    var expected = (taken: Told(), left: Told())
    for number in 1...6 as ClosedRange<Int64> {
      let connection = ConnectionID(number % 3)
      for effect in [Effect.send(connection, .ok("\(number)")), .completed(connection, count: 1)] {
        if number % 3 == 1 { expected.taken.add(effect) } else { expected.left.add(effect) }
      }
    }
    expected.taken.add(.close(ConnectionID(1)))
    let taken = outgoing.take { $0.connection == ConnectionID(1) }
    var (found, left) = (Told(), Told())
    found.add(taken)
    left.add(outgoing)
    #expect(found == expected.taken)
    #expect(left == expected.left)
    #expect(!outgoing.speaks(to: ConnectionID(1)))
    #expect(taken.speaks(to: ConnectionID(1)))
  }

  @Test func memoryIsKeptUpToABound() {
    var outgoing = Outgoing()
    let line = ServerLine.ok(tag: nil, fields: [], text: String(repeating: "x", count: 1_000))
    for _ in 0..<100 { outgoing.append(.send(ConnectionID(1), line)) }
    let held = outgoing.bytes.capacity
    outgoing.removeAll(keepingAtMost: held)
    #expect(outgoing.isEmpty && outgoing.bytes.isEmpty)
    #expect(outgoing.bytes.capacity == held)
    outgoing.removeAll(keepingAtMost: held - 1)
    #expect(outgoing.bytes.capacity == 0)
  }
}
