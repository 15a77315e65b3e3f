import ArgumentParser
import LineProtocol
import Terminal

struct FollowUpSampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws some of a day's callers whom agents had, to be asked whether they are content.",
    discussion: """
      The same seed draws the same. Who is followed up already, or doesn't want to be asked, is not drawn. What was drawn \
      of that day counts: drawn again, it is the same sample. ivrd-upkeep.timer does it every night for the day before.

      EXAMPLES
        ivrctl followup sample --percent 5
        ivrctl followup sample --day 2026-11-24 --percent 1 --seed 7 --json

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("Of all callers who could be drawn, rounded up.", valueName: "1-100")) var percent: Int
  @Option(help: ArgumentHelp("The same draws the same: else the number of the day.", valueName: "n")) var seed: Int?
  @Option(help: ArgumentHelp("Else yesterday.", valueName: "yyyy-mm-dd")) var day: String?
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let reply = try centre.order(
      ["task", "sample"], [("day", day), ("percent", String(percent)), ("seed", seed.map { String($0) })])
    func field(_ key: String) -> String { DisplayText.printable(reply.end[key] ?? "?") }
    try reply.showDone(
      centre.output,
      "\(field("day")): \(field("drawn")) of \(field("of")) callers drawn, \(field("already")) before (seed \(field("seed")))"
    )
  }
}
