import ArgumentParser
import Simulation
import Terminal

/// `ivrsim oracle`: the production scheduler against queueing theory.
struct OracleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "oracle",
    abstract: "Hold the scheduler against exact results of queueing theory.",
    discussion: """
      FILE.json is a list of models (Erlang B, C and A, priorities, ageing, unequal agents, reservation, pools of \
      several skills) with what theory says of each. For every row the scheduler that ivrd runs is driven under a \
      virtual clock by callers and agents made of chance; offers are accepted at once and there is no wrap-up. A figure \
      agrees whose exact value lies within the 99.9 % interval of independent replications; where one lies outside, \
      the row is simulated again with other seeds and four times the replications, and that decides. Mean waits too \
      near saturation to be measured are shown and not judged; waits, the share that waits, always is.

      EXAMPLES
        ivrsim oracle queueing.json
        ivrsim oracle queueing.json --rows C07,O49 --replications 60
        ivrsim oracle queueing.json --json | jq '.rows[] | select(.agrees | not)'

      Exit status: 0 every row agrees; 1 a row disagrees; 65 the file, or a row of it, can't be modelled.
      """)

  @Argument(help: ArgumentHelp("The file of models.", valueName: "file.json"), completion: .file(extensions: ["json"]))
  var file: String

  @Option(help: "Independent replications of a row, from 30.")
  var replications = OracleCheck.defaultReplications

  @Option(help: ArgumentHelp("Only these rows, by id.", valueName: "id,..."))
  var rows: String?

  @Option(
    help: ArgumentHelp("Calls that count in a replication; chosen by the model's load, if not given.", valueName: "n"))
  var calls: Int?

  @Option(help: "What chance begins with: the same seed, the same result.")
  var seed = OracleCheck.defaultSeed

  @Flag(help: "JSON for programs.")
  var json = false

  func validate() throws {
    guard (30...10_000).contains(replications) else { throw ValidationError("--replications is from 30 to 10000.") }
    if let calls, !(100...10_000_000).contains(calls) { throw ValidationError("--calls is from 100 to 10000000.") }
  }

  func run() throws {
    try reportingFailures {
      let chosen = try chosenRows()
      var report = OracleReport(json: json)
      for (index, row) in chosen.enumerated() {
        var progress = Progress(label: "\(row.id), \(index + 1) of \(chosen.count)")
        let check = OracleCheck(row: row, replications: replications, seed: seed, callsEach: calls)
        do throws(QueueingModel.Unsuitable) {
          let total = check.expectedReplications
          let result = try check.run { progress.show(Progress.bar(done: $0, of: $0 > total ? 5 * total : total)) }
          progress.clear()
          report.show(row, result)
        } catch {
          progress.clear()
          throw ToolFailure("\(file): row \(row.id): \(error.description)", exitStatus: ToolFailure.badInput)
        }
      }
      report.finish()
      if report.disagreements > 0 { throw ExitCode(1) }
    }
  }

  private func chosenRows() throws -> [OracleRow] {
    let all = try OracleFile.read(InputFile.read(file))
    guard let rows else { return all }
    return try rows.split(separator: ",").map { id in
      guard let row = all.first(where: { $0.id == id }) else {
        throw ToolFailure(
          "\(file) has no row \(id); it has \(all.map(\.id).joined(separator: ", "))",
          exitStatus: ToolFailure.usage)
      }
      return row
    }
  }
}
