import ArgumentParser
import LineProtocol
import ServiceCentre
import Terminal

struct ComplaintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complaint", abstract: "Complaints, from receipt to follow-up.",
    discussion: """
      A complaint is received, accepted, assigned, investigated, decided, notified, closed and followed up. It is due \
      15 calendar days after its receipt (day 0), at the end of the day; extended, after 30 and then 60. \
      Your roles decide what you may do; a refusal names the rule and its article.

      EXAMPLES
        ivrctl complaint open --channel letter --business loan --cause contract \\
          "Was charged a fee nobody named"
        ivrctl complaint accept CP1001
        ivrctl complaint assign CP1001 --to 1002
        ivrctl complaint extend CP1001 --notice phone \\
          "The branch's papers are in the archive"
        ivrctl complaint list --overdue

      \(Exit.help)
      """,
    subcommands: [
      ComplaintOpenCommand.self, ComplaintAcceptCommand.self, ComplaintRefuseCommand.self, ComplaintAssignCommand.self,
      ComplaintJoinCommand.self, ComplaintInvestigateCommand.self, ComplaintUrgeCommand.self,
      ComplaintEscalateCommand.self, ComplaintExtendCommand.self, ComplaintDecideCommand.self,
      ComplaintNotifyCommand.self, ComplaintCloseCommand.self, ComplaintVisitCommand.self,
      ComplaintWithdrawCommand.self, ComplaintReviewCommand.self, ComplaintShowCommand.self, ComplaintListCommand.self,
      ComplaintContactCommand.self, ComplaintStatisticsCommand.self,
    ])
}

/// Which complaint, and what every order has.
struct ComplaintTarget: ParsableArguments {
  @Argument(help: "The complaint, as CP1001.")
  var id: String

  @OptionGroup var centre: CentreOptions

  /// Takes the complaint a step on and says where it stands.
  func step(_ action: String, _ fields: [(key: String, value: String?)] = [], text: String? = nil) throws {
    let reply = try centre.order(["complaint", action, id], fields, text: text)
    try reply.showComplaint(centre.output)
  }
}

extension OperationsReply {
  /// `CP1001: assigned, due 2026-12-12`.
  func showComplaint(_ output: OutputOptions) throws {
    func field(_ key: String) -> String { DisplayText.printable(end[key] ?? "?") }
    let isOver = end["state"].flatMap { ComplaintState(rawValue: $0) }?.isOver ?? false
    let due = isOver ? "" : ", due \(field("due"))"
    let more = ["joint-units", "urgings", "escalations"].filter { end[$0] != nil }.map { ", \($0) \(field($0))" }
    try showDone(output, "\(field("id")): \(field("state"))\(due)\(more.joined())")
  }
}

/// Who is complained of; neither may handle it.
struct AccusedOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The unit complained of.", valueName: "unit"))
  var aboutUnit: String?

  @Option(help: ArgumentHelp("The member of the staff complained of.", valueName: "staff"))
  var aboutPerson: String?

  var fields: [(key: String, value: String?)] { [("about-unit", aboutUnit), ("about-person", aboutPerson)] }
}

struct ComplaintOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Registers a complaint that came by visit, letter or otherwise.",
    discussion: """
      EXAMPLES
        ivrctl complaint open --channel visit --business debit-card \\
          --cause attitude --phone 13800138000 --about-unit haidian \\
          "Was sent away twice"
        ivrctl complaint open --channel letter --received 2026-11-20 \\
          --business loan --cause contract "Unnamed fee"

      \(Exit.help)
      """)

  @Option(help: "How it came.") var channel: ComplaintChannel
  @Option(help: "What it is about.") var business: ComplaintBusiness
  @Option(help: "Its cause.") var cause: ComplaintCause
  @OptionGroup var accused: AccusedOptions
  @Option(help: "Who complains.") var name: String?
  @Option(help: ArgumentHelp("Where he can be reached.", valueName: "digits")) var phone: String?
  @Option(help: ArgumentHelp("The customer's number.", valueName: "n")) var customer: String?
  @Option(help: ArgumentHelp("The call in which it was taken.", valueName: "call")) var call: String?
  @Option(help: ArgumentHelp("The day of receipt, if not today.", valueName: "yyyy-mm-dd")) var received: String?
  @Argument(help: "What it says.") var matter: String
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let fields: [(key: String, value: String?)] = [
      ("channel", channel.rawValue), ("business", business.rawValue), ("cause", cause.rawValue), ("name", name),
      ("phone", phone), ("customer", customer), ("call", call), ("received", received),
    ]
    let reply = try centre.order(["complaint", "open"], fields + accused.fields, text: matter)
    try reply.showComplaint(centre.output)
  }
}

struct ComplaintListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Complaints, the newest first.",
    discussion: """
      EXAMPLES
        ivrctl complaint list --open
        ivrctl complaint list --overdue --json
        ivrctl complaint list --state assigned --handler 1002

      \(Exit.help)
      """)

  @Option(help: "Only those in this state.") var state: ComplaintState?
  @Option(help: ArgumentHelp("Only those of this handler.", valueName: "staff")) var handler: String?
  @Flag(help: "Only those that are not over.") var open = false
  @Flag(help: "Only those whose deadline has passed.") var overdue = false
  @Option(help: ArgumentHelp("Rows at most: else 100.", valueName: "n")) var limit: Int?
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let fields: [(key: String, value: String?)] = [
      ("state", state?.rawValue), ("handler", handler), ("open", open ? "yes" : nil),
      ("overdue", overdue ? "yes" : nil), ("limit", limit.map { String($0) }),
    ]
    try centre.order(["complaint", "list"], fields).showList(centre.output, ifEmpty: "no complaints")
  }
}

struct ComplaintShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One complaint with its whole history; names and numbers are masked.",
    discussion: """
      EXAMPLES
        ivrctl complaint show CP1001
        ivrctl complaint show CP1001 --json

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget

  func run() throws {
    try target.centre.order(["complaint", "show", target.id]).showDetails(target.centre.output)
  }
}

struct ComplaintContactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contact", abstract: "The complainant's name and number, with a reason that the audit trail keeps.",
    discussion: """
      For the handler and the complaints office.

      EXAMPLES
        ivrctl complaint contact CP1001 "to ask for the receipt"

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Argument(help: "Why you need it.") var reason: String

  func run() throws {
    let reply = try target.centre.order(["complaint", "contact", target.id], text: reason)
    try reply.showOne(target.centre.output)
  }
}

struct ComplaintStatisticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statistics", abstract: "Counts of the complaints received in some days.",
    discussion: """
      EXAMPLES
        ivrctl complaint statistics
        ivrctl complaint statistics --from 2026-10-01 --to 2026-12-31

      \(Exit.help)
      """)

  @OptionGroup var days: DaysOptions
  @OptionGroup var centre: CentreOptions

  func run() throws {
    try centre.order(["complaint", "statistics"], days.fields).showList(centre.output, ifEmpty: "no complaints")
  }
}
