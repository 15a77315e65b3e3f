import ArgumentParser
import LineProtocol
import ServiceCentre
import Terminal

/// Looking at projects, and what agents do about the customers on their lists.

struct OutboundShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "One project, or one customer of its list with what to ask and to answer.",
    discussion: """
      EXAMPLES
        ivrctl outbound show OP1001
        ivrctl outbound show OE1001 --json

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget

  func run() throws { try target.centre.order(["outbound", "show", target.id]).showDetails(target.centre.output) }
}

struct OutboundListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "All projects.",
    discussion: """
      EXAMPLES
        ivrctl outbound list --state submitted

      \(Exit.help)
      """)

  @Option(help: "Only those in this state.") var state: OutboundProject.State?
  @Option(help: "Only those of this department.") var unit: String?
  @OptionGroup var centre: CentreOptions

  func run() throws {
    try centre.order(["outbound", "list"], [("state", state?.rawValue), ("unit", unit)])
      .showList(centre.output, ifEmpty: "no projects")
  }
}

struct OutboundReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "What became of a project's list, and the tally of each field.",
    discussion: """
      EXAMPLES
        ivrctl outbound report OP1001
        ivrctl outbound report OP1001 --csv > summary.csv

      \(Exit.help)
      """)

  @OptionGroup var report: ReportOutput
  @OptionGroup var target: PaperTarget

  func run() throws {
    try target.centre.order(["outbound", "report", target.id])
      .showReport(target.centre.output, report, ifEmpty: "nothing")
  }
}

struct OutboundReasonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reason", abstract: "Says why a customer who was not reached is tried again.",
    discussion: """
      EXAMPLES
        ivrctl outbound reason OE1001 "busy: nearly always free at noon"
        ivrctl outbound reason OE1001 --after 120 "asked to be called in two hours"

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Option(help: ArgumentHelp("Not before so many minutes.", valueName: "minutes")) var after: Int?
  @Argument(help: "The reason.") var text: String

  func run() throws { try target.step("outbound", "reason", [("after", after.map { String($0) })], text: text) }
}

struct OutboundCompleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "complete", abstract: "Writes down what a customer said.",
    discussion: """
      EXAMPLES
        ivrctl outbound complete OE1001 renew=yes when=morning \\
          --note "wants it sent to the branch"

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Argument(help: ArgumentHelp("The project's fields.", valueName: "field=value")) var answers: [String] = []
  @Option(help: "A note.") var note: String?

  func run() throws {
    let fields = try answers.map { answer -> (key: String, value: String?) in
      guard let equals = answer.firstIndex(of: "=") else {
        throw ValidationError("\(answer): write it as field=value")
      }
      return (String(answer[..<equals]), String(answer[answer.index(after: equals)...]))
    }
    try target.step("outbound", "complete", fields, text: note)
  }
}

struct OutboundRefusedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refused", abstract: "The customer doesn't want such calls: nobody calls him for 12 months.",
    discussion: """
      EXAMPLES
        ivrctl outbound refused OE1001

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Argument(help: "What was said.") var text: String?

  func run() throws { try target.step("outbound", "refused", text: text) }
}

struct OutboundBlockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "block", abstract: "Puts a number on the do-not-call list for 12 months.",
    discussion: """
      EXAMPLES
        ivrctl outbound block 13800138000 "said so to agent 1002"

      \(Exit.help)
      """)

  @Argument(help: "The number.") var phone: String
  @Argument(help: "Why.") var text: String
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let reply = try centre.order(["outbound", "block"], [("phone", phone)], text: text)
    func field(_ key: String) -> String { DisplayText.printable(reply.end[key] ?? "?") }
    try reply.showDone(centre.output, "\(field("id")): not called until \(field("until"))")
  }
}

struct OutboundUnblockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unblock", abstract: "Takes a number off the do-not-call list, because the customer says so.",
    discussion: """
      EXAMPLES
        ivrctl outbound unblock DN1001 "asked for it in the branch"

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Argument(help: "Why.") var text: String

  func run() throws {
    try target.centre.order(["outbound", "unblock", target.id], text: text)
      .showDone(target.centre.output, "\(DisplayText.printable(target.id)): lifted")
  }
}

struct OutboundBlockedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blocked", abstract: "The do-not-call list, with masked numbers.",
    discussion: """
      EXAMPLES
        ivrctl outbound blocked

      \(Exit.help)
      """)

  @OptionGroup var centre: CentreOptions

  func run() throws {
    try centre.order(["outbound", "blocked"]).showList(centre.output, ifEmpty: "nobody")
  }
}
