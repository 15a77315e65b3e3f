import ACD
import CallModel
import LineProtocol
import ServiceCentre
import SwitchboardCore
import Testing

/// A snapshot taken while everything that lasts is going on: a colleague is consulted, a supervisor listens, a queue is
/// shut, a customer's telephone rings, a complaint stands, a caller waits in the menus for a callback with his place.
@Suite struct SnapshotTests {
  private struct World {
    let tester: SwitchboardTester
    let gateway: ConnectionID
    let operations: ConnectionID
    let desks: [String: ConnectionID]

    func say(_ agent: String, _ lines: String...) {
      for line in lines { tester.say(desks[agent]!, line, role: .desk) }
    }
  }

  private func everythingGoingOn() throws -> World {
    var settings = TestTree.settings()
    settings.acd.agents += ["1003", "1004"].map { AgentConfiguration(id: AgentID($0), address: "sip:\($0)") }
    settings.acd.queues[0].maxWait = .seconds(30)
    settings.acd.queues[0].overflow = .callback
    let tester = SwitchboardTester(isDurable: true, settings: settings)
    let (gateway, operations) = (tester.connect(1), tester.connect(2, .operations))
    tester.say(gateway, "HELLO lp=1 name=a dial=yes")
    let names = ["1001", "1002", "1003", "1004"]
    let desks = Dictionary(uniqueKeysWithValues: zip(names, (3...6).map { tester.connect($0, .desk) }))
    let world = World(tester: tester, gateway: gateway, operations: operations, desks: desks)
    for name in names { world.say(name, "LOGIN \(name) password=right") }
    world.say("1001", "READY")
    tester.say(gateway, "CALL call=c1 from=555", "1")
    world.say("1001", "ACCEPT o1")
    tester.answersQuestions = false
    world.say("1004", "LISTEN c1")
    let asked = try #require(tester.open.last)
    let listens = DeskEffect.supervise(CallID("c1"), by: AgentID("1004"), mode: .listen)
    tester.feed(.answered(asked.ticket, .centre(.done(rows: [], fields: [], effects: [listens]))))
    tester.answersQuestions = true
    world.say("1002", "READY")
    world.say("1001", "CONSULT c1 to=agent:1002")
    world.say("1002", "ACCEPT o2")
    world.say("1003", "READY")
    tester.feed(
      .callbackOwed(
        CallbackJob(id: CallID("w1"), phone: "556", queue: QueueID("general"), due: tester.switchboard.now)))
    world.say("1003", "ACCEPT o3")
    tester.feed(
      .complaintStands(ComplaintNotice(complaint: "CP1001", about: AgentID("1003"), phone: "557", isOver: false)))
    // Nobody answers the host: c2 is in the callback's node, and his place is kept.
    tester.host = { _ in nil }
    tester.say(gateway, "CALL call=c2 from=558", "1")
    tester.pass(.seconds(30))
    tester.say(operations, "QUEUE cards CLOSE", role: .operations)
    return world
  }

  @Test func whatGoesOnGoesOnFromASnapshotToTheByte() throws {
    let world = try everythingGoingOn()
    let tester = world.tester
    let agents = tester.switchboard.figures.agents.filter { $0.count > 0 }.map { "\($0.state.word) \($0.count)" }
    #expect(agents == ["not-ready 1", "offered 1", "consulting 2"])
    var snapshot = try RecordingTests.copy(tester.switchboard)
    #expect(try StateEncoder.bytes(of: snapshot) == StateEncoder.bytes(of: tester.switchboard))
    #expect(snapshot.audit() == [])
    let noted = tester.switchboard.recordedTurns.count

    tester.host = { request in
      HostReply(id: request.id, call: request.call, outcome: .ok, values: ["id": .text("w2")])
    }
    world.say("1001", "JOIN c1")
    tester.feed(
      .hostReplied(
        HostReply(
          id: try #require(tester.hostRequests.last).id, call: CallID("c2"), outcome: .ok, values: ["id": .text("w2")]))
    )
    tester.say(world.gateway, "ANSWERED w1")
    tester.pass(.seconds(5))
    world.say("1001", "COMPLETE c1")
    world.say("1001", "WRAP c1 code=done")
    // w2 has c2's place, before c3, who complains of 1003.
    tester.say(world.gateway, "CALL call=c3 from=557", "1")
    world.say("1003", "END w1", "WRAP w1 code=done")
    world.say("1004", "LEAVE")
    world.say("1002", "END c1")
    tester.pass(.minutes(20))
    tester.say(world.operations, "QUEUE cards OPEN", "AUDIT", role: .operations)
    _ = tester.connect(1_000)

    let turns = Array(tester.switchboard.recordedTurns[noted...])
    #expect(turns.count > 15)
    #expect(try RecordingTests.replay(RecordingTests.bytes(of: turns), on: &snapshot, expecting: turns) == turns.count)
    #expect(try StateEncoder.bytes(of: snapshot) == StateEncoder.bytes(of: tester.switchboard))
    #expect(tester.switchboard.audit() == [])
    #expect(tester.callRecords.contains { $0.queueVisits.contains { $0.result == "handed-over" } })
  }

  /// A failing of queues in the field: who waited before a restart waits after it, and goes in the same order.
  @Test func aRestartForgetsNobodyInTheQueue() throws {
    let tester = SwitchboardTester(isDurable: true)
    let gateway = tester.connect(1)
    tester.say(gateway, "HELLO lp=1 name=a")
    for call in ["c9", "c5", "c7"] {
      tester.say(gateway, "CALL call=\(call)", "1")
      tester.pass(.seconds(1))
    }
    tester.switchboard = try RecordingTests.copy(tester.switchboard)
    tester.feed(.restarted(Restart(server: "ivrd/test", epoch: 8, isAfterPowerCut: false)))
    #expect(tester.switchboard.figures.queues.first?.waiting == 3)
    let desk = tester.connect(20, .desk)
    var order: [String] = []
    tester.say(desk, "LOGIN 1001 password=right", role: .desk)
    var said = tester.say(desk, "READY", role: .desk)
    for number in 1...3 {
      guard let offer = said.first(where: { $0.contains(" OFFER ") }) else { break }
      order.append(String(offer.split(separator: " ").first { $0.hasPrefix("call=") }!.dropFirst(5)))
      said = tester.say(desk, "ACCEPT o\(number)", "END \(order.last!)", "READY", role: .desk)
    }
    #expect(order == ["c9", "c5", "c7"])
    #expect(tester.switchboard.audit() == [])
  }
}
