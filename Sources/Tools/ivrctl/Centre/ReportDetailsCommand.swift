import ArgumentParser
import ServiceCentre
import Terminal

struct ReportDetailsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "details", abstract: "What a figure is made of where it counts no calls, the newest first.",
    discussion: """
      --of is the report, --figure its column; as many rows are there as the figure says, in the same days:

        surveys    \(words(SurveyFigure.self))    [--agent]
        promises   \(words(PromiseFigure.self))    [--queue]
        callbacks  \(words(CallbackFigure.self))    [--state]
        tasks      \(words(TaskFigure.self))    [--purpose]

      kept is said as a share there: these are the kept ones. For figures that count calls: ivrctl report calls.

      EXAMPLES
        ivrctl report details --of surveys --figure unsolved --agent 1002
        ivrctl report details --of promises --figure kept --queue general \\
          --from 2026-11-24
        ivrctl report details --of tasks --figure in-time --purpose follow-up
        ivrctl report details --of callbacks --figure in-time --state done --json

      \(Exit.help)
      """)

  @Option(help: "Of which report.") var of: DetailedReport
  @Option(help: "Of which of its columns.") var figure: String
  @Option(help: "Of surveys: only about this agent.") var agent: String?
  @Option(help: "Of promises: only in this queue.") var queue: String?
  @Option(help: "Of callbacks: only in this state.") var state: CallbackTask.State?
  @Option(help: "Of tasks: only these.") var purpose: TaskPurpose?
  @Option(help: ArgumentHelp("Rows at most: else 100.", valueName: "n")) var limit: Int?
  @OptionGroup var days: DaysOptions
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let fields: [(key: String, value: String?)] = [
      ("of", of.rawValue), ("figure", figure), ("agent", agent), ("queue", queue), ("state", state?.rawValue),
      ("purpose", purpose?.rawValue), ("limit", limit.map { String($0) }),
    ]
    try centre.order(["report", "details"], fields + days.fields)
      .showList(centre.output, ifEmpty: "nothing")
  }

  private static func words<Figure: RawRepresentable<String> & CaseIterable>(_: Figure.Type) -> String {
    Figure.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
