import ArgumentParser
import CallModel
import Simulation
import Terminal

/// `ivrsim run`: a day of a centre on the production switchboard.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Play a day of a centre, made up by a scenario, on the switchboard that ivrd runs.",
    discussion: """
      Callers press keys through the menus, wait, lose patience and call again; agents log in at their desks, take \
      breaks, miss offers, talk, code and go home: all of it over the line protocol, under virtual time, from a \
      seed. Two runs of one scenario and seed print the same digest. The invariants are checked every hour of the day. \
      The head of scripts/simulations/busy-day.yaml explains how scenarios are written.

      EXAMPLES
        ivrsim run scripts/simulations/busy-day.yaml
        ivrsim run busy-day.yaml --seed 7 --svg day.svg --csv day.csv
        ivrsim run busy-day.yaml --host-faults lost=20,late=50,refused=5
        ivrsim run busy-day.yaml --json | jq '.queues[] | {queue, service_level}'

      Exit status: 0 the day was played; 1 an invariant did not hold; 65 the scenario can't be used; \
      78 the menus have errors.
      """)

  @Argument(
    help: ArgumentHelp("The scenario.", valueName: "scenario.yaml"), completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Option(help: ArgumentHelp("Menus instead of those that the scenario names.", valueName: "directory"))
  var menus: String?

  @Option(help: "What chance begins with, instead of the scenario's seed.")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      """
      Let the bank fail by chance, in thousandths of the questions: refused, unheard (the question is lost), lost (the \
      answer is), late (by delay= milliseconds); seed= for other chances.
      """, valueName: "lost=20,late=50,..."), transform: HostFaults.init(argument:))
  var hostFaults: HostFaults?

  @Flag(help: "JSON for programs.")
  var json = false

  @Option(help: ArgumentHelp("Write the half hours as CSV.", valueName: "file"))
  var csv: String?

  @Option(help: ArgumentHelp("Draw the day: arrivals, waits, occupancy.", valueName: "file"))
  var svg: String?

  func run() throws {
    try reportingFailures {
      var world = try DayScenarioFile.read(InputFile.read(file), menus: menus)
      if let seed { world.scenario.seed = seed }
      if let hostFaults { world.scenario.hostFaults = hostFaults }
      var progress = Progress(label: "a day of \(Quantity.count(Int(world.scenario.expectedCalls))) calls")
      let clock = ContinuousClock()
      let start = clock.now
      var simulation = DaySimulation(scenario: world.scenario, settings: world.settings)
      let figures = simulation.run { time in
        progress.show(Progress.bar(done: Int(time.seconds), of: 86_400) + "  " + DayReport.clock(time))
      }
      progress.clear()
      let report = DayReport(scenario: world.scenario, figures: figures, took: (clock.now - start).seconds)
      if let csv { try InputFile.write(report.csv, to: csv) }
      if let svg { try InputFile.write(DayPicture(scenario: world.scenario, figures: figures).svg, to: svg) }
      if json { print(report.json.text) } else { report.show() }
      if !figures.auditFindings.isEmpty { throw ExitCode(1) }
    }
  }
}

extension HostFaults {
  fileprivate init(argument: String) throws {
    do throws(Problem) {
      try self.init(written: argument)
    } catch {
      throw ValidationError("--host-faults: \(error.description)")
    }
  }
}

extension Duration {
  fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
