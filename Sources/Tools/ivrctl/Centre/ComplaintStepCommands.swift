import ArgumentParser
import ServiceCentre

/// The steps of a complaint, in the order in which they are taken.

struct ComplaintAcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Takes a received complaint on.",
    discussion: """
      EXAMPLES
        ivrctl complaint accept CP1001
        ivrctl complaint accept CP1001 --about-unit haidian

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @OptionGroup var accused: AccusedOptions
  @Argument(help: "A note.") var text: String?

  func run() throws { try target.step("accept", accused.fields, text: text) }
}

struct ComplaintRefuseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refuse", abstract: "Does not accept a complaint; says why, to the complainant too.",
    discussion: """
      EXAMPLES
        ivrctl complaint refuse CP1001 --notice phone "It is about another bank"

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Option(help: "How the complainant was told.") var notice: NoticeMeans
  @Argument(help: "The reason.") var text: String

  func run() throws { try target.step("refuse", [("notice", notice.rawValue)], text: text) }
}

struct ComplaintAssignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Gives a complaint to a handler, who may not be of the unit or the person complained of.",
    discussion: """
      Only the complaints office assigns.

      EXAMPLES
        ivrctl complaint assign CP1001 --to 1002

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Option(help: ArgumentHelp("The handler.", valueName: "staff")) var to: String
  @Argument(help: "A note.") var text: String?

  func run() throws { try target.step("assign", [("to", to)], text: text) }
}

struct ComplaintJoinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join", abstract: "Has another unit handle the complaint together with the handler's.",
    discussion: """
      EXAMPLES
        ivrctl complaint join CP1001 --unit cards

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Option(help: "The unit.") var unit: String
  @Argument(help: "A note.") var text: String?

  func run() throws { try target.step("join", [("unit", unit)], text: text) }
}

struct ComplaintInvestigateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "investigate", abstract: "Notes what the handler has found out.",
    discussion: """
      EXAMPLES
        ivrctl complaint investigate CP1001 "The recording bears the caller out"

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Argument(help: "What was found out.") var text: String

  func run() throws { try target.step("investigate", text: text) }
}

struct ComplaintUrgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "urge", abstract: "Urges the handler on.",
    discussion: """
      EXAMPLES
        ivrctl complaint urge CP1001 "The complainant has called twice"

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Argument(help: "Why.") var text: String

  func run() throws { try target.step("urge", text: text) }
}

struct ComplaintEscalateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate", abstract: "Puts the complaint before the next higher level.",
    discussion: """
      EXAMPLES
        ivrctl complaint escalate CP1001 "The unit does not answer"

      \(Exit.help)
      """)

  @OptionGroup var target: ComplaintTarget
  @Argument(help: "Why.") var text: String

  func run() throws { try target.step("escalate", text: text) }
}
