import ArgumentParser
import ServiceCentre

/// The later steps of a complaint: from its decision to its end, or to its review.

struct ComplaintExtendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extend", abstract: "Moves the deadline to 30 days, then to 60.",
    discussion: """
      The first time the complaints office approves it, the second time the centre's head; always before the \
      deadline has passed, and never the handler himself.

      EXAMPLES
        ivrctl complaint extend CP1001 --notice phone \\
          "The branch's papers are in the archive"

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Option(help: "How the complainant was told.") var notice: NoticeMeans
  @Argument(help: "The reason.") var text: String

  func run() throws { try target.step("extend", [("notice", notice.rawValue)], text: text) }
}

struct ComplaintDecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide", abstract: "Decides an investigated complaint, and who is liable.",
    discussion: """
      EXAMPLES
        ivrctl complaint decide CP1001 --outcome upheld --liable-person 1003 \\
          --points 3 "The fee was not disclosed"
        ivrctl complaint decide CP1001 --outcome unfounded \\
          "The contract names the fee on page 2"

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Option(help: "What it comes to.") var outcome: ComplaintOutcome
  @Option(help: ArgumentHelp("The unit that is liable.", valueName: "unit")) var liableUnit: String?
  @Option(help: ArgumentHelp("The member of the staff who is liable.", valueName: "staff")) var liablePerson: String?
  @Option(help: ArgumentHelp("Points off the appraisal, 0 to 100.", valueName: "n")) var points: Int?
  @Argument(help: "The reason.") var text: String

  func run() throws {
    try target.step(
      "decide",
      [
        ("outcome", outcome.rawValue), ("liable-unit", liableUnit), ("liable-person", liablePerson),
        ("points", points.map { String($0) }),
      ], text: text)
  }
}

struct ComplaintNotifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notify", abstract: "Notes that the complainant was told the decision.",
    discussion: """
      EXAMPLES
        ivrctl complaint notify CP1001 --notice letter "Sent by registered mail"

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Option(help: "How the complainant was told.") var notice: NoticeMeans
  @Argument(help: "What was said.") var text: String

  func run() throws { try target.step("notify", [("notice", notice.rawValue)], text: text) }
}

struct ComplaintCloseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Closes a complaint whose complainant knows the decision.",
    discussion: """
      EXAMPLES
        ivrctl complaint close CP1001

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Argument(help: "A note.") var text: String?

  func run() throws { try target.step("close", text: text) }
}

struct ComplaintVisitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "visit", abstract: "Notes the follow-up of a closed complaint: satisfied? solved?",
    discussion: """
      It is not made by who handled the complaint.

      EXAMPLES
        ivrctl complaint visit CP1001 --score 4 --solved yes

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Option(help: ArgumentHelp("How satisfied, 1 to 5.", valueName: "n")) var score: Int
  @Option(help: ArgumentHelp("Is the matter solved?", valueName: "yes|no")) var solved: String
  @Argument(help: "What was said.") var text: String?

  func run() throws { try target.step("visit", [("score", String(score)), ("solved", solved)], text: text) }
}

struct ComplaintWithdrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Ends a complaint that the complainant takes back, the same day.",
    discussion: """
      EXAMPLES
        ivrctl complaint withdraw CP1001 "The fee was paid back"

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Argument(help: "What the complainant said.") var text: String

  func run() throws { try target.step("withdraw", text: text) }
}

struct ComplaintReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Opens a decided complaint again, once, within 30 days of the notice.",
    discussion: """
      Who handled or decided it before does neither again.

      EXAMPLES
        ivrctl complaint review CP1001 "The complainant does not accept the decision"

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Argument(help: "What the complainant said.") var text: String

  func run() throws { try target.step("review", text: text) }
}
