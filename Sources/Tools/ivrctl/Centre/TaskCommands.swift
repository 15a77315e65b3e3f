import ArgumentParser
import LineProtocol
import ServiceCentre
import Terminal

/// Calls that the centre owes: questions that were deferred and what callers were promised by keys.
struct CallbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "callback", abstract: "Questions to be answered by calling back, and callbacks promised by keys.",
    discussion: """
      An agent defers a question at his desk (DEFER), or here for who came another way. When the answer is there, \
      call has the customer dialled and the agent connected. Three attempts, each but the first with a reason.

      EXAMPLES
        ivrctl callback open --about c12 --phone 13800138000 \\
          --consent "When is the loan paid out?"
        ivrctl callback list --open
        ivrctl callback call TK1001 --queue general
        ivrctl callback reason TK1001 "was in a meeting"
        ivrctl callback complete TK1001 "told: on the 3rd"

      \(Exit.help)
      """,
    subcommands: [
      CallbackOpenCommand.self, DeferredListCommand.self, TaskShowCommand.self, TaskAssignCommand.self,
      TaskCallCommand.self, TaskReasonCommand.self, TaskCompleteCommand.self, TaskCancelCommand.self,
      CallbackPromisedCommand.self,
    ])
}

/// 回访: was the customer satisfied, is the matter solved?
struct FollowUpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "followup", abstract: "Follow-ups after complaints and surveys, and recovery where one went badly.",
    discussion: """
      Every closed complaint makes one, and so does a caller who asks for it by keys. A score of 1 or 2, or a matter \
      not solved, opens a recovery task. Who handled a complaint does not follow it up.

      EXAMPLES
        ivrctl followup list --open
        ivrctl followup call TK1001 --queue complaints
        ivrctl followup complete TK1001 --score 4 --solved yes \\
          "content with the answer"
        ivrctl followup sample --percent 5 --seed 7

      \(Exit.help)
      """,
    subcommands: [
      FollowUpOpenCommand.self, FollowUpSampleCommand.self, FollowUpListCommand.self, TaskShowCommand.self,
      TaskAssignCommand.self,
      TaskCallCommand.self, TaskReasonCommand.self, TaskCompleteCommand.self, TaskCancelCommand.self,
    ])
}

struct CallbackOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Defers a question, with the customer's consent to be called back.",
    discussion: """
      EXAMPLES
        ivrctl callback open --about c12 --phone 13800138000 \\
          --consent "When is the loan paid out?"

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("What it belongs to: a call, a complaint.", valueName: "id")) var about: String
  @Option(help: ArgumentHelp("Where to call back.", valueName: "digits")) var phone: String
  @Option(help: "Whose agents dial.") var queue: String?
  @Flag(help: "The customer agreed to be called back.") var consent = false
  @Argument(help: "The question.") var matter: String
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let fields: [(key: String, value: String?)] = [
      ("purpose", TaskPurpose.deferred.rawValue), ("about", about), ("phone", phone), ("queue", queue),
      ("consent", consent ? "yes" : "no"),
    ]
    try centre.order(["task", "open"], fields, text: matter).showTask(centre.output)
  }
}

struct FollowUpOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens a follow-up, or a recovery, about something.",
    discussion: """
      EXAMPLES
        ivrctl followup open --about c12 --phone 13800138000 "sample of the week"
        ivrctl followup open --about CP1001 --recovery "still waits for the refund"

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("What it is about.", valueName: "id")) var about: String
  @Option(help: ArgumentHelp("Where to call.", valueName: "digits")) var phone: String?
  @Option(help: "Whose agents dial.") var queue: String?
  @Flag(help: "To make something good.") var recovery = false
  @Argument(help: "Why.") var matter: String
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let purpose = recovery ? TaskPurpose.recovery : .followUp
    let fields: [(key: String, value: String?)] = [
      ("purpose", purpose.rawValue), ("about", about), ("phone", phone), ("queue", queue),
    ]
    try centre.order(["task", "open"], fields, text: matter).showTask(centre.output)
  }
}

struct DeferredListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The deferred questions, with their owners and due times.",
    discussion: """
      EXAMPLES
        ivrctl callback list
        ivrctl callback list --overdue --json

      \(Exit.help)
      """)

  @OptionGroup var tasks: TaskListOptions

  func run() throws { try tasks.list(.deferred).showList(tasks.centre.output, ifEmpty: "no deferred questions") }
}

struct FollowUpListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The follow-ups and recoveries, with their owners and due times.",
    discussion: """
      EXAMPLES
        ivrctl followup list --open
        ivrctl followup list --recovery --json

      \(Exit.help)
      """)

  @Flag(help: "Only recoveries.") var recovery = false
  @OptionGroup var tasks: TaskListOptions

  func run() throws {
    try tasks.list(recovery ? .recovery : nil).without("purpose", TaskPurpose.deferred.rawValue)
      .showList(tasks.centre.output, ifEmpty: recovery ? "no recoveries" : "no follow-ups")
  }
}

/// Which tasks to list.
struct TaskListOptions: ParsableArguments {
  @Option(help: "Only those in this state.") var state: DialCourse.State?
  @Option(help: ArgumentHelp("Only those of this member.", valueName: "staff")) var owner: String?
  @Flag(help: "Only those that are not over.") var open = false
  @Flag(help: "Only those that are late.") var overdue = false
  @OptionGroup var centre: CentreOptions

