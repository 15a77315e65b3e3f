import ArgumentParser
import CallModel
import IVR
import JournalReplay
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
      they are listed with --verbose. With --state it is what callers did instead, as far back as the journal reaches \
      (to the snapshot before the last); the daemon may be running.

      EXAMPLES
        ivrctl menu coverage                           menus/scenarios on menus
        ivrctl menu coverage my.call --menus /etc/ivrd/menus
        ivrctl menu coverage --fail-under 100          exit status 1 below 100 %
        ivrctl menu coverage --state /var/lib/ivrd     what callers have taken
        ivrctl menu coverage --all --json | jq '.untaken[].node'

      \(Exit.help)
      """)

  @Argument(help: "Scripts, or directories of them, or of menus: else the directory scenarios of the menus.")
  var scenarios: [String] = []

  @OptionGroup var menus: MenuOptions

  @Option(
    help: ArgumentHelp(
      "Count what recorded calls took: those in the journal of this state directory (scripts only where they are named).",
      valueName: "dir"), completion: .directory)
  var state: String?

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
    var menus = menus
    var files: [String] = []
    if state == nil || !scenarios.isEmpty { files = try ScenarioFiles.chosen(scenarios, on: &menus) }
    let loaded = try menus.load()
    var coverage = MenuCoverage(tree: loaded.tree)
    try play(files, on: loaded, &coverage)
    if let state { try addCalls(of: state, &coverage) }
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
  private func play(_ files: [String], on loaded: LoadedSettings, _ coverage: inout MenuCoverage) throws(ExitCode) {
    let world = ScenarioWorld(loaded)
    var failed = 0
    for file in files {
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
  /// Calls that the journal has from their beginning, on these very menus.
  private func addCalls(of state: String, _ coverage: inout MenuCoverage) throws {
    var options = JournalOptions()
    options.state = state
    let recorded = try options.reading {
      try RecordedWays(of: coverage.tree, in: JournalHistory(directory: options.journal))
    }
    coverage.add(recorded.ways)
    let count = "\(recorded.calls) recorded call\(recorded.calls == 1 ? "" : "s")"
    TerminalDevice.errors.write(
      line: recorded.otherCalls == 0 ? count : "\(count); \(recorded.otherCalls) on other menus are left out")
  }
}
