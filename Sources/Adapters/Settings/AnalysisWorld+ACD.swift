public import ACD
import CallModel
public import IVR

extension AnalysisWorld {
  /// The queues of a centre, and times at which they and the tree's own hours are open in different combinations.
  public init(_ acd: ACDConfiguration, _ tree: MenuTree) {
    let hours = acd.queues.map(\.hours) + tree.nodes.flatMap(Self.hours)
    self.init(
      starts: Self.starts(from: Self.workingMorning, hours),
      queues: acd.queues.map { queue in
        Queue(
          id: queue.id, hours: queue.hours, closed: Self.elsewhere(queue.closed, of: queue.id, tree),
          overflow: Self.elsewhere(queue.overflow, of: queue.id, tree),
          needsAgents: !queue.joinWhenEmpty, longestWait: queue.maxWait,
          agents: Self.agents(for: queue, acd))
      })
  }

  /// Each kind once, in the order of the agents. A queue that sends callers on when its last agent leaves does so as
  /// soon as he has ended the talk.
  private static func agents(for queue: QueueConfiguration, _ acd: ACDConfiguration) -> [[QueueID]] {
    var kinds: [[QueueID]] = []
    for agent in acd.agents where agent.canServe(queue) {
      let opened = acd.queues.filter { !$0.leaveWhenEmpty && agent.opens($0) }.map(\.id)
      if !kinds.contains(opened) { kinds.append(opened) }
    }
    return kinds
  }

  private static func elsewhere(_ target: OverflowTarget?, of queue: QueueID, _ tree: MenuTree) -> Elsewhere? {
    switch target {
    case .queue(let queue): .queue(queue)
    case .node(let node): .node(node)
    case .callback: tree.callbackNode(of: queue).map { .node(tree[$0].id) }
    case nil: nil
    }
  }

  private static func hours(of node: MenuNode) -> [OpeningHours] {
    guard case .branch(let branch) = node.kind else { return [] }
    return branch.arms.compactMap { if case .open(let hours) = $0.condition { hours } else { nil } }
  }
}
