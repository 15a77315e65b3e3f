import ArgumentParser
import CallModel
import Simulation
import Terminal

/// `ivrsim staff`: agents needed in each half hour.
struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "Say how many agents each half hour needs for a service level.",
    discussion: """
      FILE.csv has a line of headings and a line for each half hour: its begin, then the calls of each queue:

        from,general,cards
        9:00,310,95
        9:30,340,102

      Without --teams each queue has agents of its own, and the answer is Erlang A's (Erlang C's where nobody hangs up): \
      Poisson arrivals, exponential handling and patience, each half hour as if it went on for ever. With --teams the \
      agents have skills, and each half hour is simulated with the scheduler that ivrd runs: starting from Erlang's \
      numbers, agents are added where the target is missed and taken away where they are not missed. Agents on a break \
      are not counted: add shrinkage.

      EXAMPLES
        ivrsim staff calls.csv --handling 240 --patience 150
        ivrsim staff calls.csv --handling general=220,cards=260 --target 80/20 --shrinkage 30
        ivrsim staff calls.csv --handling 240 --patience 150 --teams 'generalists=general;all=general,cards'
      """)

  @Argument(
    help: ArgumentHelp("Calls in each half hour.", valueName: "file.csv"), completion: .file(extensions: ["csv"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "Seconds of work for a call, talk and wrap-up: one number, or queue=seconds,...", valueName: "seconds"))
  var handling: String

  @Option(
    help: ArgumentHelp(
      "Mean seconds before a caller hangs up, in the same form; left out: never.", valueName: "seconds"))
  var patience: String?

  @Option(
    help: ArgumentHelp("Percent of all calls to answer, and within how many seconds.", valueName: "percent/seconds"))
  var target = "80/20"

  @Option(help: ArgumentHelp("Percent of paid time in which an agent can't take calls.", valueName: "percent"))
  var shrinkage = 0.0

  @Option(help: ArgumentHelp("Who serves what: name=queue,queue;name=queue", valueName: "teams"))
  var teams: String?

  @Option(help: "What chance begins with, in a simulation.")
  var seed: UInt64 = 1

  @Flag(help: "JSON for programs.")
  var json = false

  func validate() throws {
    guard (0..<100).contains(shrinkage) else { throw ValidationError("--shrinkage is from 0, and below 100.") }
  }

  func run() throws {
    try reportingFailures {
      let forecast = try StaffForecast(InputFile.read(file))
      let demands = try forecast.demands(handling: handling, patience: patience)
      let plan = StaffPlan(demands: demands, target: try parsedTarget())
      var report = StaffReport(plan: plan, shrinkage: shrinkage / 100, teams: try parsedTeams(demands.map(\.name)))
      var progress = Progress(label: "staffing")
      for (done, slot) in forecast.slots.enumerated() {
        progress.show(
          Progress.bar(done: done, of: forecast.slots.count) + "  " + DayReport.clock(StaffForecast.begin(of: slot)))
        guard report.add(slot, seed: seed) else {
          progress.clear()
          throw ToolFailure(
            "no number of agents up to \(StaffPlan.mostAgents) reaches the target at \(DayReport.clock(StaffForecast.begin(of: slot)))"
          )
        }
      }
      progress.clear()
      if json { print(report.json.text) } else { report.show() }
    }
  }

  private func parsedTarget() throws(ToolFailure) -> StaffPlan.Target {
    let parts = target.split(separator: "/").compactMap { Double($0) }
    guard parts.count == 2, (1..<100).contains(parts[0]), (0...3_600).contains(parts[1]) else {
      throw ToolFailure("--target is percent/seconds, such as 80/20, not \"\(target)\"", exitStatus: ToolFailure.usage)
    }
    return StaffPlan.Target(serviceLevel: parts[0] / 100, seconds: parts[1])
  }

  private func parsedTeams(_ names: [String]) throws(ToolFailure) -> [StaffPlan.Team]? {
    guard let teams else { return nil }
    var found: [StaffPlan.Team] = []
    for part in teams.split(separator: ";") {
      let words = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard words.count == 2 else {
        throw ToolFailure("--teams is name=queue,queue;..., not \"\(part)\"", exitStatus: ToolFailure.usage)
      }
      var serves: [Int] = []
      for name in words[1].split(separator: ",") {
        guard let index = names.firstIndex(of: String(name)) else {
          throw ToolFailure("--teams names the queue \"\(name)\", which \(file) has not", exitStatus: ToolFailure.usage)
        }
        serves.append(index)
      }
      found.append(StaffPlan.Team(name: words[0], serves: serves))
    }
    for (index, name) in names.enumerated() where !found.contains(where: { $0.serves.contains(index) }) {
      throw ToolFailure("no team serves the queue \"\(name)\"", exitStatus: ToolFailure.usage)
    }
    return found
  }
}
