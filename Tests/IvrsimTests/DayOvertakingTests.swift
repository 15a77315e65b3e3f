import ACD
import CallModel
import Foundation
import Ledger
import Settings
import Simulation
import SwitchboardCore
import Testing

@testable import ivrsim

/// Bounded overtaking in the records of a day on the whole switchboard: with equal rates, j is chosen before i, who
/// came earlier and wanted the same agents, only if j came within ((base + credit)_j - (base + credit)_i) / rate.
@Suite struct DayOvertakingTests {
  private static let menus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("menus").path

  private static let text = """
    day: 2026-11-24
    seed: 7
    arrivals: [{from: "9:00", to: "19:00", calls-per-hour: 300}]
    handling: {otherwise: {mean: 3m, spread: 0.8}}
    callers:
      - {name: agent, share: 3, known: true, answers: {language: "1"}, otherwise: "0", patience: 5m}
      - {name: cards, share: 2, known: true, answers: {language: "1", main: "2", main-agent-first: "2"},
         otherwise: "0", patience: 5m}
      - {name: loss, share: 1, known: true, answers: {language: "1", main: "3", main-agent-first: "3"},
         otherwise: "0", patience: 5m}
    agents:
      - {name: most, count: 10, skills: {general: 2}, shift: {from: "8:30", to: "20:00"}, answers-after: {mean: 3s}}
      - {name: loss, count: 3, skills: {loss: 2}, shift: {from: "8:30", to: "20:00"}, answers-after: {mean: 3s}}
    """

  private static let rate: Int64 = 2
  private static let vipCredit: Int64 = 240
  private static let bases: [String: Int64] = ["general": 0, "cards": 120, "loss": 360]

  /// One caller's stay in a queue, from the records.
  private struct Stay {
    let queue: QueueID
    let arrival: Timestamp
    /// When an agent was chosen for him, or he left without one.
    let passed: Timestamp
    let wasChosen: Bool
    let base: Int64
    let credit: Int64
    /// Whom he wanted: callers with the same rings are compared.
    let rings: [RingConfiguration]
  }

  /// j passed i: how much of its head start in points it had used up by coming later.
  private struct Overtaking {
    let early: Stay
    let late: Stay
    /// In points x 10^-6.
    let used: Int64
  }

  /// General and cards want any agent; loss wants those of its skill. Every offer is answered in its time: records
  /// have the last offer of a stay alone, and he whose first one was missed may be passed while that one rings.
  private func world() throws -> DayWorld {
    var world = try DayScenarioFile.read(SettingsFile(path: "day.yaml", text: Self.text), menus: Self.menus)
    world.settings.vipCredit = Self.vipCredit
    world.settings.acd.queues = world.settings.acd.queues.map { queue in
      guard let base = Self.bases[queue.id.text] else { return queue }
      let rings = queue.id.text == "loss" ? queue.rings.prefix(1) : [RingConfiguration()]
      return QueueConfiguration(
        id: queue.id, rings: Array(rings), base: base, rate: Self.rate, offerTimeout: .minutes(2),
        wrapUp: WrapUpPolicy(mode: .none))
    }
    return world
  }

  /// The stays of a day, in the order of arrival.
  private func recordedStays() throws -> [Stay] {
    let world = try world()
    var simulation = DaySimulation(scenario: world.scenario, settings: world.settings)
    var records: [CallRecord] = []
    simulation.onFact = { fact in
      if case .call(let record) = fact { records.append(record) }
    }
    #expect(simulation.run().auditFindings == [])
    let people = DemoBank(at: world.scenario.midnight).people.map(\.customer)
    let vips = Set(people.filter { $0.tier == .vip }.map(\.number))
    let queues = Dictionary(uniqueKeysWithValues: world.settings.acd.queues.map { ($0.id, $0) })
    let stays = records.flatMap { record in
      record.queueVisits.compactMap { visit -> Stay? in
        guard let queue = queues[visit.queue] else { return nil }
        let isVIP = record.customer.map(vips.contains) ?? false
        return Stay(
          queue: visit.queue, arrival: visit.enteredAt, passed: visit.decision?.at ?? visit.leftAt,
          wasChosen: visit.decision != nil, base: queue.base, credit: isVIP ? Self.vipCredit : 0, rings: queue.rings)
      }
    }
    return stays.sorted { $0.arrival < $1.arrival }
  }

  /// Every pair of which the later one was chosen while the earlier one waited. Who came after `early` had passed
  /// can't overtake him, so that each caller is compared with those alone who came during his stay.
  private func overtakings(in stays: [Stay]) -> [Overtaking] {
    var found: [Overtaking] = []
    for (index, early) in stays.enumerated() {
      for late in stays[(index + 1)...].prefix(while: { $0.arrival < early.passed })
      where late.wasChosen && late.passed < early.passed && late.rings == early.rings {
        let used = Self.rate * (late.arrival - early.arrival).microseconds
        found.append(Overtaking(early: early, late: late, used: used))
      }
    }
    return found
  }

  @Test func overtakingIsBoundedForEveryPairOfARecordedDay() throws {
    let stays = try recordedStays()
    let overtakings = overtakings(in: stays)
    #expect(stays.count > 2_000)
    func breaches(_ headInPoints: (Overtaking) -> Int64) -> Int {
      overtakings.count { $0.used > headInPoints($0) * 1_000_000 }
    }
    func head(_ pair: Overtaking) -> Int64 {
      pair.late.base + pair.late.credit - pair.early.base - pair.early.credit
    }
    #expect(breaches(head) == 0)
    // The day had pairs of each kind, and they came near: a bound a little tighter, or without one of its terms,
    // would not have held.
    #expect(overtakings.contains { $0.early.queue == $0.late.queue && $0.late.credit > $0.early.credit })
    #expect(overtakings.contains { $0.early.queue != $0.late.queue && $0.late.credit == $0.early.credit })
    #expect(overtakings.contains { $0.early.queue.text == "loss" && $0.late.credit > $0.early.credit })
    #expect(breaches { head($0) * 95 / 100 } > 0)
    #expect(breaches { $0.late.base - $0.early.base } > 0)
    #expect(breaches { $0.late.credit - $0.early.credit } > 0)
  }
}
