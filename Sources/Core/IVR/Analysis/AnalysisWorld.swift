public import CallModel

/// What stands around a tree while it is analysed: when callers call, and what its queues can do.
///
/// Beside the tree, because queues and their hours belong to the centre; the analysis needs to know whether one can
/// be closed at all.
public struct AnalysisWorld: Sendable {
  /// How a call begins.
  public struct Start: Sendable, Equatable {
    public var at: Timestamp
    /// What the gateway knows of the call.
    public var language: Language?

    public init(at: Timestamp, language: Language? = nil) {
      self.at = at
      self.language = language
    }
  }

  /// Where a queue sends those whom it doesn't take; without one, the node decides.
  public enum Elsewhere: Sendable, Equatable {
    case node(NodeID)
    case queue(QueueID)
  }

  public struct Queue: Sendable {
    public var id: QueueID
    public var hours: OpeningHours
    public var closed: Elsewhere?
    public var overflow: Elsewhere?
    /// Callers are turned away while nobody is logged in.
    public var needsAgents: Bool
    /// After so long a caller is sent on.
    public var longestWait: Interval?
    /// The kinds of agents who could serve it at the caller's arrival: for each the queues that take callers in
    /// because he is logged in, each kind once.
    public var agents: [[QueueID]]

    public init(
      id: QueueID, hours: OpeningHours = .always, closed: Elsewhere? = nil, overflow: Elsewhere? = nil,
      needsAgents: Bool = false, longestWait: Interval? = nil, agents: [[QueueID]] = [[]]
    ) {
      self.id = id
      self.hours = hours
      self.closed = closed
      self.overflow = overflow
      self.needsAgents = needsAgents
      self.longestWait = longestWait
      self.agents = agents
    }
  }

  public static let callingNumber = "13800138000"
  /// When most callers call, in the bank's time: agents are there, all hours are open. One day for all, so that the
  /// same menus are judged alike on every day.
  public static let workingMorning = CivilTime(
    day: CivilDay(year: 2026, month: 11, day: 24)!, timeOfDay: .hours(10)
  ).instant()

  /// The first is the usual one.
  public var starts: [Start]
  private let queues: [QueueID: Queue]

  public init(starts: [Start], queues: [Queue]) {
    precondition(!starts.isEmpty, "An analysis needs an instant at which somebody calls.")
    self.starts = starts
    var byID: [QueueID: Queue] = [:]
    for queue in queues { byID[queue.id] = queue }
    self.queues = byID
  }

  public subscript(queue: QueueID) -> Queue { queues[queue] ?? Queue(id: queue) }

  /// Instants from `first` on, within a week and at most so many, at which the hours are open in different
  /// combinations: the usual one, then one for each that differs.
  public static func starts(from first: Timestamp, _ hours: [OpeningHours], atMost most: Int = 8) -> [Start] {
    var starts = [Start(at: first)]
    var seen = [hours.map { $0.isOpen(at: first) }]
    for step in 1...(7 * 24 * 4) where starts.count < most {
      let instant = first + .minutes(15) * Int64(step)
      let open = hours.map { $0.isOpen(at: instant) }
      guard !seen.contains(open) else { continue }
      seen.append(open)
      starts.append(Start(at: instant))
    }
    return starts
  }
}
