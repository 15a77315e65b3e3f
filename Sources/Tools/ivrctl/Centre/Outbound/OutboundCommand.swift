import ArgumentParser
import LineProtocol
import ServiceCentre
import Terminal

struct OutboundCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbound", abstract: "Projects in which the centre calls a department's customers.",
    discussion: """
      A department proposes, loads its list and submits; the centre's head, never the proposer, approves or rejects. \
      Then agents are given the customers over desk.sock, when no caller needs them: in working hours without the \
      quiet ones, which "dialling" in the menus' hours.yaml sets (9:00-18:30 without 12:00-14:00 and 21:00-8:00 where \
      it doesn't), at most three times each, each time but the first with a reason. At the end the department gets a \
      summary and acknowledges it.

      EXAMPLES
        ivrctl outbound propose "Card renewal" --queue cards --to 2026-12-15 \\
          --fields 'renew!:yes|no,when' --answers "The new card is free of charge."
        ivrctl outbound load OP1001 list.csv
        ivrctl outbound submit OP1001
        ivrctl outbound approve OP1001
        ivrctl outbound reason OE1001 "asked to be called after work"
        ivrctl outbound complete OE1001 renew=yes
        ivrctl outbound report OP1001

      \(Exit.help)
      """,
    subcommands: [
      OutboundProposeCommand.self, OutboundLoadCommand.self, OutboundSubmitCommand.self, OutboundApproveCommand.self,
      OutboundRejectCommand.self, OutboundFinishCommand.self, OutboundAcknowledgeCommand.self,
      OutboundShowCommand.self, OutboundListCommand.self, OutboundReportCommand.self, OutboundReasonCommand.self,
      OutboundCompleteCommand.self, OutboundRefusedCommand.self, OutboundBlockCommand.self,
      OutboundUnblockCommand.self, OutboundBlockedCommand.self,
    ])
}

/// One paper of the centre, by its id, and what every order has.
struct PaperTarget: ParsableArguments {
  @Argument(help: "Its id, as its list shows it.")
  var id: String

  @OptionGroup var centre: CentreOptions

  /// Takes it a step on and says where it stands.
  func step(
    _ area: String, _ action: String, _ fields: [(key: String, value: String?)] = [], text: String? = nil
  ) throws {
    try centre.order([area, action, id], fields, text: text).showState(centre.output)
  }
}

extension OperationsReply {
  /// `OP1001: running`; of what has one, the score: `QA1001: scored, 87.25`.
  func showState(_ output: OutputOptions) throws {
    func field(_ key: String) -> String { DisplayText.printable(end[key] ?? "?") }
    let score = end["score"].map { ", \(DisplayText.printable($0))" } ?? ""
    try showDone(output, "\(field("id")): \(field("state"))\(score)")
  }
}

struct OutboundProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose", abstract: "Proposes a project, for one's own department.",
    discussion: """
      --fields names what agents ask: words with commas between them; ! is required, choices stand after a colon.

      EXAMPLES
        ivrctl outbound propose "Card renewal" --queue cards --from 2026-12-01 \\
          --to 2026-12-15 --fields 'renew!:yes|no,when' \\
          --answers "The new card is free of charge."
        ivrctl outbound propose "New savings plan" --marketing --queue general \\
          --to 2026-12-31 --answers "3 % a year"

      \(Exit.help)
      """)

  @Argument(help: "What it is for.") var title: String
  @Option(help: "The queue whose agents call.") var queue: String
  @Option(help: ArgumentHelp("What is asked.", valueName: "field,...")) var fields: String?
  @Flag(help: "It sells something: only customers who have consented are called.") var marketing = false
  @Option(help: ArgumentHelp("The first day: else today.", valueName: "yyyy-mm-dd")) var from: String?
  @Option(help: ArgumentHelp("The last day.", valueName: "yyyy-mm-dd")) var to: String
  @Option(help: "What agents answer to what customers ask.") var answers: String
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let reply = try centre.order(
      ["outbound", "propose"],
      [
        ("title", title), ("queue", queue), ("fields", fields), ("marketing", marketing ? "yes" : nil),
        ("from", from), ("to", to),
      ], text: answers)
    try reply.showState(centre.output)
  }
}

struct OutboundSubmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: "Hands a project in, for the centre's head to decide.",
    discussion: """
      EXAMPLES
        ivrctl outbound submit OP1001

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Argument(help: "A note.") var text: String?

  func run() throws { try target.step("outbound", "submit", text: text) }
}

struct OutboundApproveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve", abstract: "Approves a project: its customers are called from now on.",
    discussion: """
      For the centre's head, and never for who proposed it or handed it in.

      EXAMPLES
        ivrctl outbound approve OP1001

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Argument(help: "A note.") var text: String?

  func run() throws { try target.step("outbound", "approve", text: text) }
}

struct OutboundRejectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Rejects a project, and says what to do instead.",
    discussion: """
      EXAMPLES
        ivrctl outbound reject OP1001 --instead sms \\
          "A text message is enough for this"

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Option(help: "The channel to take instead.") var instead: OtherChannel
  @Argument(help: "The reason.") var text: String

  func run() throws { try target.step("outbound", "reject", [("instead", instead.rawValue)], text: text) }
}

struct OutboundFinishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish", abstract: "Ends the calling; whom nobody has reached is not called any more.",
    discussion: """
      What was said by everybody who was reached must be written down first.

      EXAMPLES
        ivrctl outbound finish OP1001

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Argument(help: "A note.") var text: String?

  func run() throws { try target.step("outbound", "finish", text: text) }
}

struct OutboundAcknowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acknowledge", abstract: "The department has the summary: the project is closed.",
    discussion: """
      EXAMPLES
        ivrctl outbound acknowledge OP1001

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Argument(help: "A note.") var text: String?

  func run() throws { try target.step("outbound", "acknowledge", text: text) }
}
