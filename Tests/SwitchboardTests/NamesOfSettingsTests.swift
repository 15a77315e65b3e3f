import CallModel
import IVR
import LineProtocol
import SwitchboardCore
import Testing

/// An order to the centre's desk that names something of the settings which isn't there is refused at once.
@Suite struct NamesOfSettingsTests {
  private let tester: SwitchboardTester

  init() {
    var settings = TestTree.settings()
    settings.units = [UnitID("hr"), UnitID("cards")]
    tester = SwitchboardTester(settings: settings)
    _ = (tester.connect(1), tester.connect(2, .operations, userID: 0), tester.connect(3, .desk))
    for line in [
      "staff add 6001 name=Liu unit=hr roles=hr,technology,agent,complaints-office user=0",
      "staff add 4001 name=Zhao unit=hr roles=complaints-office user=0 as=6001",
    ] {
      #expect(order(line).hasPrefix("OK"))
    }
  }

  private func order(_ line: String) -> String {
    tester.say(ConnectionID(2), "CENTRE " + line, role: .operations).last ?? ""
  }

  @Test(arguments: [
    ("staff add 1 name=A unit=card roles=agent as=6001", "unknown-unit unit=card"),
    (
      "complaint open channel=letter business=loan cause=contract about-unit=card as=6001 :a fee",
      "unknown-unit unit=card"
    ),
    ("complaint decide CP1001 outcome=upheld liable-unit=card points=1 as=4001 :so", "unknown-unit unit=card"),
    ("bulletin publish UNIT=card as=4001 :read it", "unknown-unit unit=card"),
    ("certificate add agent=6001 skill=cards expires=2027-01-01 as=6001", "bad-argument name=skill"),
    ("change request node=man as=6001 :new words", "unknown-node node=man"),
    ("task open purpose=follow-up about=CP1001 queue=tea as=6001 :why", "unknown-queue queue=tea"),
    ("customer update 7 preferred-agent=9999 as=6001", "unknown-agent agent=9999"),
  ])
  func isRefused(line: String, error: String) {
    let answer = order(line)
    #expect(answer.hasPrefix("ERR bad \(error)"), "\(answer)")
  }

  @Test func whatIsThereIsTaken() {
    #expect(
      order("complaint open channel=letter business=loan cause=contract about-unit=cards as=6001 :a fee").hasPrefix(
        "OK"))
    #expect(order("bulletin publish unit=cards about=CP1001 as=4001 :read it").hasPrefix("OK"))
    #expect(order("change request node=main as=6001 :new words").hasPrefix("OK"))
  }

  /// Not only orders of operators: what an agent registers of his caller too.
  @Test func anAgentIsTold() {
    tester.say(ConnectionID(3), "LOGIN 1001 password=right", "READY", role: .desk)
    tester.say(ConnectionID(1), "CALL call=c1 from=555", "1")
    tester.say(ConnectionID(3), "ACCEPT o1", role: .desk)
    let line = "CASE c1 kind=complaint business=loan cause=contract about-unit=card :a fee"
    #expect(tester.say(ConnectionID(3), line, role: .desk).last?.hasPrefix("ERR bad unknown-unit unit=card") == true)
  }

  @Test("A task is about a paper, or about a call that goes on or has ended [C8]")
  func subjects() {
    let open = { (about: String) in "task open purpose=follow-up about=\(about) as=6001 :why" }
    for about in ["c1", "XX77", "CP1001", "TK1001", "CB1001", "OP1001"] {
      #expect(order(open(about)).hasPrefix("ERR gone unknown-id id=\(about)"), "\(about): \(order(open(about)))")
    }
    tester.say(ConnectionID(1), "CALL call=c1 from=555")
    #expect(order(open("c1")).hasPrefix("OK id=TK1001"))
    tester.say(ConnectionID(1), "HANGUP c1")
    #expect(order(open("c1")).hasPrefix("OK"))
    #expect(order(open("TK1001")).hasPrefix("OK"))
  }

  /// Menus of before announcements were said.
  @Test func whatNobodyWouldHearIsNotTaken() {
    var settings = TestTree.settings()
    let tree = settings.tree
    settings.tree = MenuTree(
      version: "old", nodes: tree.nodes.dropLast(), start: tree.start, fallbacks: tree.fallbacks,
      prompts: tree.prompts, languages: tree.languages)
    let tester = SwitchboardTester(settings: settings)
    let operations = tester.connect(2, .operations, userID: 0)
    let line = "CENTRE announce propose from=2026-12-24 to=2026-12-24 :closed"
    let answer = tester.say(operations, line, role: .operations).last ?? ""
    #expect(answer.hasPrefix("ERR bad unknown-node node=announcements :the menus have no node"), "\(answer)")
  }

  @Test func withoutAListAnyUnitIsTaken() {
    let tester = SwitchboardTester()
    let operations = tester.connect(2, .operations, userID: 0)
    let line = "CENTRE staff add 6001 name=Liu unit=anything roles=hr user=0"
    #expect(tester.say(operations, line, role: .operations).last?.hasPrefix("OK") == true)
  }
}
