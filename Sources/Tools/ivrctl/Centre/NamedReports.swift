import ArgumentParser
import CallModel
import ServiceCentre

/// A report that needs nothing but its days: one command for all of them.
protocol NamedReport {
  static var kind: ReportKind { get }
  static var abstract: String { get }
}

struct NamedReportCommand<Report: NamedReport>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Report.kind.rawValue, abstract: Report.abstract,
      discussion: """
        \(Report.kind.formulas(.english).joined(separator: "\n"))

        EXAMPLES
          ivrctl report \(Report.kind.rawValue) --from 2026-11-01 --to 2026-11-30
          ivrctl report \(Report.kind.rawValue) --html --lang zh > \(Report.kind.rawValue).html

        \(Exit.help)
        """)
  }

  @OptionGroup var days: DaysOptions
  @OptionGroup var report: ReportOutput
  @OptionGroup var centre: CentreOptions

  func run() throws {
    try centre.order(["report", Report.kind.rawValue], days.fields)
      .showReport(centre.output, report, of: (Report.kind, days), ifEmpty: "nothing in these days")
  }
}

/// What `report appraisal` shows, of one agent or all.
struct AppraiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appraise", abstract: "Agents' appraisal of some days, with its inputs and the formula's version.",
    discussion: """
      \(ReportKind.appraisal.formulas(.english).joined(separator: "\n"))

      EXAMPLES
        ivrctl appraise
        ivrctl appraise 1002 --from 2026-11-01 --to 2026-11-30
        ivrctl appraise --json

      \(Exit.help)
      """)

  @Argument(help: "The agent: else all.") var agent: String?
  @OptionGroup var days: DaysOptions
  @OptionGroup var centre: CentreOptions

  func run() throws {
    try centre.order(["report", ReportKind.appraisal.rawValue], days.fields)
      .only("agent", agent).showFigures(centre.output, ifEmpty: "nobody had a caller in these days")
  }
}

enum AttentionReport: NamedReport {
  static let (kind, abstract) = (
    ReportKind.attention, "What needs somebody today: certificates, groups, complaints, tasks, improvements."
  )
}
enum AgentsReport: NamedReport {
  static let (kind, abstract) = (ReportKind.agents, "Agents' callers, handling times and occupancy.")
}
enum NodesReport: NamedReport {
  static let (kind, abstract) = (
    ReportKind.ivr, "The funnel of the menus: how many came to each node, and ended there."
  )
}
enum SessionsReport: NamedReport {
  static let (kind, abstract) = (ReportKind.sessions, "What sessions came to, and how many were contained.")
}
enum ContactsReport: NamedReport {
  static let (kind, abstract) = (ReportKind.contacts, "First-contact resolution by agent.")
}
enum SurveysReport: NamedReport {
  static let (kind, abstract) = (ReportKind.surveys, "What callers said of agents by keys.")
}
enum CallbacksReport: NamedReport {
  static let (kind, abstract) = (ReportKind.callbacks, "Callbacks promised by keys, and whether they came in time.")
}
enum TasksReport: NamedReport {
  static let (kind, abstract) = (ReportKind.tasks, "Deferred questions, follow-ups and recovery.")
}
enum OutboundReport: NamedReport {
  static let (kind, abstract) = (ReportKind.outbound, "Outbound projects side by side.")
}
enum ComplaintsReport: NamedReport {
  static let (kind, abstract) = (ReportKind.complaints, "Complaints by state, channel, business, cause and outcome.")
}
enum QualityReport: NamedReport {
  static let (kind, abstract) = (ReportKind.quality, "Reviews of calls by agent.")
}
enum AppraisalReport: NamedReport {
  static let (kind, abstract) = (ReportKind.appraisal, "Agents' appraisal, with its inputs and the formula's version.")
}
enum BookingsReport: NamedReport {
  static let (kind, abstract) = (ReportKind.bookings, "Booked visits of branches, by agents and by keys, and who came.")
}
