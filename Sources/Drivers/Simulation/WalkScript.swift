public import ACD
import CallModel
public import IVR

/// A route through a tree as a `.call` script: what the caller keys, what the bank answers, who serves the queues.
public struct WalkScript: Sendable {
  /// Agents whose passwords are known, so that scripts can log them in.
  public struct Desks: Sendable {
    fileprivate var agents: [QueueID: (agent: AgentID, password: String, code: String?)] = [:]

    /// The first agent for each queue, all with the same password.
    public init(_ acd: ACDConfiguration, password: String) {
      for queue in acd.queues {
        guard let agent = acd.agents.first(where: { $0.canServe(queue) }) else { continue }
        agents[queue.id] = (agent.id, password, queue.wrapUp.codes.first)
      }
    }
  }

  public let text: String

  /// `title` is the comment above; `world` the one in which the route was found.
  public init(_ route: MenuRoute, title: String, in tree: MenuTree, _ world: AnalysisWorld, _ desks: Desks) {
    var lines = ["# \(title)"]
    for move in route.moves {
      if case .host(let operation, let outcome, let items, let language) = move {
        lines.append(HostAnswer(operation, .answered(outcome), items: items, language: language).line)
      }
    }
    let reports = route.moves.contains(.unreachable)
    if reports { lines.append("HELLO lp=1 name=walk bridge=reported") }
    var offers = 0
    var loggedIn: [AgentID] = []
    func logIn(_ queue: QueueID) {
      guard let desk = desks.agents[queue], !loggedIn.contains(desk.agent) else { return }
      loggedIn.append(desk.agent)
      lines.append("desk\(desk.agent)> LOGIN \(desk.agent) password=\(desk.password)")
    }
    // As late as can be: a queue with agents tells shorter waits, and offers its options later.
    for way in route.ways where way.exit == .options || way.exit == .after {
      if case .queue(let entry) = tree[way.node].kind, world[entry.queue].needsAgents { logIn(entry.queue) }
    }
    for move in route.moves {
      switch move {
      case .call(let start):
        let offset = (start.at - world.starts[0].at).milliseconds
        let time = offset > 0 ? "@\(offset)ms " : ""
        let language = start.language.map { " lang=\($0)" } ?? ""
        lines.append("\(time)CALL from=\(AnalysisWorld.callingNumber)\(language)")
      case .keys(let keys): lines.append(String(keys.map(\.character)))
      case .pass(let interval): lines.append("TICK \(interval.milliseconds)")
      case .host, .closed: break
      case .served(let queue):
        guard let desk = desks.agents[queue] else { continue }
        offers += 1
        logIn(queue)
        let peer = "desk\(desk.agent)>"
        lines += ["\(peer) READY", "\(peer) ACCEPT o\(offers)"]
        if reports { lines.append("BRIDGED c1") }
        lines.append("+1s \(peer) END c1")
        if let code = desk.code { lines.append("\(peer) WRAP c1 code=\(code)") }
        lines.append("\(peer) LOGOUT")
        loggedIn.removeAll { $0 == desk.agent }
      case .overflowed(_, after: let wait): if wait > .zero { lines.append("TICK \(wait.milliseconds)") }
      case .unreachable: lines.append("UNREACHABLE c1 reason=busy")
      }
    }
    if let sign = Self.sign(of: route.rest, in: tree) { lines.append("EXPECT \(sign)") }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// What the gateway hears last.
  private static func sign(of rest: MenuRoute.Rest?, in tree: MenuTree) -> String? {
    switch rest {
    case .asked(let node): "ASK skip=yes node=\(tree[node].id)"
    case .ended: "END skip=yes"
    case nil: nil
    }
  }

  /// Whether what a script's calls took is what the route says, from the start on.
  public static func follows(_ route: MenuRoute, _ taken: [MenuWay]) -> Bool { taken.starts(with: route.ways) }
}
