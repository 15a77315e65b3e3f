import ArgumentParser
import CallModel
import IVR
import Settings
import Simulation
import Terminal

struct MenuCoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Which edges of the menus the call scripts take, and which they don't.",
    discussion: """
      Plays the scripts as ivrctl menu test does, notes each edge that their calls take, and lists those that nobody \
      took, each with a shortest way there. What counts is what the nodes themselves write: choices, outcomes, \
      conditions, ends of attempts. Inherited keys (0, 9, *) and the tree's fallbacks are counted beside it, and in \
      it with --all. Edges that no caller can take (the queue never closes, the operation is pending) don't count; \
      they are listed with --verbose.

      EXAMPLES
        ivrctl menu coverage                           menus/scenarios on menus
        ivrctl menu coverage my.call --menus /etc/ivrd/menus
        ivrctl menu coverage --fail-under 100          exit status 1 below 100 %
        ivrctl menu coverage --all --json | jq '.untaken[].node'

      \(Exit.help)
      """)

  @Argument(help: "Scripts, or directories of them: else the directory scenarios of the menus.")
  var scenarios: [String] = []

  @OptionGroup var menus: MenuOptions

  @Flag(help: "Count inherited keys and fallbacks too.")
  var all = false

  @Flag(help: "List the edges that no caller can take, too.")
  var verbose = false

  @Option(help: ArgumentHelp("Exit with status 1 if less is covered, in per cent.", valueName: "percent"))
  var failUnder: Int?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let failUnder, !(0...100).contains(failUnder) { throw ValidationError("--fail-under is 0 to 100 per cent") }
  }

  func run() throws {
    let loaded = try menus.load()
    var coverage = MenuCoverage(tree: loaded.tree)
    try play(on: loaded, &coverage)
    let report = CoverageReport(
      review: MenuReview(loaded), coverage: coverage, countsAll: all,
      listsImpossible: verbose)
    if output.json {
      output.show(report.json)
    } else {
      output.show(report.lines(TerminalDevice.output.style))
    }
    if let failUnder, !report.reaches(percent: failUnder) {
      Exit.complain("\(report.total.words) is less than \(failUnder) %")
      throw Exit.refused
    }
  }

  /// A script that fails has shown nothing: its edges don't count.
  private func play(on loaded: LoadedSettings, _ coverage: inout MenuCoverage) throws(ExitCode) {
    let world = ScenarioWorld(loaded)
    var failed = 0
    for file in try ScenarioFiles.chosen(scenarios, or: menus) {
      let outcome = world.play(file)
      if outcome.hasPassed {
        coverage.add(outcome.ways)
      } else {
        failed += 1
        for complaint in outcome.complaints { TerminalDevice.errors.write(line: DisplayText.printable(complaint)) }
      }
    }
    guard failed == 0 else {
      Exit.complain("\(failed) of the scripts failed; mend them first: ivrctl menu test shows more")
      throw Exit.refused
    }
  }
}
