import CallModel
import Foundation
import IVR
import Settings
import Simulation
import SwitchboardCore
import SystemWords

/// Loaded menus with a demo bank in memory: what scripts are played on.
final class ScenarioWorld {
  private let settings: SwitchboardSettings
  private let passwords: [AgentID: AgentPassword]
  /// Hashing a password takes longer than playing a hundred scripts, and scripts log in the same agents.
  private var knownPasswords: [(agent: AgentID, password: Secret, isRight: Bool)] = []
  /// The bank as each script finds it.
  private let pristine = SimulatedHost(at: ScenarioRunner.defaultStart)
  private var host: SimulatedHost?

  init(_ loaded: LoadedSettings) {
    settings = SwitchboardSettings(tree: loaded.tree, acd: loaded.acd, vipCredit: loaded.vipCredit, units: loaded.units)
    passwords = loaded.agentPasswords
  }

  func play(_ file: String) -> ScenarioOutcome {
    let text: String
    do {
      text = try String(contentsOfFile: file, encoding: .utf8)
    } catch {
      return ScenarioOutcome(name: file, complaints: ["\(file):1:1: error: it can't be read: \(error.systemWords)"])
    }
    return play(text, named: file)
  }

  func play(_ text: String, named file: String) -> ScenarioOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    do throws(Scenario.Problems) {
      let result = ScenarioRunner(world: world()).run(try Scenario(name: file, text: text))
      let faults = bookFaults().map { "\(file): error: the bank's book is wrong afterwards: \($0)" }
      return ScenarioOutcome(
        name: file, steps: result.steps, failure: result.failure, complaints: faults, transcript: result.transcript,
        ways: result.ways, duration: clock.now - start)
    } catch {
      return ScenarioOutcome(name: file, complaints: error.problems.map(\.description))
    }
  }

  /// Checking a whole book takes longer than most scripts, and only money that moved can have put it wrong.
  private func bookFaults() -> [String] {
    guard let host, host.transactions > pristine.transactions else { return [] }
    return host.audit()
  }

  private func world() -> ScenarioRunner.World {
    ScenarioRunner.World(
      settings: settings,
      makeHost: { [self] in
        let host = SimulatedHost(copyingBankOf: pristine)
        self.host = host
        return host
      },
      isRightPassword: { [self] in isRight($1, of: $0) },
      reload: { [settings] in .settings(settings) },
      start: ScenarioRunner.defaultStart)
  }

  private func isRight(_ password: Secret, of agent: AgentID) -> Bool {
    guard let hash = passwords[agent] else { return false }
    if let known = knownPasswords.first(where: { $0.agent == agent && Self.areSame($0.password, password) }) {
      return known.isRight
    }
    let isRight = hash.verify(password)
    knownPasswords.append((agent, password, isRight))
    return isRight
  }

  private static func areSame(_ a: Secret, _ b: Secret) -> Bool {
    a.withUnsafeBytes { first in b.withUnsafeBytes { first.elementsEqual($0) } }
  }
}
