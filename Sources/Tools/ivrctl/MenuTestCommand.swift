import ArgumentParser
import CallModel
import Foundation
import Simulation
import Terminal
import SystemWords

struct MenuTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Plays call scripts against menus, in process and without waiting.",
    discussion: """
      A script (.call) has lines of the protocol, with times and expectations. The production switchboard plays it \
      on a demo bank in memory, under virtual time. Directories are searched, in the order of names.

      EXAMPLES
        ivrctl menu test                                    menus/scenarios on menus
        ivrctl menu test my.call --menus /etc/ivrd/menus --verbose
        ivrctl menu test --junit build/menus.xml

      \(Exit.help)
      """)

  @Argument(help: "Scripts, or directories of them, or of menus: else the directory scenarios of the menus.")
  var scenarios: [String] = []

  @OptionGroup var menus: MenuOptions

  @Option(help: ArgumentHelp("Also write JUnit XML there.", valueName: "file"), completion: .file())
  var junit: String?

  @Flag(help: "Print what every peer said.")
  var verbose = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    var menus = menus
    let files = try ScenarioFiles.chosen(scenarios, on: &menus)
    let world = ScenarioWorld(try menus.load())
    let clock = ContinuousClock()
    let start = clock.now
    let outcomes = files.map { file in
      let outcome = world.play(file)
      if !output.json { show(outcome) }
      return outcome
    }
    let report = ScenarioReport(outcomes: outcomes, duration: clock.now - start)
    output.show(output.json ? [report.json.text] : [report.summary(TerminalDevice.output.style)])
    if let junit { try Self.write(report.junit, to: junit) }
    if report.failures > 0 { throw Exit.refused }
  }

  private func show(_ outcome: ScenarioOutcome) {
    let style = TerminalDevice.output.style
    if verbose {
      output.show([style.bold(outcome.name)] + outcome.transcript.map { "  " + DisplayText.printable($0) })
    }
    for complaint in outcome.complaints {
      output.show(complaint.split(separator: "\n").map { DisplayText.printable(String($0)) })
    }
  }

  private static func write(_ text: String, to file: String) throws(ExitCode) {
    do {
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    } catch {
      Exit.complain("can't write \(file): \(error.systemWords)")
      throw Exit.cannotWrite
    }
  }
}
