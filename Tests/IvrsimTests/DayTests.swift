import CallModel
import Foundation
import Settings
import Simulation
import SwitchboardCore
import Terminal
import Testing

@testable import ivrsim

@Suite struct DayTests {
  /// The project's own menus.
  private static let menus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("menus").path

  private static let text = """
    day: 2026-11-24
    seed: 3
    arrivals: [{from: "9:30", to: "12:30", calls-per-hour: 160}]
    handling: {general: {mean: 3m, spread: 0.8}, otherwise: {mean: 4m}}
    callers:
      - name: balance
        share: 1
        known: true
        answers: {language: "2", main: "1", main-agent-first: "1", account-number: "{card}#",
          query-password: "{query-password}#", account-menu: "1", balance-account: "1", accounts-more: hang-up}
      - {name: agent, share: 2, otherwise: "0", patience: 2m, redial: {percent: 50, after: 5m}}
    agents:
      - name: desk
        count: 6
        skills: {general: 2}
        shift: {from: "9:00", to: "13:00"}
        breaks: [{at: "11:00", length: 10m}]
        stagger: 10m
        misses: 2
        wrap-up: {mean: 20s}
    """

  private func world(_ text: String = text) throws -> DayWorld {
    try DayScenarioFile.read(SettingsFile(path: "day.yaml", text: text), menus: Self.menus)
  }

  private func play(_ world: DayWorld) -> DayFigures {
    var simulation = DaySimulation(scenario: world.scenario, settings: world.settings)
    return simulation.run()
  }

  @Test func aDayIsTheSameForTheSameSeedAndAddsUp() throws {
    var world = try world()
    let figures = play(world)
    #expect(figures.auditFindings == [])
    #expect(play(world).digest == figures.digest)
    world.scenario.seed = 4
    #expect(play(world).digest != figures.digest)

    let general = try #require(figures.queues.first { $0.queue == QueueID("general") })
    #expect(general.answered > 100 && general.abandoned > 0 && figures.redials > 0)
    #expect(
      general.offered == general.answered + general.abandoned + general.calledBack + general.others)
    #expect(figures.dispositions.reduce(0) { $0 + $1.count } == figures.calls)
    #expect(figures.dispositions.first { $0.word == "self-service" }.map { $0.count > 50 } == true)
    #expect(figures.slots.reduce(0) { $0 + $1.calls } == figures.calls)
    // Longest-idle treats equals equally, over a day.
    #expect(figures.fairness(ofGroup: "desk") >= JainIndex.fair)
    // Nobody works before or after the shift, but for the last call.
    #expect(figures.slots[17].staffed == 0 && figures.slots[20].staffed > 5 && figures.slots[28].staffed == 0)
    #expect(figures.agents.allSatisfy { $0.away >= .minutes(10) })
  }

  /// Callers who move money over a link that loses a quarter of all questions and answers: none moves twice, none is
  /// made up, and every call ends.
  @Test func moneyMovesOnceOverALinkThatLosesAnswers() throws {
    let steps = """
      account-menu: "3", transfers: "2", transfer-from: "1", payee: "1", transfer-amount: "1#",
      transfer-confirm: "1", transaction-password: "{transaction-password}#"
      """
    let text = Self.text.replacingOccurrences(of: "account-menu: \"1\", balance-account: \"1\"", with: steps)
    var world = try world(text)
    world.scenario.hostFaults = try HostFaults(written: "lost=150,unheard=50,late=150,refused=20,seed=3")
    let figures = play(world)
    #expect(figures.auditFindings == [])
    #expect(figures.host.lost > 50 && figures.host.unheard > 10 && figures.host.late > 50)
    #expect(play(world).digest == figures.digest)
    let report = DayReport(scenario: world.scenario, figures: figures, took: 1)
    #expect(report.json.text.contains("\"calls\":\(figures.calls),"))
  }

  @Test func theReportHasTheSameFiguresInEachForm() throws {
    let world = try world()
    let figures = play(world)
    let report = DayReport(scenario: world.scenario, figures: figures, took: 1)
    #expect(report.csv.split(separator: "\n").count == 49)
    #expect(report.json.text.contains("\"calls\":\(figures.calls),"))
    let svg = DayPicture(scenario: world.scenario, figures: figures).svg
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n") && svg.contains("polyline"))
  }

  private func problems(_ from: String, _ to: String) -> String {
    precondition(Self.text.contains(from), "The scenario has nothing like that.")
    do {
      _ = try world(Self.text.replacingOccurrences(of: from, with: to))
      return "none"
    } catch { return "\(error)" }
  }

  @Test func everyFlawIsSaidWithItsPlace() {
    #expect(problems("seed: 3", "sed: 3").contains("day.yaml:2:1: error: unknown key \"sed\""))
    #expect(problems("account-menu: \"1\"", "account-meno: \"1\"").contains("the menus have no node \"account-meno\""))
    #expect(problems("\"{card}#\"", "\"{cart}#\"").contains("must be keys, with {card}"))
    #expect(problems("{general: 2}", "{generall: 2}").contains("there is no skill \"generall\""))
    #expect(problems("{general: {mean", "{generell: {mean").contains("there is no queue \"generell\""))
    #expect(problems("\"9:00\", to: \"13:00\"", "\"9:00\", to: \"8:00\"").contains("a shift ends after it begins"))
    #expect(problems("\"9:30\"", "\"9h30\"").contains("day.yaml:3:19: error: \"from\" must be a time of day"))
    #expect(problems("share: 1\n", "share: 0\n").contains("day.yaml:7:12: error: \"share\" must be a whole number"))
  }

  @Test func theShippedScenarioCanBeRead() throws {
    let path = URL(fileURLWithPath: Self.menus).deletingLastPathComponent()
      .appendingPathComponent("scripts/simulations/busy-day.yaml").path
    let world = try DayScenarioFile.read(InputFile.read(path))
    #expect((49_000...56_000).contains(world.scenario.expectedCalls))
    #expect(world.scenario.groups.reduce(0) { $0 + $1.agents.count } == 200)
  }
}
