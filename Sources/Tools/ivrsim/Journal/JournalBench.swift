import CallModel
import Foundation
import Glibc
import Journal
import JournalReplay
import LineSwarm
import Settings

/// What the journal costs: a commit for each size of group, the bytes of a key, and how long the core is held up by a
/// snapshot of many calls.
struct JournalBench {
  struct Commits {
    var turnsEach: Int
    var times = Latency()
    var seconds = 0.0
    var perSecond: Double { Double(times.count) / max(seconds, 1e-9) }
  }

  static let groupSizes = [1, 16, 128]
  /// About what a key takes.
  private static let bytesPerTurn = 24
  /// Snapshots that are taken under the keys.
  private static let snapshots = 5

  let calls: Int
  private(set) var commits: [Commits] = []
  private(set) var bytesPerKey = 0.0
  private(set) var snapshotBytes = 0
  private(set) var encoding = Latency()
  /// Of single steps: on the processor, and by the clock. `beside` while a snapshot was made.
  private(set) var longestStep: (alone: Int64, beside: Int64) = (0, 0)
  private(set) var longestStepByClock: (alone: Int64, beside: Int64) = (0, 0)

  init(calls: Int) { self.calls = calls }

  mutating func measureCommits(in directory: String, seconds: Double) throws {
    for size in Self.groupSizes {
      let folder = "\(directory)/commits-\(size)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let writer = try JournalWriter(continuing: JournalReader(directory: folder))
      let contents = [UInt8](repeating: 0x5A, count: size * Self.bytesPerTurn)
      var result = Commits(turnsEach: size)
      let began = MonotonicInstant.now
      let end = began.after(seconds: seconds)
      while MonotonicInstant.now < end {
        let start = MonotonicInstant.now
        try writer.append(contents, count: size)
        result.times.record(.now - start)
      }
      result.seconds = MonotonicInstant.now.seconds(since: began)
      commits.append(result)
    }
  }

  mutating func measureSnapshots(_ menus: LoadedSettings, in directory: String) throws {
    let now = Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1e6))
    var load = try RecordedLoad(menus, calls: calls, in: directory + "/journal", from: now)
    let before = (load.turnsWritten, load.bytesWritten)
    var key = 0
    // Two rounds of all calls: whatever grows at first has grown.
    for _ in 0..<(2 * calls) { _ = try step(&load, &key) }
    for _ in 0..<Self.snapshots {
      for _ in 0..<calls { note(try step(&load, &key), \.alone) }
      let state = load.switchboard
      let maker = Background { () -> (bytes: Int, nanoseconds: Int64) in
        let began = MonotonicInstant.now
        return (try JournalEntryBytes.snapshot(digest: 0, of: state).count, MonotonicInstant.now - began)
      }
      repeat { note(try step(&load, &key), \.beside) } while !maker.isOver
      let made = try maker.value()
      encoding.record(made.nanoseconds)
      snapshotBytes = made.bytes
    }
    try load.flush()
    bytesPerKey = Double(load.bytesWritten - before.1) / Double(max(1, load.turnsWritten - before.0))
  }

  private func step(_ load: inout RecordedLoad, _ key: inout Int) throws -> (processor: Int64, clock: Int64) {
    let (processor, clock) = (Self.processorTime, MonotonicInstant.now)
    try load.pressAgain(key % calls)
    key += 1
    return (Self.processorTime - processor, MonotonicInstant.now - clock)
  }

  private mutating func note(
    _ step: (processor: Int64, clock: Int64), _ place: WritableKeyPath<(alone: Int64, beside: Int64), Int64>
  ) {
    longestStep[keyPath: place] = max(longestStep[keyPath: place], step.processor)
    longestStepByClock[keyPath: place] = max(longestStepByClock[keyPath: place], step.clock)
  }

  /// Of this thread, in nanoseconds.
  private static var processorTime: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
