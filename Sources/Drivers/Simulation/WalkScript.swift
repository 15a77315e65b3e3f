public import ACD
import CallModel
public import IVR

/// A route through a tree as a `.call` script: what the caller keys, what the bank answers, who serves the queues.
public struct WalkScript: Sendable {
  /// Agents whose passwords are known, so that scripts can log them in.
  public struct Desks: Sendable {
    fileprivate struct Desk {
      var agent: AgentID
      var code: String?
      /// Queues that take callers in because he is logged in.
      var opened: [QueueID]
    }

    fileprivate let password: String
    private var desks: [QueueID: [Desk]] = [:]

    /// Of each queue the first agent of each kind, all with the same password.
    public init(_ acd: ACDConfiguration, password: String) {
      self.password = password
      for queue in acd.queues {
        var kinds: [Desk] = []
        for agent in acd.agents where agent.canServe(queue) {
          let opened = acd.queues.filter(agent.opens).map(\.id)
          guard !kinds.contains(where: { $0.opened == opened }) else { continue }
          kinds.append(Desk(agent: agent.id, code: queue.wrapUp.codes.first, opened: opened))
        }
        desks[queue.id] = kinds
      }
    }

    /// The first agent for the queue who leaves these queues without one, where there is such an agent.
    fileprivate func desk(for queue: QueueID, closing closed: [QueueID]) -> Desk? {
      let kinds = desks[queue] ?? []
      return kinds.first { desk in !desk.opened.contains(where: closed.contains) } ?? kinds.first
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
    var loggedIn: [Desks.Desk] = []
    func logIn(_ desk: Desks.Desk?) {
      guard let desk, !loggedIn.contains(where: { $0.agent == desk.agent }) else { return }
      loggedIn.append(desk)
      lines.append("desk\(desk.agent)> LOGIN \(desk.agent) password=\(desks.password)")
    }
    func logOut(_ desk: Desks.Desk) {
      lines.append("desk\(desk.agent)> LOGOUT")
      loggedIn.removeAll { $0.agent == desk.agent }
    }
    for (number, move) in route.moves.enumerated() where Self.isPlayed(move) {
      // Who is logged in when the caller comes to a queue that needs agents decides whether it lets him in. As late as
      // can be: a queue with agents tells shorter waits, and offers its options later.
      let doors = Self.doors(after: number, in: route)
      for desk in loggedIn where desk.opened.contains(where: doors.refusing.contains) { logOut(desk) }
      if let admitting = doors.admitting, world[admitting].needsAgents {
        logIn(desks.desk(for: admitting, closing: doors.refusing))
      }
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
        guard let desk = desks.desk(for: queue, closing: doors.refusing) else { continue }
        offers += 1
        logIn(desk)
        let peer = "desk\(desk.agent)>"
        lines += ["\(peer) READY", "\(peer) ACCEPT o\(offers)"]
        if reports { lines.append("BRIDGED c1") }
        lines.append("+1s \(peer) END c1")
        if let code = desk.code { lines.append("\(peer) WRAP c1 code=\(code)") }
        logOut(desk)
      case .overflowed(_, after: let wait): lines.append("TICK \(wait.milliseconds)")
      case .unreachable: lines.append("UNREACHABLE c1 reason=busy")
      }
    }
    if let sign = Self.sign(of: route.rest, in: tree) { lines.append("EXPECT \(sign)") }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// Whether a line of the script stands for it; else it comes about with the line before.
  private static func isPlayed(_ move: WalkMove) -> Bool {
    switch move {
    case .host, .closed, .overflowed(_, after: .zero): false
    case .call, .keys, .pass, .served, .overflowed, .unreachable: true
    }
  }

  /// The queues that the caller comes to with the line of this move: those that refuse him, and the one that he stays
  /// in.
  private static func doors(after number: Int, in route: MenuRoute) -> (refusing: [QueueID], admitting: QueueID?) {
    var refusing: [QueueID] = []
    for (place, next) in route.moves.enumerated().dropFirst(number + 1) {
      if let queue = route.queues[place - 1] {
        if next == .overflowed(queue, after: .zero) {
          refusing.append(queue)
        } else if next != .closed(queue) {
          return (refusing, queue)
        }
      }
      if isPlayed(next) { break }
    }
    return (refusing, nil)
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
