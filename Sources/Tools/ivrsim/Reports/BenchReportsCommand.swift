import ArgumentParser
import CallModel
import Foundation
import LineSwarm
import ServiceCentre
import Store
import Terminal

/// `ivrsim bench reports`: how long each report takes over a month of a million calls.
struct BenchReportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reports",
    abstract: "Measure every report over a month of a million calls.",
    discussion: """
      A month of made-up calls, with the callbacks, complaints, visits and certificates of such a month, is written into \
      a database of its own as the daemon writes them; then every report of that month is asked at the centre's desk as an auditor asks. Exit status 1 where one takes longer than 2 s.

      EXAMPLES
        ivrsim bench reports
        ivrsim bench reports --calls 100000 --json

      Measure a release build. A million calls need some 700 MB of disk and a minute or two.
      """)

  @Option(help: "Calls in the month.")
  var calls = 1_000_000

  @Option(help: ArgumentHelp("Where the database is made; it is removed again.", valueName: "directory"))
  var dir = FileManager.default.temporaryDirectory.path

  @Flag(help: "Print JSON.")
  var json = false

  private static let mostCalls = 10_000_000

  func validate() throws {
    guard (1...Self.mostCalls).contains(calls) else { throw ValidationError("--calls is from 1 to \(Self.mostCalls).") }
  }

  func run() throws {
    try reportingFailures {
      let folder = try TemporaryDirectory(in: dir)
      let report = try measure(in: folder.path)
      print(json ? report.json.text : report.text)
      if !report.isInTime { throw ExitCode(1) }
    }
  }

  private func measure(in folder: String) throws(ToolFailure) -> ReportsReport {
    do throws(StoreError) {
      var progress = Progress(label: "bench reports")
      defer { progress.clear() }
      let bench = try ReportBench(directory: folder)
      let begin = MonotonicInstant.now
      try bench.fill(calls: calls) { progress.show(Progress.bar(done: $0, of: calls)) }
      try bench.fillPapers(calls: calls) { progress.show("papers of \($0) hundred calls") }
      let filling = MonotonicInstant.now.seconds(since: begin)
      var results: [ReportBench.Result] = []
      for act in ReportAct.allCases {
        progress.show(act.rawValue)
        results.append(try bench.measure(act))
      }
      return ReportsReport(calls: calls, filling: filling, results: results)
    } catch {
      throw ToolFailure(error.description, exitStatus: ToolFailure.cannotWrite)
    }
  }
}
