import ACD
import ArgumentParser
import Terminal

/// `ivrsim bench acd`: how many agents a second the scheduler can give their next callers.
struct BenchACDCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "acd",
    abstract: "Measure the scheduler's decisions a second, without daemon or sockets.",
    discussion: """
      Agents with random skills serve random queues of two rings under the production scheduler, on one core. All \
      are on the telephone, and callers wait. Each hangs up in turn; the scheduler looks among all who wait for the \
      most urgent caller whom this agent may serve, and offers him: a decision. A cycle is all that a call costs the \
      scheduler: its arrival, the decision, and the agent's acceptance. Both are counted in the process's time on a \
      core; latencies of single decisions by the clock on the wall.

      EXAMPLES
        ivrsim bench acd                                   1,000 agents, 200 profiles; 10,000 and 100,000 waiting
        ivrsim bench acd --waiting 1000 --strategy least-occupied
        ivrsim bench acd --json

      Measure a release build: a debug build is some twenty times slower.
      """)

  @Option(help: "Agents, all of them busy.")
  var agents = 1_000

  @Option(help: "Different sets of skills among them.")
  var profiles = 200

  @Option(help: "Queues of two rings each.")
  var queues = 20

  @Option(help: ArgumentHelp("Callers who wait. Give it again for another measurement.", valueName: "callers"))
  var waiting: [Int] = [10_000, 100_000]

  @Option(help: "How the queues choose among idle agents.")
  var strategy: DispatchPlan.StrategyName = .init(value: .longestIdle)

  @Option(help: "Seconds of decisions for each measurement.")
  var seconds = 2.0

  @Option(help: "Of the random skills and arrivals.")
  var seed: UInt64 = 1

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...100_000).contains(agents) else { throw ValidationError("--agents is from 1 to 100000.") }
    guard (1...agents).contains(profiles) else {
      throw ValidationError("--profiles is from 1 to the number of agents.")
    }
    guard (1...1_000).contains(queues) else { throw ValidationError("--queues is from 1 to 1000.") }
    guard waiting.allSatisfy({ (1...5_000_000).contains($0) }) else {
      throw ValidationError("--waiting is from 1 to 5000000.")
    }
    guard seconds > 0, seconds <= 3_600 else { throw ValidationError("--seconds is more than 0, at most 3600.") }
  }

  func run() throws {
    let plan = DispatchPlan(
      agents: agents, profiles: profiles, queues: queues, strategy: strategy.value, seed: seed)
    var progress = Progress(label: "bench acd")
    let results = waiting.map { waiting in
      var bench = DispatchBench(plan, waiting: waiting)
      return bench.measure(seconds: seconds) { done in
        progress.show("\(Quantity.count(waiting)) waiting, \(Quantity.decimal(done * 100, places: 0)) %")
      }
    }
    progress.clear()
    let report = DispatchReport(plan: plan, results: results)
    print(json ? report.json.text : report.text)
  }
}
