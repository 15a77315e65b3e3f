import ACD
import CallModel
import IVR
import Simulation
import SwitchboardCore

/// Plays a route through the production switchboard and says what became of it.
struct Witness {
  let tree: MenuTree
  let acd: ACDConfiguration
  let world: AnalysisWorld

  /// `nil`: the call took the ways that the route says. Else what happened instead.
  func objection(to route: MenuRoute) -> String? {
    let script = WalkScript(route, title: "A witness.", in: tree, world, WalkScript.Desks(acd, password: "demo"))
    let settings = SwitchboardSettings(tree: tree, acd: acd)
    let scenarios = ScenarioRunner.World(
      settings: settings, makeHost: { UnavailableHost() }, isRightPassword: { _, _ in true },
      reload: { .settings(settings) }, start: world.starts[0].at)
    let scenario: Scenario
    do { scenario = try Scenario(name: "witness.call", text: script.text) } catch {
      return "\(error.problems)\n\(script.text)"
    }
    let result = ScenarioRunner(world: scenarios).run(scenario)
    if let failure = result.failure { return "\(failure)\n\(script.text)" }
    guard WalkScript.follows(route, result.ways) else {
      let words = { (ways: [MenuWay]) in ways.map { "\(tree[$0.node].id) \($0.exit)" }.joined(separator: ", ") }
      return "says \(words(route.ways))\ntook \(words(result.ways))\n\(script.text)"
    }
    return nil
  }

  /// What a script doesn't answer is past what the route says.
  private final class UnavailableHost: HostLink {
    func perform(_ requests: [HostRequest]) -> [HostReply] {
      requests.map { HostReply(id: $0.id, call: $0.call, outcome: .unavailable) }
    }
  }
}
