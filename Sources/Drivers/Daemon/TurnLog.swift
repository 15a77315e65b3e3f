import CallModel
import Glibc
import Journal
import LineProtocol
import Logging
import NIOCore
import NIOPosix
import SwitchboardCore
import Synchronization

/// Makes turns durable in groups, on a thread of its own, and hands out a group's effects when it is: nothing that
/// the switchboard does leaves the process before what caused it would survive the process.
///
/// While one group is being written the next gathers, so a busy daemon commits once for many keys, and a key waits
/// for two commits at most. Used on the core's loop.
final class TurnLog {
  /// After so many turns since the last one a snapshot is taken.
  static let turnsPerSnapshot = 200_000
  /// How long a disk that refuses is left alone before it is tried again.
  private static let retrySeconds: UInt32 = 1

  /// What happened together.
  struct Group: Sendable {
    var turns = ByteWriter()
    var count = 0
    var effects: [Effect] = []
    /// Of the turn before; the first of a group is written with its whole instant.
    var base = Timestamp.epoch
  }

  private let disk: Disk
  private let thread = NIOThreadPool(numberOfThreads: 1)
  private let loop: any EventLoop
  private var group = Group()
  private var isCommitting = false
  private var turnsSinceSnapshot = 0
  private var finished: EventLoopPromise<Void>?
  /// Takes the effects of a group that is durable, and the number of its last turn.
  var release: ([Effect], Int64) -> Void = { _, _ in }

  init(disk: Disk, loop: any EventLoop) {
    self.disk = disk
    self.loop = loop
    thread.start()
  }

  /// Notes an input that is about to be taken; gives what is to be taken. A line that can't be written down as it
  /// came is refused, now and in every replay.
  func begin(_ input: Input) -> Input {
    let start = group.turns.bytes.count
    do {
      try Turn.writeCause(.input(input), to: &group.turns)
      return input
    } catch {
      group.turns.bytes.removeSubrange(start...)
      guard case .line(let connection, var line) = input else {
        preconditionFailure("Only a client's line can be such that no journal takes it.")
      }
      line.content = .malformed(.badArgument("line", "It can't be written down."))
      return begin(.line(connection, line))
    }
  }

  func beginTime() {
    // Time alone has nothing that could not be written.
    try? Turn.writeCause(.time, to: &group.turns)
  }

  func end(at instant: Timestamp, usedKeys: [Key]) {
    Turn.writeRest(at: instant, usedKeys: usedKeys, to: &group.turns, after: group.base)
    group.base = instant
    group.count += 1
  }

  /// Commits what has gathered, now or when the disk is free. `switchboard` is as the last turn left it.
  func commit(_ effects: [Effect], _ switchboard: Switchboard) {
    if group.effects.isEmpty { group.effects = effects } else { group.effects += effects }
    guard !isCommitting, group.count > 0 else { return }
    isCommitting = true
    let group = group
    self.group = Group()
    turnsSinceSnapshot += group.count
    var snapshot: Switchboard?
    if turnsSinceSnapshot >= Self.turnsPerSnapshot {
      turnsSinceSnapshot = 0
      snapshot = switchboard
    }
    let (disk, loop) = (disk, loop)
    let back = NIOLoopBound(self, eventLoop: loop)
    thread.submit { [snapshot] _ in
      let last = disk.write(group)
      if let snapshot { disk.keep(snapshot, last: last) }
      loop.execute { back.value.committed(group.effects, last) }
    }
  }

  private func committed(_ effects: [Effect], _ last: Int64) {
    isCommitting = false
    release(effects, last)
    if !isCommitting, group.count == 0 { finished?.succeed() }
  }

  /// Is there anything that waits for the disk?
  var isIdle: Bool { !isCommitting && group.count == 0 }

  /// Succeeds when everything is durable, with a last snapshot, so that the next start has nothing to do again.
  func finish(_ switchboard: Switchboard) -> EventLoopFuture<Void> {
    let promise = loop.makePromise(of: Void.self)
    if isIdle { promise.succeed() } else { finished = promise }
    let (disk, thread) = (disk, thread)
    return promise.futureResult.flatMap { [loop] in
      let written = loop.makePromise(of: Void.self)
      thread.submit { _ in
        disk.keepLast(switchboard)
        written.succeed()
      }
      return written.futureResult
    }
  }

  /// The journal as the thread that commits sees it.
  final class Disk: @unchecked Sendable {
    // @unchecked: `digest` and the writer are used by the one thread that commits.
    private let writer: JournalWriter
    private let directory: String
    private let snapshots = NIOThreadPool(numberOfThreads: 1)
    private let flushRecords: @Sendable () throws -> Void
    private let logger: Logger
    private var digest: EffectDigest
    private let isKeeping = Atomic(false)

    /// `flushRecords` makes durable what the effects so far say for the records: a snapshot leaves no turn from
    /// which they could be had again.
    init(
      writer: JournalWriter, directory: String, digest: UInt64, logger: Logger,
      flushRecords: @escaping @Sendable () throws -> Void
    ) {
      self.writer = writer
      self.directory = directory
      self.digest = EffectDigest(resuming: digest)
      self.logger = logger
      self.flushRecords = flushRecords
      snapshots.start()
    }

    /// Gives the number of the group's last turn, when it is durable.
    func write(_ group: Group) -> Int64 {
      // Effects are values of the core's own: that they can be written is tested, and no reason to stop calls.
      try? digest.add(group.effects)
      let contents = JournalEntryBytes.group(digest: digest.value, turns: group.turns.bytes)
      var failures = 0
      while true {
        do {
          try writer.append(contents, count: group.count)
          if failures > 0 { logger.warning("the journal is written again after \(failures) failures") }
          break
        } catch {
          if failures == 0 { logger.error("\(error); nobody is answered until it can be written again") }
          failures += 1
          sleep(TurnLog.retrySeconds)
        }
      }
      return writer.next - 1
    }

    /// Writes a snapshot beside what goes on. One at a time: should the disk be so slow, the next comes later.
    func keep(_ switchboard: Switchboard, last: Int64) {
      guard !isKeeping.exchange(true, ordering: .acquiringAndReleasing) else { return }
      let digest = digest.value
      snapshots.submit { _ in
        self.writeSnapshot(switchboard, digest: digest, last: last)
        self.isKeeping.store(false, ordering: .releasing)
      }
    }

    func keepLast(_ switchboard: Switchboard) {
      try? snapshots.syncShutdownGracefully()
      writeSnapshot(switchboard, digest: digest.value, last: writer.next - 1)
    }

    private func writeSnapshot(_ switchboard: Switchboard, digest: UInt64, last: Int64) {
      do {
        try flushRecords()
        let contents = try JournalEntryBytes.snapshot(digest: digest, of: switchboard)
        try JournalWriter.writeSnapshot(contents, last: last, in: directory)
      } catch {
        logger.error("no snapshot could be written: \(error)")
      }
    }
  }
}
