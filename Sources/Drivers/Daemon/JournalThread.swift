import CallModel
import Journal
import JournalReplay
import Logging
import SwitchboardCore
import Synchronization

/// What takes time about the journal, on threads of its own: making durable what was written, snapshots. Apart from
/// `TurnLog`, which lives on the core's loop and never waits.
final class JournalThread: @unchecked Sendable {
  // @unchecked: `isMarked` is used by the one thread that commits.
  /// Seals what calls have ahead; `nil` where there is no place for its key.
  let seal: (any KeySeal)?
  /// Written to on the core's loop.
  let writer: JournalWriter
  let logger: Logger
  private let directory: String
  private let commits = WorkThreads()
  private let snapshots = WorkThreads()
  private let flushRecords: @Sendable () throws -> Void
  private var isMarked = false
  private let isKeeping = Atomic(false)

  /// `flushRecords` makes durable what the effects so far say for the records: a snapshot leaves no turn from
  /// which they could be had again.
  init(
    writer: JournalWriter, directory: String, seal: (any KeySeal)?, logger: Logger,
    flushRecords: @escaping @Sendable () throws -> Void
  ) {
    self.writer = writer
    self.seal = seal
    self.directory = directory
    self.logger = logger
    self.flushRecords = flushRecords
  }

  /// What came of making durable.
  struct Commit: Sendable {
    var failure: JournalFault?
    var took: Interval
  }

  /// `snapshot` is the state after these turns, with the digest of all effects. `done` is called on this thread.
  func commit(
    _ unsynced: JournalWriter.Unsynced, snapshot: (state: Switchboard, digest: UInt64)?,
    done: @escaping @Sendable (Commit) -> Void
  ) {
    commits.submit { [self] in
      let clock = WallClock()
      let start = clock.now
      var failure: JournalFault?
      do throws(JournalFault) { try unsynced.makeDurable() } catch { failure = error }
      if failure == nil, !isMarked { mark() }
      if failure == nil, let snapshot { keep(snapshot.state, digest: snapshot.digest, last: unsynced.last) }
      done(Commit(failure: failure, took: clock.now - start))
    }
  }

  private func mark() {
    isMarked = true
    do {
      try BootMark(directory: directory).set()
    } catch {
      logger.error("\(error); after a power cut nobody will be told of a gap")
    }
  }

  /// Looks at the disk and tells on this thread whether it has no room but what was set aside.
  func look(_ tell: @escaping @Sendable (Bool) -> Void) {
    commits.submit { [writer] in
      writer.look()
      tell(!writer.hasRoom)
    }
  }

  /// Writes a snapshot beside what goes on. One at a time: should the disk be so slow, the next comes later.
  private func keep(_ switchboard: Switchboard, digest: UInt64, last: Int64) {
    guard !isKeeping.exchange(true, ordering: .acquiringAndReleasing) else { return }
    snapshots.submit {
      _ = self.writeSnapshot(switchboard, digest: digest, last: last)
      self.isKeeping.store(false, ordering: .releasing)
    }
  }

  /// After the last group: a snapshot from which the next start has nothing to do again.
  func keepLast(_ switchboard: Switchboard, digest: UInt64, last: Int64, done: @escaping @Sendable () -> Void) {
    commits.submit { [self] in
      snapshots.shutDown()
      if writeSnapshot(switchboard, digest: digest, last: last) { BootMark(directory: directory).remove() }
      done()
    }
  }

  private func writeSnapshot(_ switchboard: Switchboard, digest: UInt64, last: Int64) -> Bool {
    do {
      try flushRecords()
      let contents = try JournalEntryBytes.snapshot(digest: digest, of: switchboard, seal: seal)
      try JournalWriter.writeSnapshot(contents, last: last, in: directory)
      return true
    } catch {
      logger.error("no snapshot could be written: \(error)")
      return false
    }
  }
}
