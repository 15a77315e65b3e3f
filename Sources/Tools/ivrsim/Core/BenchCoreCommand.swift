import ArgumentParser
import Settings
import Terminal

/// `ivrsim bench core`: what the switchboard costs a key and a call, without sockets and disk.
struct BenchCoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "core",
    abstract: "Measure the switchboard and the codec by themselves, without daemon or sockets.",
    discussion: """
      Bytes of requests are cut into lines, parsed and taken by the production switchboard, and what comes of them is \
      encoded, all on one core. keys: callers at the main menu press 9 (say again), 64 keys in each read. calls: a \
      caller comes, presses two keys, is offered to an agent who accepts, ends and wraps up; each line by itself. The \
      process's time on a core counts. The load is the same to the last byte at every run, so that instructions can \
      be counted too (scripts/bench.sh does).

      EXAMPLES
        ivrsim bench core
        ivrsim bench core --keys 100000 --whole-calls 0
        ivrsim bench core --menus menus --json

      Measure a release build: a debug build is some twenty times slower.
      """)

  @Option(help: ArgumentHelp("The menus that callers walk through.", valueName: "directory"))
  var menus = "menus"

  @Option(help: "Keys to press.")
  var keys = 1_000_000

  @Option(help: "Callers who press them, each over a connection of his own.")
  var callers = 100

  @Option(help: "Whole calls, one after another.")
  var wholeCalls = 100_000

  @Option(help: "Agents who wait for them.")
  var agents = 100

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (0...1_000_000_000).contains(keys) else { throw ValidationError("--keys is from 0 to 1000000000.") }
    guard (1...100_000).contains(callers) else { throw ValidationError("--callers is from 1 to 100000.") }
    guard (0...1_000_000_000).contains(wholeCalls) else {
      throw ValidationError("--whole-calls is from 0 to 1000000000.")
    }
    guard (1...100_000).contains(agents) else { throw ValidationError("--agents is from 1 to 100000.") }
  }

  func run() throws {
    try reportingFailures {
      let settings = try MenuLoader.load(directory: menus)
      var progress = Progress(label: "bench core")
      var results: [CoreBench.Result] = []
      if keys > 0 {
        var bench = CoreBench(settings, agents: agents)
        results.append(bench.keys(keys, calls: callers) { progress.show("keys " + Progress.bar(done: $0, of: keys)) })
      }
      if wholeCalls > 0 {
        var bench = CoreBench(settings, agents: agents)
        results.append(
          bench.wholeCalls(wholeCalls, agents: agents) {
            progress.show("calls " + Progress.bar(done: $0, of: wholeCalls))
          })
      }
      progress.clear()
      let report = CoreReport(results: results)
      print(json ? report.json.text : report.text)
    }
  }
}
