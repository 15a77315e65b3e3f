import ArgumentParser
import ServiceCentre

struct ReportPromisesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "promises", abstract: "How good the waits were that callers were told, by queue.",
    discussion: """
      Each time that a caller is told how long he will wait, that is recorded, and scored when he is answered or leaves. \
      Whoever leaves would have waited longer, nobody knows how long: kept, bias and error are of the answered alone.

        told       how often a wait was told
        longer     of these, with an apology: the wait before could not be kept
        answered   told to callers who were then answered
        kept       per cent of those told ten minutes or less: answered within that
        bias       mean of the wait from then on less the estimate; above 0: longer
        error      mean of the same without its sign
        abandoned  told to callers who hung up
        left       told to callers who went elsewhere: called back, sent on
        open       told to callers who still wait

      told = answered + abandoned + left + open. Promises count by the day on which they were told; times are seconds.

      EXAMPLES
        ivrctl report promises
        ivrctl report promises --from 2026-11-01 --to 2026-11-30 --csv
        ivrctl report promises --json | jq '.[] | select(.queue == "all") | .kept'

      \(Exit.help)
      """)

  @OptionGroup var days: DaysOptions
  @OptionGroup var report: ReportOutput
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let reply = try centre.order(["report", "promises"], days.fields)
    try reply.showReport(centre.output, report, of: (.promises, days), ifEmpty: "no promises")
  }
}
