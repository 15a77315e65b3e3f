import ACD
import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// Callers whose gateway never comes back: they are waited for as long as it may, and then their calls end, wherever
/// they are.
@Suite struct GatewayLostTests {
  private enum Loss: CaseIterable { case connectionClosed, processKilled, bothOneAfterTheOther }

  /// So short that no menu gives a silent caller up before.
  private static let limits: Limits = {
    var limits = Limits()
    limits.linger = .seconds(4)
    return limits
  }()

  /// One caller in a menu, one inside a password, one with an agent, one waiting; and another gateway's.
  private func callers() -> (SwitchboardTester, gateway: ConnectionID, desk: ConnectionID) {
    let tester = SwitchboardTester(limits: Self.limits, isDurable: true)
    let (gateway, desk) = (tester.connect(1), tester.connect(2, .desk))
    tester.say(desk, "HELLO lp=1 name=console", "LOGIN 1001 password=right", "READY", role: .desk)
    tester.say(gateway, "HELLO lp=1 name=gw1")
    for (call, keys) in [("menu", ""), ("secret", "2"), ("talk", "1"), ("wait", "1")] {
      tester.say(gateway, "CALL call=\(call)")
      if !keys.isEmpty { tester.say(gateway, "KEY \(call) \(keys)") }
    }
    tester.say(desk, "ACCEPT o1", role: .desk)
    return (tester, gateway, desk)
  }

  @Test(arguments: Loss.allCases)
  private func callsEndAfterTheLingerTimeAndNotBefore(loss: Loss) throws {
    var (tester, gateway, desk) = callers()
    switch loss {
    case .connectionClosed: tester.feed(.closed(gateway))
    case .processKilled: try tester.restart(after: .minutes(10))
    case .bothOneAfterTheOther:
      tester.feed(.closed(gateway))
      tester.pass(.seconds(3))
      // The time that was left is not all that it gets: its own restart may take it as long as ours.
      try tester.restart(after: .minutes(10))
    }
    let lost = tester.switchboard.now
    if loss != .connectionClosed {
      desk = tester.connect(3, .desk)
      tester.say(desk, "HELLO lp=1 name=console resume=s2:0", role: .desk)
    }
    tester.pass(Self.limits.linger, inclusive: false)
    #expect(tester.switchboard.liveCalls == 4 && tester.callRecords.isEmpty)
    _ = tester.heard(desk)
    tester.pass(.zero)
    #expect(tester.switchboard.now == lost + Self.limits.linger)
    #expect(tester.switchboard.liveCalls == 0)
    #expect(Set(tester.callRecords.map(\.call.text)) == ["menu", "secret", "talk", "wait"])
    #expect(tester.callRecords.allSatisfy { $0.cause == "gateway-lost" && $0.endedAt == lost + Self.limits.linger })
    // The agent is told, and may note what it was about.
    #expect(tester.heard(desk).contains { $0.contains(" talk ENDED") })
    #expect(tester.switchboard.figures.queues.allSatisfy { $0.waiting == 0 })
    let back = tester.connect(9)
    #expect(tester.say(back, "HELLO lp=1 name=gw1 resume=s1:0").first?.hasPrefix("ERR gone unknown-session") == true)
    #expect(tester.switchboard.audit() == [])
  }

  @Test func whoComesBackAtTheLastInstantHasThem() throws {
    for isKilled in [false, true] {
      let (tester, gateway, _) = callers()
      if isKilled { try tester.restart(after: .seconds(3)) } else { tester.feed(.closed(gateway)) }
      tester.pass(Self.limits.linger, inclusive: false)
      // A line that comes at a timer's very instant wins over the timer.
      let back = tester.connect(9)
      #expect(tester.say(back, "HELLO lp=1 name=gw1 resume=s1:9").first?.contains("calls=4") == true)
      tester.pass(Self.limits.linger)
      #expect(!tester.callRecords.contains { $0.cause == "gateway-lost" })
      #expect(tester.switchboard.audit() == [])
    }
  }

  /// An anonymous connection has nobody to wait for.
  @Test func callsWithoutASessionEndAtOnce() throws {
    let tester = SwitchboardTester(isDurable: true)
    tester.say(tester.connect(1), "CALL call=a")
    try tester.restart(after: .minutes(1))
    #expect(tester.callRecords.map(\.cause) == ["gateway-closed"])
  }
}
