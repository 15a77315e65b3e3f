import ArgumentParser
import LineProtocol
import ServiceCentre
import Terminal

struct QualityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "qa", abstract: "Calls that are drawn and listened to.",
    discussion: """
      Each week some calls of each agent are drawn; the same seed draws the same. A team lead scores six items from \
      0 to 100 (greeting 10, identity 20, listening 15, accuracy 30, wording 15, closing 10 per cent). The agent may \
      appeal within 7 days; somebody else than who scored decides.

      EXAMPLES
        ivrctl qa draw --week 2026-11-23 --seed 7
        ivrctl qa score QA1001 greeting=90 identity=100 listening=80 \\
          accuracy=95 wording=85 closing=90 --text "Identity was well checked"
        ivrctl qa appeal QA1001 --text "The line was bad"
        ivrctl qa list --agent 1002

      \(Exit.help)
      """,
    subcommands: [
      QualityDrawCommand.self, QualityMarksCommand<ScoreStep>.self, QualityAppealCommand.self,
      QualityMarksCommand<DecideStep>.self, QualityListCommand.self,
    ])
}

struct QualityDrawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "draw", abstract: "Draws calls of each agent of a week.",
    discussion: """
      What is drawn of an agent's week counts: drawn again, it is the same. ivrd-upkeep.timer does it every night for the \
      week before.

      EXAMPLES
        ivrctl qa draw
        ivrctl qa draw --week 2026-11-23 --calls 3 --seed 7

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("A day of the week: else last week.", valueName: "yyyy-mm-dd")) var week: String?
  @Option(help: ArgumentHelp("Of each agent: else 3.", valueName: "n")) var calls: Int?
  @Option(help: ArgumentHelp("The same draws the same: else the number of the week's Monday.", valueName: "n"))
  var seed: Int?
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let reply = try centre.order(
      ["qa", "draw"], [("week", week), ("calls", calls.map { String($0) }), ("seed", seed.map { String($0) })])
    func field(_ key: String) -> String { DisplayText.printable(reply.end[key] ?? "?") }
    try reply.showDone(
      centre.output, "week of \(field("week")), calls drawn: \(field("drawn")) (seed \(field("seed")))")
  }
}

/// Scoring and deciding take the same marks.
protocol MarkingStep {
  static var name: String { get }
  static var abstract: String { get }
}
enum ScoreStep: MarkingStep {
  static let (name, abstract) = ("score", "Scores a drawn call.")
}
enum DecideStep: MarkingStep {
  static let (name, abstract) = ("decide", "Decides an appeal by a score of one's own.")
}

struct QualityMarksCommand<Step: MarkingStep>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Step.name, abstract: Step.abstract,
      discussion: """
        EXAMPLES
          ivrctl qa \(Step.name) QA1001 greeting=90 identity=100 listening=80 \\
            accuracy=95 wording=85 closing=90 --text "Well done"

        \(Exit.help)
        """)
  }

  @OptionGroup var target: PaperTarget
  @Argument(help: ArgumentHelp("A mark from 0 to 100.", valueName: "item=mark")) var marks: [String]
  @Option(help: "What was found.") var text: String

  func run() throws {
    let fields = try marks.map { mark -> (key: String, value: String?) in
      guard let equals = mark.firstIndex(of: "=") else { throw ValidationError("\(mark): write it as item=mark") }
      return (String(mark[..<equals]), String(mark[mark.index(after: equals)...]))
    }
    try target.step("qa", Step.name, fields, text: text)
  }
}

struct QualityAppealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appeal", abstract: "The agent does not agree with a score.",
    discussion: """
      EXAMPLES
        ivrctl qa appeal QA1001 --text "The line was bad"

      \(Exit.help)
      """)

  @OptionGroup var target: PaperTarget
  @Option(help: "Why.") var text: String

  func run() throws { try target.step("qa", "appeal", text: text) }
}

struct QualityListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Reviews with their scores.",
    discussion: """
      EXAMPLES
        ivrctl qa list --state appealed

      \(Exit.help)
      """)

  @Option(help: "Only those in this state.") var state: QualityReview.State?
  @Option(help: "Only those of this agent.") var agent: String?
  @OptionGroup var centre: CentreOptions

  func run() throws {
    try centre.order(["qa", "list"], [("state", state?.rawValue), ("agent", agent)])
      .showList(centre.output, ifEmpty: "no reviews")
  }
}
