import ArgumentParser
import CallModel
import LineProtocol
import ServiceCentre
import Terminal

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Figures from the records of calls and the centre's papers.",
    discussion: """
      Each is a table, CSV (--csv), JSON (--json) or a page with charts that needs nothing else (--html). calls lists \
      the calls of which a figure is made, details the answers, told waits, callbacks and tasks.

      EXAMPLES
        ivrctl report service-level
        ivrctl report service-level --from 2026-11-01 --to 2026-11-30 --csv \\
          > november.csv
        ivrctl report attention
        ivrctl report promises
        ivrctl report agents --html --lang zh > agents.html
        ivrctl report calls --figure abandoned --queue general
        ivrctl report details --of surveys --figure unsolved
        ivrctl report page --period month --lang zh > month.html
        ivrctl report publish /var/lib/ivrd/reports

      \(Exit.help)
      """,
    subcommands: [
      NamedReportCommand<AttentionReport>.self, ReportServiceLevelCommand.self, ReportPromisesCommand.self,
      NamedReportCommand<AgentsReport>.self,
      NamedReportCommand<NodesReport>.self,
      NamedReportCommand<SessionsReport>.self, NamedReportCommand<ContactsReport>.self,
      NamedReportCommand<SurveysReport>.self, NamedReportCommand<CallbacksReport>.self,
      NamedReportCommand<TasksReport>.self, NamedReportCommand<OutboundReport>.self,
      NamedReportCommand<ComplaintsReport>.self, NamedReportCommand<QualityReport>.self,
      NamedReportCommand<AppraisalReport>.self, NamedReportCommand<BookingsReport>.self, ReportCallsCommand.self,
      ReportDetailsCommand.self, ReportPageCommand.self, ReportPublishCommand.self,
    ])
}

/// How a report is shown.
struct ReportOutput: ParsableArguments {
  @Flag(help: "Comma-separated values (RFC 4180).")
  var csv = false

  @Flag(help: "A page with charts that needs nothing else.")
  var html = false

  @OptionGroup var words: ReportLanguage
}

struct ReportLanguage: ParsableArguments {
  /// The languages that a page's words are there in.
  enum Tag: String, CaseIterable, ExpressibleByArgument {
    case zh, en
  }

  @Option(help: ArgumentHelp("The language of a page's labels.", valueName: "zh|en"))
  var lang = Tag.en

  var language: Language { lang == .zh ? .chinese : .english }
}

struct ReportServiceLevelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "service-level", abstract: "Service level by queue, in all five conventions side by side.",
    discussion: """
      Calls count by the time of entering the queue; a wait of exactly the target is in time; ringing at desks counts \
      as waiting. ans and ab are the answered and the abandoned, T is the target:

        sl-offered                 ans<=T / (ans+ab)              the usual one
        sl-credit                  (ans<=T + ab<=T) / (ans+ab)
        sl-answered                ans<=T / ans
        sl-without-early-abandons  ans<=T / (ans + ab>T)
        sl-credit-for-short        (ans<=T + ab<=short) / (ans+ab)
        connected                  ans / (offered - callbacks)
        abandonment                ab / offered

      offered = answered + abandoned + callbacks + rejected + open, always: the database checks it. Calls that are \
      still going on are in no record yet, so open is 0 here; see ivrctl queues. Shares are per cent, times seconds.

      EXAMPLES
        ivrctl report service-level
        ivrctl report service-level --target 30 --from 2026-11-01 --to 2026-11-30
        ivrctl report service-level --json | jq '.[] | select(.queue == "all")'

      \(Exit.help)
      """)

  @OptionGroup var terms: TermsOptions
  @OptionGroup var days: DaysOptions
  @OptionGroup var report: ReportOutput
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let reply = try centre.order(["report", "service-level"], days.fields + terms.fields)
    try reply.showReport(centre.output, report, of: (.serviceLevel, days), ifEmpty: "no calls")
  }
}

/// What "in time" means.
struct TermsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("T: answered within it is in time; else 20.", valueName: "seconds")) var target: Int?
  @Option(help: ArgumentHelp("An abandoned wait up to this is short; else 5.", valueName: "seconds")) var short: Int?

  var fields: [(key: String, value: String?)] {
    [("target", target.map { String($0) }), ("short", short.map { String($0) })]
  }
}

struct ReportCallsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls", abstract: "The calls of which a figure is made, the newest first; ivrctl show tells each.",
    discussion: """
      Figures: \(DrillDown.Figure.allCases.map(\.rawValue).joined(separator: ", ")).

      EXAMPLES
        ivrctl report calls --figure answered-late --queue general --from 2026-11-24
        ivrctl report calls --figure ended-at --node main
        ivrctl report calls --figure repeated --agent 1002 --json

      \(Exit.help)
      """)

  @Option(help: "Of which figure.") var figure: DrillDown.Figure
  @Option(help: "Only in this queue.") var queue: String?
  @Option(help: "Only with this agent.") var agent: String?
  @Option(help: "Of this node: for walked and ended-at.") var node: String?
  @Option(help: ArgumentHelp("Rows at most: else 100.", valueName: "n")) var limit: Int?
  @OptionGroup var terms: TermsOptions
  @OptionGroup var days: DaysOptions
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let fields: [(key: String, value: String?)] = [
      ("figure", figure.rawValue), ("queue", queue), ("agent", agent), ("node", node),
      ("limit", limit.map { String($0) }),
    ]
    try centre.order(["report", "calls"], fields + days.fields + terms.fields)
      .showList(centre.output, ifEmpty: "no calls")
  }
}

extension OperationsReply {
  func showReport(
    _ output: OutputOptions, _ report: ReportOutput, of what: (kind: ReportKind, days: DaysOptions)? = nil,
    ifEmpty sentence: String
  ) throws {
    guard !output.json, report.csv || report.html else { return try showFigures(output, ifEmpty: sentence) }
    try refuse(output)
    guard report.html, let what else { return output.show(RowReport(rows).commaSeparated) }
    let page = ReportPage(
      language: report.words.language, period: what.days.written, sections: [section(what.kind)])
    output.show([page.html])
  }

  func section(_ kind: ReportKind) -> ReportPage.Section {
    ReportPage.Section(kind: kind, rows: rows.map { $0.fields.map { ($0.key, $0.value) } })
  }
}

extension DaysOptions {
  /// As it stands at the head of a page.
  var written: String { [from, to].compactMap { $0 }.joined(separator: " – ") }
}
