import ArgumentParser
import CallModel
import IVR
import Settings
import Terminal

struct MenuCoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Which edges of the menus the call scripts take, and which they don't.",
    discussion: """
      Plays the scripts as ivrctl menu test does, notes each edge that their calls take, and lists those that nobody
      took. What counts is what the nodes themselves write: choices, outcomes, conditions, ends of attempts.
      Inherited keys (0, 9, *) and the tree's fallbacks are counted beside it, and in it with --all.

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
    let report = CoverageReport(coverage: coverage, countsAll: all)
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

/// Coverage for people and for programs.
struct CoverageReport {
  /// So many edges of one kind, and how many of them were taken.
  struct Share {
    var taken: Int
    var all: Int

    var words: String { "\(taken) of \(all) edges (\(Self.percent(taken, all)) %)" }

    /// In tenths of a per cent, rounded down: 100 only where nothing is missing.
    static func percent(_ taken: Int, _ all: Int) -> String {
      guard all > 0 else { return "100.0" }
      let tenths = taken * 1_000 / all
      return "\(tenths / 10).\(tenths % 10)"
    }
  }

  let coverage: MenuCoverage
  let countsAll: Bool

  private var tree: MenuTree { coverage.tree }

  func share(of origins: [WayOut.Origin]) -> Share {
    let edges = coverage.edges.filter { origins.contains($0.out.origin) }
    return Share(taken: edges.count { $0.taken > 0 }, all: edges.count)
  }

  private var origins: [WayOut.Origin] { countsAll ? [.own, .link, .fallback] : [.own] }
  var total: Share { share(of: origins) }

  func reaches(percent: Int) -> Bool { total.taken * 100 >= percent * total.all }

  private var untaken: [MenuCoverage.Edge] {
    coverage.edges.filter { $0.taken == 0 && origins.contains($0.out.origin) }
  }

  func lines(_ style: Style) -> [String] {
    var lines = untaken.map { edge in
      let node = tree[edge.way.node]
      return "\(node.position): \(node.id) \(node.words(for: edge.way.exit)) -> \(tree.words(for: edge.out.target))"
    }
    let whole = total.taken == total.all
    lines.append((whole ? style.good(total.words) : style.notable(total.words)) + " taken")
    if !countsAll {
      lines.append(
        "besides: inherited keys \(share(of: [.link]).words), fallbacks \(share(of: [.fallback]).words)")
    }
    return lines
  }

  var json: JSONValue {
    .object([
      .init("edges", .number(total.all)), .init("taken", .number(total.taken)),
      .init("percent", .number(Share.percent(total.taken, total.all))),
      .init("untaken", .array(untaken.map(json))),
    ])
  }

  private func json(_ edge: MenuCoverage.Edge) -> JSONValue {
    let node = tree[edge.way.node]
    return .object([
      .init("node", .string(node.id.text)), .init("on", .string(node.words(for: edge.way.exit))),
      .init("to", .string(tree.words(for: edge.out.target))), .init("file", .string(node.position.file)),
      .init("line", .number(node.position.line)), .init("column", .number(node.position.column)),
    ])
  }
}
