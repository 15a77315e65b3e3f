import ArgumentParser
import Terminal

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Figures from the records of calls.",
    discussion: """
      EXAMPLES
        ivrctl report service-level
        ivrctl report service-level --from 2026-11-01 --to 2026-11-30 --csv > november.csv
        ivrctl report promises

      \(Exit.help)
      """, subcommands: [ReportServiceLevelCommand.self, ReportPromisesCommand.self])
}

/// How a report is shown.
struct ReportOutput: ParsableArguments {
  @Flag(help: "Comma-separated values (RFC 4180).")
  var csv = false
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

      offered = answered + abandoned + callbacks + rejected + open, always. Calls that are still going on are in no \
      record yet, so open is 0 here; see ivrctl queues. Shares are per cent, times are seconds.

      EXAMPLES
        ivrctl report service-level
        ivrctl report service-level --target 30 --from 2026-11-01 --to 2026-11-30
        ivrctl report service-level --json | jq '.[] | select(.queue == "all")'

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("T: answered within it is in time; else 20.", valueName: "seconds")) var target: Int?
  @Option(help: ArgumentHelp("An abandoned wait up to this is short; else 5.", valueName: "seconds")) var short: Int?
  @OptionGroup var days: DaysOptions
  @OptionGroup var report: ReportOutput
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let limits: [(key: String, value: String?)] = [
      ("target", target.map { String($0) }), ("short", short.map { String($0) }),
    ]
    let reply = try centre.order(["report", "service-level"], days.fields + limits)
    try reply.showReport(centre.output, report, ifEmpty: "no calls")
  }
}

extension OperationsReply {
  func showReport(_ output: OutputOptions, _ report: ReportOutput, ifEmpty sentence: String) throws {
    guard report.csv, !output.json else { return try showList(output, ifEmpty: sentence) }
    try refuse(output)
    output.show(RowReport(rows).commaSeparated)
  }
}
