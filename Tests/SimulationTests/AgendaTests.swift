import CallModel
import Testing

@testable import Simulation

@Suite struct AgendaTests {
  private struct Named: Deed {
    var name: String
    var turn: Turn
  }

  /// What a simulation feeds at one microsecond has the engine's order of equal times, whatever was planned first.
  @Test func theTurnDecidesBetweenEqualTimesAndThenTheOrderOfPlanning() {
    var agenda = Agenda<Named>()
    let now = Timestamp(microseconds: 7)
    let planned: [(String, Turn)] = [
      ("hangs up", .patience), ("comes", .arrival), ("is coded", .wrapUpEnd), ("comes too", .arrival),
      ("ends", .serviceEnd), ("presses a key", .request),
    ]
    for (name, turn) in planned { agenda.plan(Named(name: name, turn: turn), at: now) }
    agenda.plan(Named(name: "hung up before", turn: .patience), at: Timestamp(microseconds: 6))
    #expect(agenda.next == Timestamp(microseconds: 6) && agenda.last == now)
    var done: [String] = []
    while let entry = agenda.take() { done.append(entry.deed.name) }
    #expect(
      done == ["hung up before", "presses a key", "ends", "is coded", "comes", "comes too", "hangs up"])
  }
}
