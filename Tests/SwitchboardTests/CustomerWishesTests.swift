import CallModel
import IVR
import LineProtocol
import ServiceCentre
import Testing

@testable import SwitchboardCore

/// What a customer's file says of him completes what the bank says [E3].
@Suite struct CustomerWishesTests {
  private static let customer = CustomerNumber(7)

  /// What the dialogue is told of the caller, after the bank has said this.
  private func outcome(
    file: CustomerWishes?, _ outcome: HostOutcome = .normal, tier: CustomerTier = .normal
  ) -> (said: String, tester: SwitchboardTester) {
    let tester = SwitchboardTester()
    tester.host = { request in
      HostReply(
        id: request.id, call: request.call, outcome: outcome,
        customer: CustomerFacts(number: Self.customer, maskedName: "*", tier: tier))
    }
    if let file { tester.feed(.wishesStand([file])) }
    let gateway = tester.connect(1)
    let operations = tester.connect(2, .operations, userID: 0)
    tester.say(gateway, "CALL call=c1 from=555", "4")
    return (tester.say(operations, "SHOW c1", role: .operations).joined(separator: " "), tester)
  }

  @Test("From 60 an agent comes first, whether the bank knows it or his file")
  func seniors() {
    let senior = CustomerWishes(customer: Self.customer, isSenior: true)
    let another = CustomerWishes(customer: CustomerNumber(8), isSenior: true)
    #expect(outcome(file: senior).said.contains("outcome=elder"))
    #expect(outcome(file: nil).said.contains("outcome=normal"))
    #expect(outcome(file: another).said.contains("outcome=normal"))
    // A VIP has an agent first anyway, and his lane; who is blocked stays so.
    #expect(outcome(file: senior, .vip, tier: .vip).said.contains("outcome=vip"))
    #expect(outcome(file: senior, .blocked, tier: .blocked).said.contains("outcome=blocked"))
  }

  @Test("The bank's language goes before that of his file")
  func languages() {
    var preferences = Preferences()
    preferences.note(CustomerWishes(customer: Self.customer, language: .english))
    func language(_ known: Language?) -> Language? {
      let facts = CustomerFacts(number: Self.customer, maskedName: "*", tier: .normal, language: known)
      let reply = HostReply(id: 1, call: CallID("c1"), outcome: .normal, customer: facts)
      return preferences.completing(reply).customer?.language
    }
    #expect(language(nil) == .english)
    #expect(language(.chinese) == .chinese)
    preferences.note(CustomerWishes(customer: Self.customer))
    #expect(language(nil) == nil)
  }

  @Test func theFileCanTakeItBack() {
    let tester = outcome(file: nil).tester
    let operations = ConnectionID(2)
    func order(_ line: String) {
      let heard = tester.say(operations, "CENTRE " + line, role: .operations)
      #expect(heard.last?.hasPrefix("OK") == true, "\(line): \(heard)")
    }
    func tier(_ id: String) -> Bool {
      tester.say(ConnectionID(1), "CALL call=\(id) from=555", "4")
      return tester.say(operations, "SHOW \(id)", role: .operations).joined().contains("outcome=elder")
    }
    order("staff add 6001 name=Liu unit=hr roles=hr,agent,complaints-office user=0")
    order("customer update 7 age-group=senior language=en")
    #expect(tier("a"))
    order("customer update 7 age-group=adult")
    #expect(!tier("b"))
    order("customer update 7 age-group=senior")
    order("customer erase 7 ground=request")
    #expect(!tier("c"))
    #expect(tester.switchboard.audit() == [])
  }

  /// Journals of earlier versions said only whom he prefers.
  @Test func anOldJournalIsRead() throws {
    var writer = ByteWriter()
    writer.byte(23)
    writer.count(1)
    writer.signed(7)
    writer.byte(1)
    writer.text("1001")
    Turn.writeRest(at: .epoch, usedKeys: [], sealedKeys: [], to: &writer, after: .epoch)
    var reader = ByteReader(writer.bytes)
    let turn = try Turn(from: &reader, after: .epoch) { TestTree.settings(version: $0) }
    guard case .input(.wishesStand(let all)) = turn.cause else {
      Issue.record("\(turn)")
      return
    }
    #expect(all == [CustomerWishes(customer: Self.customer, agent: AgentID("1001"))])
  }

  @Test func whatFilesSayIsReadFromTheJournal() throws {
    let tester = SwitchboardTester(isDurable: true)
    var again = tester.switchboard
    tester.feed(
      .wishesStand([
        CustomerWishes(customer: Self.customer, agent: AgentID("1001"), language: .chinese, isSenior: true),
        CustomerWishes(customer: CustomerNumber(8)),
      ]))
    let turns = tester.switchboard.recordedTurns
    #expect(try RecordingTests.replay(RecordingTests.bytes(of: turns), on: &again, expecting: turns) == 1)
    #expect(try StateEncoder.bytes(of: again) == StateEncoder.bytes(of: tester.switchboard))
  }
}
