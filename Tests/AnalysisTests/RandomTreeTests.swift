import CallModel
import Settings
import Simulation
import Testing

@testable import IVR

/// Trees from seeds: what the analysis says of them is put to the test of the production switchboard.
@Suite struct RandomTreeTests {
  private static func analysed(_ seed: UInt64) -> (witness: Witness, graph: SituationGraph, analysis: MenuAnalysis) {
    let random = RandomTree(seed: seed)
    let world = AnalysisWorld(random.acd, random.tree)
    let graph = SituationGraph(tree: random.tree, world: world)
    return (Witness(tree: random.tree, acd: random.acd, world: world), graph, MenuAnalysis(graph, expected: []))
  }

  /// Each finding about a way is played, and the call goes that way, to the node that the finding is about.
  @Test(arguments: Array<UInt64>(0..<400)) func noWitnessIsWrong(seed: UInt64) {
    let (witness, graph, analysis) = Self.analysed(seed)
    for finding in analysis.findings {
      guard let route = finding.route else { continue }
      if let objection = witness.objection(to: route) {
        Issue.record("seed \(seed), \(finding.kind): \(finding.sentence)\n\(objection)")
      }
      #expect(Self.leads(route, to: finding.node, graph), "seed \(seed), \(finding.kind): \(finding.sentence)")
    }
  }

  /// The caller enters the node on the way; or an edge of the way names it, as where he is turned away from it.
  private static func leads(_ route: MenuRoute, to node: NodeIndex, _ graph: SituationGraph) -> Bool {
    guard let call = graph.walk(route) else { return false }
    return call.dialogue.path.contains(node)
      || graph.tree.ways.contains { route.ways.contains($0.way) && $0.out.target.node == node }
  }

  /// So is a way to each edge that the analysis says callers can take.
  @Test(arguments: Array<UInt64>(1_000..<1_200)) func everyEdgeIsTaken(seed: UInt64) {
    let (witness, _, analysis) = Self.analysed(seed)
    for (way, _) in witness.tree.ways {
      guard let route = analysis.route(to: way) else { continue }
      #expect(route.ways.contains(way))
      if let objection = witness.objection(to: route) {
        Issue.record("seed \(seed), \(witness.tree[way.node].id) \(way.exit)\n\(objection)")
      }
    }
  }

  /// Where no dead end was found, every caller of a walk of up to five moves, whatever they are, can still get to an end
  /// or an agent. The walk merges no two callers, so it doesn't share the analysis' idea of a situation.
  /// Trees with loops are among them: most of the callers who are caught would go round, which is another finding.
  @Test func aTreeWithoutTheFindingHasNoDeadEnd() {
    var sound = 0
    for seed in UInt64(0)..<400 where sound < 60 {
      let (witness, graph, analysis) = Self.analysed(seed)
      guard !analysis.findings.contains(where: { $0.kind == .deadEnd }) else { continue }
      sound += 1
      var budget = 3_000
      for start in witness.world.starts {
        var call = AnalysedCall(tree: witness.tree, world: witness.world, start: start)
        _ = call.perform(.call(start))
        if let fault = Self.deadEnd(from: call, depth: 5, &budget) {
          Issue.record("seed \(seed): \(fault), of \(graph.places.count) situations")
        }
      }
    }
    #expect(sound == 60)
  }

  /// Where a caller is caught, if anywhere. `budget` bounds the calls looked at.
  private static func deadEnd(from call: AnalysedCall, depth: Int, _ budget: inout Int) -> String? {
    guard budget > 0 else { return nil }
    budget -= 1
    guard canLeave(call) else { return "caught at \(call.dialogue.currentNode?.text ?? "-")" }
    guard depth > 0 else { return nil }
    for moves in call.choices {
      var next = call
      for move in moves { _ = next.perform(move) }
      if let fault = deadEnd(from: next, depth: depth - 1, &budget) { return fault }
    }
    return nil
  }

  /// Some sequence of moves brings this caller to an end or an agent: breadth first over his own calls, those told
  /// apart by node, stage and what has been proved.
  private static func canLeave(_ call: AnalysedCall) -> Bool {
    struct Seen: Hashable {
      var node: NodeIndex
      var phase: String
      var level: VerificationLevel
      var history: [NodeIndex]
      var calls: [NodeIndex]
      var kind: SessionValue?
    }
    var seen: Set<Seen> = []
    var row = [call]
    while let call = row.first {
      row.removeFirst()
      switch call.dialogue.phase {
      case .ended, .transferring, .talking: return true
      case .waiting: if call.queue.map(call.isOpen) == true { return true }
      case .notBegun, .speaking, .asking, .awaitingHost: break
      }
      for moves in call.choices {
        var next = call
        for move in moves { _ = next.perform(move) }
        let mark = Seen(
          node: next.dialogue.node, phase: "\(next.dialogue.phase)",
          level: next.dialogue.verification(at: next.now), history: next.dialogue.history.suffix(3),
          calls: next.dialogue.calls, kind: next.dialogue.values["kind"])
        if seen.insert(mark).inserted { row.append(next) }
      }
    }
    return false
  }

  /// The seeds hold what they are for: each kind of finding, and trees without any.
  @Test func theSeedsAreVaried() {
    var kinds: Set<MenuFinding.Kind> = []
    var clean = 0
    for seed in UInt64(0)..<150 {
      let findings = Self.analysed(seed).analysis.findings
      kinds.formUnion(findings.map(\.kind))
      if !findings.contains(where: \.isError) { clean += 1 }
    }
    #expect(kinds.isSuperset(of: [.unreachable, .deadEnd, .loop, .level, .uncollected, .unspoken]))
    #expect(clean >= 5)
  }

  /// A tree that is not followed to its end is said to be so, and nothing is made of what was not seen.
  @Test func aTreeTooLargeIsSaidToBe() {
    let random = RandomTree(seed: 0)
    let graph = SituationGraph(
      tree: random.tree, world: AnalysisWorld(random.acd, random.tree), mostSituations: 1)
    let findings = MenuAnalysis(graph, expected: []).findings
    #expect(findings.count { $0.kind == .tooLarge && !$0.isError } == 1)
    #expect(!findings.contains { $0.kind == .deadEnd })
  }

  /// Two analyses of one tree say the same, in the same order.
  @Test func theAnalysisIsDeterministic() {
    for seed in UInt64(0)..<20 {
      let first = Self.analysed(seed).analysis
      let second = Self.analysed(seed).analysis
      #expect(first.findings.map(\.sentence) == second.findings.map(\.sentence))
      #expect(first.findings.map(\.route) == second.findings.map(\.route))
    }
  }
}
