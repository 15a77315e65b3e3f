import CallModel
import Glibc
import Journal
import JournalReplay
import Logging
import NIOPosix
import SwitchboardCore
import Synchronization

/// The journal as the one thread sees that commits: groups are appended and made durable, snapshots are written
/// beside it. Apart from `TurnLog`, which lives on the core's loop and never waits.
final class JournalThread: @unchecked Sendable {
  // @unchecked: `digest` and the writer are used by the one thread that commits.
  /// How long a disk that refuses is left alone before it is tried again.
  private static let retryAfter = Interval.seconds(1)

  /// Seals what calls have ahead; `nil` where there is no place for its key.
  let seal: (any KeySeal)?
  private let writer: JournalWriter
  private let directory: String
  private let commits = NIOThreadPool(numberOfThreads: 1)
  private let snapshots = NIOThreadPool(numberOfThreads: 1)
  private let flushRecords: @Sendable () throws -> Void
  private let logger: Logger
  private var digest: EffectDigest
  private let isKeeping = Atomic(false)
  private let hasGivenUp = Atomic(false)

  /// `flushRecords` makes durable what the effects so far say for the records: a snapshot leaves no turn from
  /// which they could be had again.
  init(
    writer: JournalWriter, directory: String, digest: UInt64, seal: (any KeySeal)?, logger: Logger,
    flushRecords: @escaping @Sendable () throws -> Void
  ) {
    self.writer = writer
    self.seal = seal
    self.directory = directory
    self.digest = EffectDigest(resuming: digest)
    self.logger = logger
    self.flushRecords = flushRecords
    commits.start()
    snapshots.start()
  }

  /// What came of a group.
  struct Commit: Sendable {
    /// The number of its last turn.
    var last: Int64
    /// The disk is full but for what was set aside.
    var isShort: Bool
    var took: Interval
  }

  /// There is no room but what was set aside. Before the first group, on any thread.
  var startsShort: Bool { !writer.hasRoom }

  /// Looks at the disk and tells on this thread whether it has no room but what was set aside.
  func look(_ tell: @escaping @Sendable (Bool) -> Void) {
    commits.submit { [writer] _ in
      writer.look()
      tell(!writer.hasRoom)
    }
  }

  /// Appends a group; `done` gets `nil` where it was given up. `refused` is called when the disk refuses, once.
  /// Both are called on this thread.
  func commit(
    _ group: TurnLog.Group, snapshot: Switchboard?, refused: @escaping @Sendable () -> Void,
    done: @escaping @Sendable (Commit?) -> Void
  ) {
    commits.submit { [self] _ in
      let clock = WallClock()
      let start = clock.now
      guard let last = write(group, refused) else { return done(nil) }
      if let snapshot { keep(snapshot, last: last) }
      done(Commit(last: last, isShort: !writer.hasRoom, took: clock.now - start))
    }
  }

  private func write(_ group: TurnLog.Group, _ refused: () -> Void) -> Int64? {
    // Effects are values of the core's own: that they can be written is tested, and no reason to stop calls.
    try? digest.add(group.effects)
    let contents = JournalEntryBytes.group(digest: digest.value, turns: group.turns.bytes)
    var failures = 0
    while true {
      do {
        try writer.append(contents, count: group.count)
        if failures > 0 { logger.warning("the journal is written again after \(failures) failures") }
        return writer.next - 1
      } catch {
        if failures == 0 {
          logger.error("\(error); until it can be written again, what is asked for is refused")
          refused()
        }
        failures += 1
        guard waitForDisk() else { return nil }
      }
    }
  }

  /// False: nobody wants to wait any more. Looks often, so that a stop doesn't take the whole time.
  private func waitForDisk() -> Bool {
    for _ in 0..<100 {
      if hasGivenUp.load(ordering: .acquiring) { return false }
      usleep(UInt32(Self.retryAfter.microseconds / 100))
    }
    return !hasGivenUp.load(ordering: .acquiring)
  }

  /// What the disk has not taken yet is never done: nobody was told of it.
  func giveUp() { hasGivenUp.store(true, ordering: .releasing) }

  /// Writes a snapshot beside what goes on. One at a time: should the disk be so slow, the next comes later.
  private func keep(_ switchboard: Switchboard, last: Int64) {
    guard !isKeeping.exchange(true, ordering: .acquiringAndReleasing) else { return }
    let digest = digest.value
    snapshots.submit { _ in
      self.writeSnapshot(switchboard, digest: digest, last: last)
      self.isKeeping.store(false, ordering: .releasing)
    }
  }

  /// After the last group: a snapshot from which the next start has nothing to do again.
  func keepLast(_ switchboard: Switchboard, done: @escaping @Sendable () -> Void) {
    commits.submit { [self] _ in
      try? snapshots.syncShutdownGracefully()
      writeSnapshot(switchboard, digest: digest.value, last: writer.next - 1)
      done()
    }
  }

  private func writeSnapshot(_ switchboard: Switchboard, digest: UInt64, last: Int64) {
    do {
      try flushRecords()
      let contents = try JournalEntryBytes.snapshot(digest: digest, of: switchboard, seal: seal)
      try JournalWriter.writeSnapshot(contents, last: last, in: directory)
    } catch {
      logger.error("no snapshot could be written: \(error)")
    }
  }
}
