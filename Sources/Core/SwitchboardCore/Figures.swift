public import ACD
import CallModel
public import LineProtocol

/// The switchboard in numbers, for those who watch it from outside. A copy: it may be read on any thread.
public struct Figures: Sendable {
  public var liveCalls: Int
  public var callsStarted: Int64
  /// Keys taken from callers.
  public var keys: Int64
  public var sessions: Int
  public var timers: Int
  /// New calls are taken.
  public var isOpen: Bool
  /// No new calls and no new money: the disk has no room.
  public var isStorageShort: Bool
  /// No new calls: more comes than is answered in good time.
  public var isOverloaded: Bool
  public var queues: [QueueStatus]
  /// Agents by what they are doing, in the order of `AgentState.Kind.allCases`.
  public var agents: [(state: AgentState.Kind, count: Int)]
  /// Lines that were answered with `ERR`, in the order of `ErrorSymbol.allCases`: limits that were hit are among them.
  public var refusals: [(symbol: ErrorSymbol, count: Int64)]
}

extension Switchboard {
  /// O(queues + agents).
  public var figures: Figures {
    var agents = Array(repeating: 0, count: AgentState.Kind.allCases.count)
    for agent in acd.agentStatus { agents[agent.state.kind.rawValue] += 1 }
    return Figures(
      liveCalls: calls.count, callsStarted: callsStarted, keys: keysTaken, sessions: sessions.count,
      timers: deadlines.count, isOpen: drain == .open, isStorageShort: isStorageShort,
      isOverloaded: isOverloaded, queues: acd.queueStatus,
      agents: AgentState.Kind.allCases.map { ($0, agents[$0.rawValue]) },
      refusals: ErrorSymbol.allCases.map { ($0, refusalCounts[$0.rawValue, default: 0]) })
  }

  mutating func countRefusal(_ symbol: ErrorSymbol) {
    refusalCounts[symbol.rawValue, default: 0] += 1
  }
}
