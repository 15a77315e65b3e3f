import ACD
import ArgumentParser
import CallModel
import Foundation
import Settings
import Simulation
import Store
import Terminal

/// `ivrsim replay`: a recorded day under other settings of the queues.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Take a recorded day through other queue settings: what would have changed, and for whom.",
    discussion: """
      Reads the day's calls and the agents' hours from the records in --state, and gives both to the scheduler that ivrd \
      runs, once under the present settings and once under those of --queues, for each of --seeds. Callers come when \
      they came, and who hung up hangs up after the same wait. Patience of those who were answered is drawn from the \
      day's (Kaplan and Meier: an answer only says that it was longer), handling of those who were not from their \
      queue's. Differences have 95 % intervals over the seeds. Without --queues the replay of the present settings can be \
      held against what was recorded. Not replayed: transfers, callbacks, the head start of VIPs.

      Erlang's answer is beside each queue whose day is like his model; for the others it is said why not.

      EXAMPLES
        ivrsim replay --day 2026-11-24 --state /var/lib/ivrd --queues queues-new.yaml
        ivrsim replay --day 2026-11-24 --state state --menus menus --seeds 50 --worst 100
        ivrsim replay --day 2026-11-24 --state state --queues q.yaml --json | jq '.worse_off | length'
        ivrsim replay --journal state             what the daemon did, again: is it the same?

      With --journal everything that the daemon's journal has is done again, and the digest of all that comes of it is \
      compared with what came of it then.

      Exit status: 0 done; 1 something else came of the journal; 65 the journal or the records can't be used; \
      66 there are none; 78 the menus have errors.
      """)

  @Option(help: ArgumentHelp("The day, in the bank's time.", valueName: "yyyy-mm-dd"))
  var day: String?

  @Option(help: ArgumentHelp("The daemon's state directory, with centre.sqlite.", valueName: "directory"))
  var state: String?

  @Option(
    help: ArgumentHelp("A journal to be done again: its directory, or the state directory.", valueName: "directory"))
  var journal: String?

  @Option(help: ArgumentHelp("Queues as they might be, instead of the menus' queues.yaml.", valueName: "file.yaml"))
  var queues: String?

  @Option(help: ArgumentHelp("The present settings.", valueName: "directory"))
  var menus = "menus"

  @Option(help: "How often to replay with other chances, from 5.")
  var seeds = 20

  @Option(help: "The first of the seeds.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Callers who are worse off to list.", valueName: "n"))
  var worst = 20

  @Flag(help: "JSON for programs.")
  var json = false

  func validate() throws {
    guard (5...10_000).contains(seeds) else { throw ValidationError("--seeds is from 5 to 10000.") }
    guard worst >= 0 else { throw ValidationError("--worst is not negative.") }
    if journal != nil {
      guard day == nil, state == nil else { throw ValidationError("--journal stands alone.") }
      return
    }
    guard state != nil else { throw ValidationError("--state says where the records of --day are.") }
    guard civilDay != nil else { throw ValidationError("--day is a date such as 2026-11-24.") }
  }

  private var civilDay: CivilDay? { CivilDay(written: day ?? "") }

  func run() throws {
    try reportingFailures {
      if let journal { return try check(journal) }
      let comparison = try compare()
      let report = ReplayReport(
        title: "\(whose.day) under \(menus)\(queues.map { " and \($0)" } ?? ""), \(seeds) seeds",
        comparison: comparison,
        hasOther: queues != nil, worst: worst)
      if json { print(report.json.text) } else { report.show() }
    }
  }

  private func check(_ journal: String) throws {
    var check = try JournalReplayCheck(journal)
    try check.run()
    print(json ? check.json.text : check.line)
  }

  private var whose: (day: String, state: String) { (day ?? "", state ?? "") }

  func compare() throws -> Replay.Comparison {
    let before = try MenuLoader.load(directory: menus).acd
    let after = try queues.map { try MenuLoader.load(directory: menus, queues: InputFile.read($0)).acd } ?? before
    let recorded = try recordedDay()
    let replay: Replay
    do throws(Replay.Unsuitable) {
      replay = try Replay(day: recorded, before: before, after: after)
    } catch {
      throw ToolFailure("\(whose.day) in \(whose.state): \(error.description)", exitStatus: ToolFailure.badInput)
    }
    var progress = Progress(label: "\(Quantity.count(recorded.calls.count, "call")), \(seeds) seeds")
    let comparison = replay.run(seeds: seeds, firstSeed: seed) {
      progress.show(Progress.bar(done: $0, of: seeds))
    }
    progress.clear()
    return comparison
  }

  private func recordedDay() throws(ToolFailure) -> RecordedDay {
    let file = "\(whose.state)/\(CentreStore.fileName)"
    guard FileManager.default.fileExists(atPath: file) else {
      throw ToolFailure("there are no records: \(file) is not there", exitStatus: ToolFailure.noInput)
    }
    let midnight = CivilTime(day: civilDay!, timeOfDay: .zero).instant()
    do throws(StoreError) {
      let store = try CentreStore(directory: whose.state)
      var records: [CallRecord] = []
      var stretches: [AgentIntervalRecord] = []
      try Self.read(midnight..<(midnight + .hours(24)), store, &records, &stretches)
      return RecordedDay(records: records, stretches: stretches)
    } catch {
      throw ToolFailure("\(error)", exitStatus: ToolFailure.badInput)
    }
  }

  /// The store reads so many rows at once; a stretch of time with more is read in halves.
  private static func read(
    _ range: Range<Timestamp>, _ store: CentreStore, _ records: inout [CallRecord],
    _ stretches: inout [AgentIntervalRecord]
  ) throws(StoreError) {
    let calls = try store.calls(
      limit: CentreStore.mostRows, CallFilter(from: range.lowerBound, to: range.upperBound))
    let agents = try store.agentIntervals(in: range)
    let length = range.upperBound - range.lowerBound
    guard max(calls.count, agents.count) >= CentreStore.mostRows, length > .seconds(1) else {
      records += calls
      stretches += agents
      return
    }
    let middle = range.lowerBound + Interval(microseconds: length.microseconds / 2)
    try read(range.lowerBound..<middle, store, &records, &stretches)
    try read(middle..<range.upperBound, store, &records, &stretches)
  }
}
