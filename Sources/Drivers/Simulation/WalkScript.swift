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
        lines.append(HostAnswer(operation, outcome, items: items, language: language).line)
      }
    }
    let reports = route.moves.contains(.unreachable)
    if reports { lines.append("HELLO lp=1 name=walk bridge=reported") }
    var offers = 0
    var loggedIn: [AgentID] = []
    for case .served(let queue) in route.moves {
      guard let desk = desks.agents[queue], !loggedIn.contains(desk.agent) else { continue }
      loggedIn.append(desk.agent)
      lines.append("desk\(desk.agent)> LOGIN \(desk.agent) password=\(desk.password)")
    }
    for move in route.moves {
      switch move {
      case .call(let start):
        let offset = (start.at - world.starts[0].at).milliseconds
        let time = offset > 0 ? "@\(offset)ms " : ""
        let language = start.language.map { " lang=\($0)" } ?? ""
        lines.append("\(time)CALL from=\(AnalysisWorld.callingNumber)\(language)")
      case .keys(let keys): lines.append(String(keys.keys.map(\.character)))
      case .pass(let interval): lines.append("TICK \(interval.milliseconds)")
      case .host, .closed: break
      case .served(let queue):
        guard let desk = desks.agents[queue] else { continue }
        offers += 1
        let peer = "desk\(desk.agent)>"
        lines += ["\(peer) READY", "\(peer) ACCEPT o\(offers)"]
        if reports { lines.append("BRIDGED c1") }
        lines.append("+1s \(peer) END c1")
        if let code = desk.code { lines.append("\(peer) WRAP c1 code=\(code)") }
        lines.append("\(peer) LOGOUT")
      case .overflowed(let queue):
        if !world[queue].needsAgents, let wait = world[queue].longestWait { lines.append("TICK \(wait.milliseconds)") }
      case .unreachable: lines.append("UNREACHABLE c1")
      }
    }
    if let sign = Self.sign(ofArrivalBy: route.ways.last, in: tree) { lines.append("EXPECT \(sign)") }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// What the gateway hears when the last edge has been taken; `nil` where that can't be told from the tree.
  private static func sign(ofArrivalBy way: MenuWay?, in tree: MenuTree) -> String? {
    guard let way, let target = tree.waysOut(of: way.node).first(where: { $0.exit == way.exit })?.target.node else {
      return nil
    }
    let node = tree[target]
    switch node.kind {
    case .menu, .digits, .amount, .confirm, .survey: return "ASK skip=yes node=\(node.id)"
    case .secret: return "ASK skip=yes node=\(node.id) kind=secret"
    case .end(let disposition): return "END skip=yes disposition=\(disposition)"
    case .say: return node.prompt.map { "SAY skip=yes prompt=\($0)" }
    case .action, .choose, .branch, .queue, .callback, .transfer, .language, .call, .return: return nil
    }
  }

  /// Whether what a script's calls took is what the route says, from the start on. While a caller waits for a queue
  /// to give him up he may be offered its options, of which the route doesn't speak.
  public static func follows(_ route: MenuRoute, _ taken: [MenuWay]) -> Bool {
    if taken.starts(with: route.ways) { return true }
    let waits = route.moves.contains { if case .overflowed = $0 { true } else { false } }
    guard waits else { return false }
    var rest = taken[...]
    for way in route.ways {
      guard let place = rest.firstIndex(of: way) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }
}
