import CallModel
import LineProtocol
import SwitchboardCore
import Testing

/// What the log can be asked for: a line about an agent, a call or an operator names them as fields.
@Suite struct LogTests {
  private let tester = SwitchboardTester()

  /// The last line of the log, with its fields.
  private var last: String {
    guard let entry = tester.logged.last else { return "" }
    return ([entry.message] + entry.fields.map { "\($0.key)=\($0.value)" }).joined(separator: " ")
  }

  @Test func aWrongPasswordNamesTheAgentWhoIsOne() {
    let desk = tester.connect(1, .desk)
    tester.say(desk, "LOGIN 1001 password=wrong", role: .desk)
    #expect(last == "a wrong password at a desk agent=1001 connection=1 user=1000")
    tester.say(desk, "LOGIN geheim password=1001", role: .desk)
    #expect(last == "a wrong password at a desk connection=1 user=1000", "what is no agent may be a password")
  }

  @Test func anOrderNamesWhoGaveItAndWhomItIsAbout() {
    let (desk, operators) = (tester.connect(1, .desk), tester.connect(2, .operations))
    tester.say(desk, "LOGIN 1001 password=right", role: .desk)
    for (order, state) in [("READY", "ready"), ("NOTREADY", "not ready"), ("LOGOUT", "logged out")] {
      tester.say(operators, "AGENT 1001 \(order)", role: .operations)
      #expect(last == "agent 1001 is \(state) by order of user 1000 agent=1001 connection=2 user=1000")
    }
    let count = tester.logged.count
    tester.say(operators, "AGENT 1001 LOGOUT", "AGENT 9999 READY", role: .operations)
    #expect(tester.logged.count == count, "nothing was done")
  }

  @Test func aLegThatCouldNotBeReachedNamesCallAndAgent() {
    let (desk, gateway) = (tester.connect(1, .desk), tester.connect(2))
    tester.say(desk, "LOGIN 1001 password=right", "READY", role: .desk)
    tester.say(gateway, "HELLO lp=1 name=gw1 bridge=reported", "CALL call=a", "1")
    tester.say(desk, "ACCEPT o1", role: .desk)
    tester.say(gateway, "UNREACHABLE a reason=busy")
    #expect(last == "call a: the leg could not be reached: busy call=a agent=1001")
  }
}
