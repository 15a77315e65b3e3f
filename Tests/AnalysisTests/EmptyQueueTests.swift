import ACD
import CallModel
import Settings
import Testing

@testable import IVR

/// A queue that takes nobody in while it has no agents: who can come to it when it has none, and who can't.
@Suite struct EmptyQueueTests {
  /// Anyone serves `first`; `staffed` wants a skill and is empty until somebody who has it is logged in.
  private static func centre(_ agents: [String: [String]]) -> ACDConfiguration {
    let skill = SkillID("general")
    return ACDConfiguration(
      skills: [skill],
      queues: [
        QueueConfiguration(id: QueueID("first")),
        QueueConfiguration(
          id: QueueID("staffed"), rings: [RingConfiguration(requirements: [SkillRequirement(skill)])],
          joinWhenEmpty: false),
      ],
      agents: agents.sorted { $0.key < $1.key }.map { id, skills in
        AgentConfiguration(id: AgentID(id), skills: skills.map { SkillLevel(SkillID($0)) })
      })
  }

  private static func node(_ place: Int) -> Target { .node(NodeIndex(place)) }

  private static func queue(_ id: String, options: Int? = nil, after: Int, overflow: Int) -> NodeKind {
    let options = options.map {
      QueueEntry.Options(node: NodeIndex($0), whenWaitOver: .seconds(60), every: .seconds(45))
    }
    return .queue(
      QueueEntry(
        queue: QueueID(id), options: options, after: node(after), closed: node(overflow), overflow: node(overflow)))
  }

  /// A menu with one choice, which leads there.
  private static func menu(to place: Int) -> NodeKind {
    .menu(Menu(choices: [MenuChoice(keys: [Key("1")!], target: node(place), sets: [])]))
  }

  /// The first is where calls begin, the last where they end.
  private static func analysed(_ kinds: [NodeKind], _ acd: ACDConfiguration) -> (MenuAnalysis, Witness) {
    let kinds = kinds + [.end(disposition: "self-service")]
    let nodes = kinds.enumerated().map { place, kind in
      MenuNode(
        id: NodeID("n\(place)"), position: SourcePosition(file: "queue.yaml", line: place + 1, column: 3),
        prompt: PromptID("p\(place)"), kind: kind, links: [], level: .none)
    }
    let prompts = PromptCatalogue(
      kinds.indices.map { place in
        Prompt(
          id: PromptID("p\(place)"),
          templates: [Prompt.Template(language: .chinese, pieces: [.words("node \(place)")])])
      })
    let end = NodeIndex(kinds.count - 1)
    let tree = MenuTree(
      version: "queue", nodes: nodes, start: NodeIndex(0),
      fallbacks: MenuTree.Fallbacks(exhausted: end, hostDown: end), prompts: prompts, languages: [.chinese])
    let world = AnalysisWorld(acd, tree)
    return (MenuAnalysis(tree: tree, world: world), Witness(tree: tree, acd: acd, world: world))
  }

  /// Every edge that the analysis has a route to is taken by the switchboard; the answer is whether this one is among
  /// them.
  private static func takes(_ place: Int, _ exit: MenuExit, _ kinds: [NodeKind], _ acd: ACDConfiguration) -> Bool {
    let (analysis, witness) = analysed(kinds, acd)
    for (way, _) in analysis.tree.ways {
      guard let route = analysis.route(to: way) else { continue }
      if let objection = witness.objection(to: route) { Issue.record("n\(way.node.offset) \(way.exit): \(objection)") }
    }
    return analysis.route(to: MenuWay(node: NodeIndex(place), exit: exit)) != nil
  }

  private static let straightFromATalk = [
    queue("first", after: 1, overflow: 2), queue("staffed", after: 2, overflow: 2),
  ]

  /// The agent has ended the talk and is still logged in when the caller comes to the other queue.
  @Test func whoeverComesStraightFromItsOwnAgentIsLetIn() {
    #expect(!Self.takes(1, .overflow, Self.straightFromATalk, Self.centre(["1001": ["general"]])))
  }

  /// So the nodes behind that edge are no dead ends, but nodes that nobody gets to.
  @Test func whatOnlyAnEmptyQueueLeadsToIsNoDeadEnd() {
    let caught = NodeKind.menu(Menu(choices: [], exhausted: .again))
    let kinds = [Self.queue("first", after: 1, overflow: 3), Self.queue("staffed", after: 3, overflow: 2), caught]
    #expect(!Self.analysed(kinds, Self.centre(["1001": ["general"]])).0.findings.contains { $0.kind == .deadEnd })
    #expect(Self.analysed(kinds, Self.centre(["1001": []])).0.findings.contains { $0.kind == .deadEnd })
  }

  /// It is the second agent who must talk for that: the first would be in the other queue too.
  @Test func whoeverComesFromAnotherAgentFindsItEmpty() {
    #expect(Self.takes(1, .overflow, Self.straightFromATalk, Self.centre(["1001": ["general"], "1002": []])))
  }

  /// A key later the agent may have logged out.
  @Test func whoeverTakesHisTimeFindsItEmpty() {
    let kinds = [
      Self.queue("first", after: 1, overflow: 3), Self.menu(to: 2), Self.queue("staffed", after: 3, overflow: 3),
    ]
    #expect(Self.takes(2, .overflow, kinds, Self.centre(["1001": ["general"]])))
  }

  /// Whoever comes back from the options has his place, even by another node of the queue.
  @Test func whoeverIsInIsNotAskedAgain() {
    let kinds = [
      Self.queue("staffed", options: 1, after: 3, overflow: 3), Self.menu(to: 2),
      Self.queue("staffed", after: 3, overflow: 3),
    ]
    #expect(!Self.takes(2, .overflow, kinds, Self.centre(["1001": ["general"]])))
  }

  /// The script logs the agent in again for whoever comes a second time.
  @Test func whoeverComesASecondTimeIsLetInAgain() {
    let kinds = [
      Self.queue("staffed", after: 1, overflow: 3), Self.menu(to: 2), Self.queue("staffed", after: 3, overflow: 3),
    ]
    #expect(Self.takes(2, .after, kinds, Self.centre(["1001": ["general"]])))
  }
}
