import CallModel
import ServiceCentre
import Testing

@Suite("The state table of complaints [H6]")
struct ComplaintTableTests {
  /// What a step needs to be taken, apart from the state.
  private static let orders: [(step: ComplaintStep, line: String, by: String)] = [
    (.accept, "accept", "4001"), (.refuse, "refuse notice=phone :not ours", "4001"),
    (.assign, "assign to=1001", "4001"), (.join, "join unit=loans", "4001"),
    (.investigate, "investigate :found", "4002"), (.urge, "urge :hurry", "3001"), (.escalate, "escalate :up", "4001"),
    (.extend, "extend notice=letter :archive", "4001"), (.decide, "decide outcome=unfounded :no", "4002"),
    (.notify, "notify notice=sms :told", "4001"), (.close, "close", "4001"),
    (.visit, "visit score=5 solved=yes", "2001"), (.withdraw, "withdraw :paid back", "1001"),
    (.review, "review :not content", "1001"),
  ]

  @Test(
    "Every step from every state: taken where the table says so, else refused with both states and nothing changed",
    arguments: ComplaintStep.allCases, ComplaintState.allCases)
  func everyCell(step: ComplaintStep, state: ComplaintState) throws {
    var fixture = CentreFixture()
    let id = try Self.complaint(in: state, &fixture)
    let order = try #require(Self.orders.first { $0.step == step })
    let before = try fixture.complaint(id)
    var words = order.line.split(separator: " ", maxSplits: 1).map(String.init)
    words.insert(id, at: 1)
    let reply = try fixture.order("complaint " + words.joined(separator: " "), by: order.by)
    if step.from.contains(state) {
      #expect(reply.refusal == nil)
      #expect(try fixture.state(of: id) == step.to ?? state)
      #expect(fixture.book.trail.last?.subject == id)
    } else {
      let want = step.from.map(\.rawValue).joined(separator: ",")
      #expect(reply.refusal == .wrongState(want: want, have: state.rawValue))
      #expect(try fixture.complaint(id) == before)
    }
  }

  @Test("Each state can be reached, and every one that is not over leads on")
  func shape() {
    for state in ComplaintState.allCases where state != .received {
      #expect(ComplaintStep.allCases.contains { $0.to == state }, "\(state.rawValue)")
    }
    for state in ComplaintState.allCases where !state.isOver {
      #expect(ComplaintStep.allCases.contains { $0.from.contains(state) && $0.to != nil && $0.to != state })
    }
  }

  private static func complaint(in state: ComplaintState, _ fixture: inout CentreFixture) throws -> String {
    switch state {
    case .received, .accepted, .assigned, .investigating, .decided, .notified, .closed:
      return try fixture.complaint(state)
    case .visited, .reviewing:
      let id = try fixture.complaint(.closed)
      let line = state == .visited ? "complaint visit \(id) score=4 solved=yes" : "complaint review \(id) :no"
      #expect(try fixture.order(line, by: "2001").isDone)
      return id
    case .withdrawn, .notAccepted:
      let id = try fixture.complaint(.received)
      let line = state == .withdrawn ? "complaint withdraw \(id) :no" : "complaint refuse \(id) notice=sms :no"
      #expect(try fixture.order(line, by: "4001").isDone)
      return id
    }
  }
}
