import ArgumentParser
import CallModel
import Foundation
import Store
import Terminal

/// `ivrsim bench bank`: how many transfers and balances a second the embedded bank answers.
struct BenchBankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bank",
    abstract: "Measure the embedded bank's transfers and balances a second.",
    discussion: """
      A demo bank on SQLite, made for this in a directory of its own, is asked through the production host link. So \
      many callers have one question each; their questions come as one batch, which the bank answers in one \
      transaction that is durable before the first answer. Each transfer moves money between two accounts of its \
      caller; the next goes back. Afterwards the books are audited.

      EXAMPLES
        ivrsim bench bank
        ivrsim bench bank --callers 1                  each transfer is a commit
        ivrsim bench bank --dir /srv/disk --json       on the disk that is to be measured

      Measure a release build, and on the disk that the bank will live on: a commit is as fast as it.
      """)

  @Option(help: "Callers with a question each.")
  var callers = 100

  @Option(help: "Seconds for each of the two measurements.")
  var seconds = 3.0

  @Option(help: ArgumentHelp("Where the bank's directory is made; it is removed again.", valueName: "directory"))
  var dir = FileManager.default.temporaryDirectory.path

  @Flag(help: "Print JSON.")
  var json = false

  /// Any day does: the measurement does not depend on it, and the same is asked each time.
  private static let noon = Timestamp(microseconds: 1_795_752_000_000_000)

  func validate() throws {
    guard (1...BankBench.mostCallers).contains(callers) else {
      throw ValidationError("--callers is from 1 to \(BankBench.mostCallers).")
    }
    guard seconds > 0, seconds <= 3_600 else { throw ValidationError("--seconds is more than 0, at most 3600.") }
  }

  func run() throws {
    try reportingFailures {
      let folder = try TemporaryDirectory(in: dir)
      let report = try measure(in: folder.path)
      print(json ? report.json.text : report.text)
      if !report.isClean { throw ExitCode(1) }
    }
  }

  private func measure(in folder: String) throws(ToolFailure) -> BankReport {
    do throws(StoreError) {
      return try measureBank(in: folder)
    } catch {
      throw ToolFailure(error.description, exitStatus: ToolFailure.cannotWrite)
    }
  }

  private func measureBank(in folder: String) throws(StoreError) -> BankReport {
    var progress = Progress(label: "bench bank")
    progress.show("making the bank")
    var bench = try BankBench(directory: folder, callers: callers, at: Self.noon)
    let results = BankBench.Load.allCases.map { load in
      bench.measure(load, seconds: seconds) {
        progress.show("\(load.rawValue), \(Quantity.decimal($0 * 100, places: 0)) %")
      }
    }
    progress.clear()
    return BankReport(callers: callers, results: results, violations: try bench.audit())
  }
}