  func list(_ purpose: TaskPurpose?) throws -> OperationsReply {
    let fields: [(key: String, value: String?)] = [
      ("purpose", purpose?.rawValue), ("state", state?.rawValue), ("owner", owner), ("open", open ? "yes" : nil),
      ("overdue", overdue ? "yes" : nil),
    ]
    return try centre.order(["task", "list"], fields)
  }
}

struct TaskShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One task with its attempts and history.",
    discussion: """
      EXAMPLES
        ivrctl callback show TK1001

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget

  func run() throws { try target.centre.order(["task", "show", target.id]).showDetails(target.centre.output) }
}

struct TaskAssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Gives a task to somebody.",
    discussion: """
      EXAMPLES
        ivrctl followup assign TK1001 --to 1002

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Option(help: ArgumentHelp("Who sees to it.", valueName: "staff")) var to: String

  func run() throws { try target.task("assign", [("to", to)]) }
}

struct TaskCallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", abstract: "Has the customer dialled, when an agent of the queue is free.",
    discussion: """
      EXAMPLES
        ivrctl callback call TK1001 --queue general

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Option(help: "Whose agents dial, if the task doesn't say.") var queue: String?
  @Option(help: ArgumentHelp("Another number than the task's.", valueName: "digits")) var phone: String?

  func run() throws { try target.task("call", [("queue", queue), ("phone", phone)]) }
}

struct TaskReasonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reason", abstract: "Says why a customer who was not reached is tried again.",
    discussion: """
      EXAMPLES
        ivrctl callback reason TK1001 "was busy"

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Argument(help: "The reason.") var text: String

  func run() throws { try target.task("reason", text: text) }
}

struct TaskCompleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "Says what came of it: that closes the matter.",
    discussion: """
      A follow-up needs a score and whether the matter is solved.

      EXAMPLES
        ivrctl callback complete TK1001 "told: on the 3rd"
        ivrctl followup complete TK1002 --score 4 --solved yes "content"

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Option(help: ArgumentHelp("How satisfied, 1 to 5.", valueName: "n")) var score: Int?
  @Option(help: ArgumentHelp("Is the matter solved?", valueName: "yes|no")) var solved: String?
  @Argument(help: "What came of it.") var text: String

  func run() throws {
    try target.task("complete", [("score", score.map { String($0) }), ("solved", solved)], text: text)
  }
}

struct TaskCancelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Takes a task back, with the reason.",
    discussion: """
      EXAMPLES
        ivrctl callback cancel TK1001 "the customer came to the branch"

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Argument(help: "Why.") var text: String

  func run() throws { try target.task("cancel", text: text) }
}

struct CallbackPromisedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promised", abstract: "What callers were promised by keys; agents are given these by themselves.",
    discussion: """
      EXAMPLES
        ivrctl callback promised --state open
        ivrctl callback promised --overdue

      \(Exit.help)
      """)

  @Option(help: "Only those in this state.") var state: CallbackTask.State?
  @Flag(help: "Only those that are late.") var overdue = false
  @OptionGroup var centre: CentreOptions

  func run() throws {
    try centre.order(["task", "callbacks"], [("state", state?.rawValue), ("overdue", overdue ? "yes" : nil)])
      .showList(centre.output, ifEmpty: "nothing was promised")
  }
}

struct CaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case", abstract: "The register of contacts: what callers wanted.",
    discussion: """
      Agents register it at their desk: CASE c1 kind=enquiry reason=rates.

      EXAMPLES
        ivrctl case list --kind complaint
        ivrctl case list --call c12 --json

      \(Exit.help)
      """, subcommands: [CaseListCommand.self])
}

struct CaseListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "What was registered in some days.",
    discussion: """
      EXAMPLES
        ivrctl case list --from 2026-11-01

      \(Exit.help)
      """)

  @Option(help: "Only those of this kind.") var kind: ContactKind?
  @Option(help: "Only those of this call.") var call: String?
  @OptionGroup var days: DaysOptions
  @OptionGroup var centre: CentreOptions

  func run() throws {
    try centre.order(["case", "list"], [("kind", kind?.rawValue), ("call", call)] + days.fields)
      .showList(centre.output, ifEmpty: "nothing")
  }
}

extension PaperTarget {
  func task(_ action: String, _ fields: [(key: String, value: String?)] = [], text: String? = nil) throws {
    try centre.order(["task", action, id], fields, text: text).showTask(centre.output)
  }
}

extension OperationsReply {
  /// `TK1001: open, due 2026-12-12T10:00:00+08:00`; what is over is due no more.
  func showTask(_ output: OutputOptions) throws {
    func field(_ key: String) -> String { DisplayText.printable(end[key] ?? "?") }
    let recovery = end["recovery"].map { "; recovery \(DisplayText.printable($0))" } ?? ""
    let isOver = [CareTask.State.completed, .blocked, .withdrawn].map(\.rawValue).contains(end["state"])
    let due = isOver ? "" : ", due \(field("due"))"
    try showDone(output, "\(field("id")): \(field("state"))\(due)\(recovery)")
  }
}
