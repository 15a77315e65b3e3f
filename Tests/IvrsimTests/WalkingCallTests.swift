import CallModel
import Ledger
import Testing

@testable import ivrsim

@Suite struct WalkingCallTests {
  private let walk = CallWalk.balance(card: Keys("6222020000000012")!, password: Keys("135790")!)

  /// What he does about each event, in words.
  private func moves(_ events: [String]) throws -> [String] {
    var call = WalkingCall()
    return try events.enumerated().map { index, event in
      switch call.take(try received("* \(index + 1) c1 \(event)"), walk: walk) {
      case .none: "-"
      case .press(let step): "step \(step)"
      case .hangUp: "hang up"
      case .done: "done"
      case .fault(let sentence): "fault: \(sentence)"
      }
    }
  }

  private static let walked = [
    "SAY prompt=welcome", "ASK node=language", "SAY prompt=main", "ASK node=main", "ASK node=account-number",
    "ASK node=query-password", "SAY prompt=one-moment", "ASK node=account-menu",
  ]

  @Test func aWholeCall() throws {
    let events = Self.walked + ["SAY prompt=balance last4=0012", "ASK node=accounts-more", "END cause=caller-hung-up"]
    #expect(
      try moves(events) == [
        "-", "step 0", "-", "step 1", "step 2", "step 3", "-", "step 4", "hang up", "-", "done",
      ])
  }

  @Test func anotherNodeThanExpected() throws {
    #expect(
      try moves(["ASK node=language", "ASK node=agent-menu", "ASK node=main", "END cause=caller-hung-up"]) == [
        "step 0", "fault: it was asked at the node agent-menu, where ASK node=main was expected", "-", "done",
      ])
  }

  @Test(arguments: ["NOINPUT node=language count=1", "NOMATCH node=main count=1", "QUEUE queue=general position=1"])
  func whatNoGoodCallHears(event: String) throws {
    let moves = try moves(["ASK node=language", event, event])
    #expect(moves[1].hasPrefix("fault: "))
    #expect(moves[2] == "-")
  }

  @Test func anEndBeforeTheBalance() throws {
    let moves = try moves(["ASK node=language", "END cause=drained"])
    #expect(moves[1] == "fault: it ended before the balance was spoken, cause=drained")
  }

  @Test func theBalanceTooEarlyIsNotHeard() throws {
    #expect(try moves(["ASK node=language", "SAY prompt=balance"]) == ["step 0", "-"])
  }

  @Test func nothingFollowsTheEnd() throws {
    let events = Self.walked + ["SAY prompt=balance", "END cause=caller-hung-up", "SAY prompt=goodbye"]
    #expect(try moves(events).last == "fault: SAY came after END")
  }

  @Test func theDemoCustomerIsOneOfTheBanks() {
    #expect(DemoBank.testCustomers.contains { Keys($0.card + "#") == CallWalk.demo.steps[2].keys })
    #expect(CallWalk.demo.steps.map(\.node).first == KeyPlan.languageNode)
    #expect(CallWalk.demo.steps.map(\.node).contains(KeyPlan.menuNode))
  }
}
