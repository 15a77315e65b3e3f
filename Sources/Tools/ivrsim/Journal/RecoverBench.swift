import CallModel
import Foundation
import Journal
import JournalReplay
import LineSwarm
import Settings

/// How long ivrd takes to be there: with nothing to recover, and with many calls and a long tail of keys after its
/// newest snapshot, as after a crash.
struct RecoverBench {
  let calls: Int
  let keys: Int
  private(set) var readySeconds: [Double] = []
  private(set) var recoverySeconds = 0.0
  /// In this process, without a daemon around it: seconds on the processor.
  private(set) var reading = 0.0
  private(set) var decoding = 0.0
  private(set) var replaying = 0.0
  private(set) var turns = 0
  private(set) var bytes = 0
  private(set) var snapshotBytes = 0

  init(calls: Int, keys: Int) {
    self.calls = calls
    self.keys = keys
  }

  mutating func run(_ supervisor: Supervisor, _ menus: LoadedSettings, _ progress: (Int) -> Void) throws {
    // The first start makes the demo bank.
    try supervisor.start()
    for _ in 0..<3 {
      try supervisor.end(SIGINT)
      readySeconds.append(try Self.seconds { try supervisor.start() })
    }
    try supervisor.end(SIGKILL)
    let journal = supervisor.stateDirectory + "/journal"
    try FileManager.default.removeItem(atPath: journal)
    try writeJournal(menus, journal, progress)
    try recoverHere(journal)
    recoverySeconds = try Self.seconds { try supervisor.start() }
    try supervisor.end(SIGKILL)
  }

  private mutating func writeJournal(_ menus: LoadedSettings, _ journal: String, _ progress: (Int) -> Void) throws {
    let span = Interval(microseconds: RecordedLoad.betweenKeys.microseconds * Int64(keys + 4 * calls) + 60_000_000)
    let now = Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1e6))
    var load = try RecordedLoad(menus, calls: calls, in: journal, from: now - span)
    snapshotBytes = try load.snapshot().count
    try load.keepSnapshot()
    let before = (load.turnsWritten, load.bytesWritten)
    for key in 0..<keys {
      try load.pressAgain(key % calls)
      if key % 10_000 == 0 { progress(key) }
    }
    try load.flush()
    try load.writer.takeUnsynced().makeDurable()
    (turns, bytes) = (load.turnsWritten - before.0, load.bytesWritten - before.1)
  }

  private mutating func recoverHere(_ journal: String) throws {
    var history: JournalHistory?
    reading = try Self.processorSeconds { history = try JournalHistory(directory: journal) }
    var state: JournalHistory.State?
    decoding = try Self.processorSeconds { state = try history!.newestState { _, _ in } }
    replaying = try Self.processorSeconds { try history!.replay(&state!) { _ in } }
  }

  /// What else runs on the machine does not count.
  private static func processorSeconds(_ body: () throws -> Void) rethrows -> Double {
    let began = ProcessorTime.now
    try body()
    return Double(ProcessorTime.now - began) / 1e9
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let began = MonotonicInstant.now
    try body()
    return MonotonicInstant.now.seconds(since: began)
  }
}
