import ACD
import Testing

/// Queues and agents that read well and can't work as they say.
@Suite struct BrokenQueuesTests {
  static let cases = [
    BrokenMenus(
      "estimate of nothing", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    max-estimate: {}",
      says: [
        #"queues.yaml:5:19: error: "max-estimate" needs "entering", "waiting" or both"#
      ]),
    BrokenMenus(
      "longest wait that leads nowhere", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    max-wait: 5m",
      says: [
        #"queues.yaml:3:3: warning: queue general: callers who wait too long have nowhere to go"#
      ]),
    BrokenMenus(
      "estimate that leads nowhere", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    max-estimate: {entering: 10m}",
      says: [
        #"queues.yaml:3:3: warning: queue general: callers who would wait too long have nowhere to go"#
      ]),
    BrokenMenus(
      "let in and sent away", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    max-estimate: {entering: 10m, waiting: 5m}\n    overflow: {node: bye}",
      says: [
        #"queues.yaml:3:3: warning: queue general: callers are let in who would be sent away at once"#
      ]),
    BrokenMenus(
      "entered without agents, left without agents", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    join-when-empty: true\n    leave-when-empty: true",
      says: [
        #"queues.yaml:3:3: warning: queue general: callers may enter without agents, yet are sent away when the last agent leaves"#
      ]),
    BrokenMenus(
      "reservation of more than there are", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    reserve: [{idle-above: 1}]",
      says: [
        #"queues.yaml:3:3: warning: queue general: a reservation leaves 1 of a group of 1 to others: its callers will never get one of them"#
      ]),
    BrokenMenus(
      "earlier calls that count for nothing", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    previous-agent: any\n    previous-within: 1h",
      says: [
        #"queues.yaml:3:3: warning: queue general: earlier calls count, but their agents are any others to it"#
      ]),
    BrokenMenus(
      "previous agent preferred for no time", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    previous-agent: preferred\n    preferred-window: 0s",
      says: [
        #"queues.yaml:3:3: warning: queue general: the previous agent is preferred, but for no time"#
      ]),
    BrokenMenus(
      "closed to itself", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    closed: {queue: general}",
      says: [
        #"queues.yaml:3:3: error: queue general comes back to itself when all are closed"#,
        #"queues.yaml:3:3: error: queue general: closed leads back to itself"#,
      ]),
    BrokenMenus(
      "agent who takes first from one queue twice", in: "agents.yaml",
      replacing: "skills: {general: 2}",
      by: "skills: {general: 2}\n    takes-first: [general, general]",
      says: [
        #"agents.yaml:2:3: error: agent 1001 takes first from queue general twice"#
      ]),
    BrokenMenus(
      "overflow to nothing", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    overflow: {}",
      says: [
        #"queues.yaml:5:15: error: "overflow" needs one of "queue" and "node""#
      ]),
    BrokenMenus(
      "more reservations than there may be", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: always\n    reserve: [\(many("{idle-above: 0}", ACDLimits.reservations + 1))]",
      says: [
        "queues.yaml:3:3: error: queue general has more than 8 reservations"
      ]),
    BrokenMenus(
      "more conflicts than there may be", in: "agents.yaml",
      replacing: "skills: {general: 2}",
      by: "skills: {general: 2}\n    conflicts: [\(many("1", ACDLimits.conflicts + 1))]",
      says: [
        "agents.yaml:2:3: error: agent 1001 has conflicts of interest with more than 64 customers"
      ]),
  ]

  /// An item so many times.
  private static func many(_ item: String, _ count: Int) -> String {
    Array(repeating: item, count: count).joined(separator: ", ")
  }

  @Test(arguments: cases) func saysExactlyWhatIsWrong(_ broken: BrokenMenus) { broken.check() }
}
