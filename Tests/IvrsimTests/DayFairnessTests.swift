import ACD
import CallModel
import Foundation
import Settings
import Simulation
import SwitchboardCore
import Testing

@testable import ivrsim

/// Whether equal agents are treated alike over a day on the whole switchboard: Jain's index of their occupancy.
@Suite struct DayFairnessTests {
  private static let menus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("menus").path

  /// Twenty agents, half of whom are busy on average: the strategy decides who has the work, not the load.
  private static let text = """
    day: 2026-11-24
    seed: 11
    arrivals: [{from: "9:00", to: "18:00", calls-per-hour: 200}]
    handling: {otherwise: {mean: 3m, spread: 0.6}}
    callers: [{name: agent, share: 1, answers: {language: "1"}, otherwise: "0", patience: 5m}]
    agents:
      - {name: desk, count: 20, skills: {general: 2}, shift: {from: "9:00", to: "18:00"},
         breaks: [{at: "12:00", length: 45m}], stagger: 30m, answers-after: {mean: 3s, spread: 0.4},
         wrap-up: {mean: 20s}}
    """

  /// A day on which all queues choose their agents so.
  private func play(_ strategy: Strategy) throws -> DayFigures {
    var world = try DayScenarioFile.read(SettingsFile(path: "day.yaml", text: Self.text), menus: Self.menus)
    for index in world.settings.acd.queues.indices { world.settings.acd.queues[index].strategy = strategy }
    var simulation = DaySimulation(scenario: world.scenario, settings: world.settings)
    let figures = simulation.run()
    #expect(figures.auditFindings == [])
    #expect(figures.calls > 1_500 && figures.agents.allSatisfy { $0.occupancy != nil })
    return figures
  }

  @Test func longestIdleTreatsEqualAgentsAlikeOverADay() throws {
    #expect(try play(.longestIdle).fairness(ofGroup: "desk") >= JainIndex.fair)
    #expect(JainIndex.fair == 0.99)
  }

  /// The day can tell: a strategy that isn't fair fails on it.
  @Test func topDownDoesNot() throws {
    #expect(try play(.topDown).fairness(ofGroup: "desk") < 0.9)
  }
}
