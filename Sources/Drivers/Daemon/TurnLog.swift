import CallModel
import Journal
import JournalReplay
import LineProtocol
import NIOCore
import SwitchboardCore

/// Writes turns down before anything that they cause leaves the process, so that nothing that was said is lost with
/// the process; and has them made durable within a bounded delay, before anything leaves that must not be lost with the
/// machine: questions to the bank and the centre, records, the answer to `SYNC`, whatever an operator is told.
///
/// Used on the core's loop. A read's turns are one write; a disk makes many of them durable at once.
final class TurnLog {
  /// After so many turns since the last one a snapshot is taken.
  static let turnsPerSnapshot = 200_000
  /// How often the disk's room is looked at.
  private static let looksAtDisk = TimeAmount.seconds(1)
  /// Bytes of a group for which memory is kept until the next.
  private static let keptMemory = 1 << 20
  /// How long a disk that refuses is left alone before it is tried again.
  static let retryAfter = TimeAmount.seconds(1)

  let thread: JournalThread
  let loop: any EventLoop
  private let delay: Interval
  /// Turns that are not written yet.
  var group = Group()
  /// Something is written that is not with the thread yet.
  private var hasUncommitted = false
  /// With the thread.
  private(set) var inFlight: JournalWriter.Unsynced?
  /// What the disk did not make durable.
  var failed: JournalWriter.Unsynced?
  /// What waits for turns to be durable, by the last of these; with the state after that where it is to be copied.
  var waiting: [(last: Int64, outgoing: Outgoing, state: Switchboard?)] = []
  private var timer: Scheduled<Void>?
  /// Of all effects so far.
  private var digest: EffectDigest
  /// Empty, with memory that the last group left.
  private var spare = Outgoing()
  private var turnsSinceSnapshot = 0
  private var finished: EventLoopPromise<Void>?
  /// The disk does not take what there is to be written, or does not make it durable.
  var isRefusing = false
  var hasGivenUp = false
  private(set) var isShort: Bool
  private(set) var commitTimes = DurationHistogram()
  /// Takes effects that may leave, the number of the last turn that is durable, and the state after their last turn where
  /// one of them asks for a copy of it.
  var release: (Outgoing, Int64, Switchboard?) -> Void = { _, _, _ in }
  /// An operator's connection: what it is told waits for the disk.
  var isOperators: (ConnectionID) -> Bool = { _ in false }
  /// The disk refuses.
  var refused: () -> Void = {}
  /// `isShort` may have changed.
  var looked: () -> Void = {}
  /// The switchboard as the last turn left it: a copy, which is not made where nobody wants one.
  var state: () -> Switchboard = { preconditionFailure("The owner of the switchboard has not been named.") }

  /// `delay` is how long what was written may wait until it is made durable; with none, everything waits for that.
  init(thread: JournalThread, digest: UInt64, delay: Interval, loop: any EventLoop) {
    self.thread = thread
    self.loop = loop
    self.delay = delay
    self.digest = EffectDigest(resuming: digest)
    isShort = !thread.writer.hasRoom
    let back = NIOLoopBound(self, eventLoop: loop)
    loop.scheduleRepeatedTask(initialDelay: Self.looksAtDisk, delay: Self.looksAtDisk) { [thread] task in
      if back.value.hasGivenUp { return task.cancel() }
      thread.look { isShort in loop.execute { back.value.look(isShort) } }
    }
  }

  /// Lets turns be noted, as many as there are at once; the seal is for what they leave unused.
  func noteTurns(_ body: (inout Group, (any KeySeal)?) -> Void) { body(&group, thread.seal) }

  /// For what turns want done; to be given back by `commit`, or by `letOut`, before it is asked for again.
  func begin() -> Outgoing {
    var effects = Outgoing()
    swap(&effects, &spare)
    swap(&effects.digest, &digest)
    return effects
  }

  /// Writes what has gathered, lets out what may leave, and has the rest made durable.
  func commit(_ effects: inout Outgoing) {
    swap(&effects.digest, &digest)
    if group.outgoing.isEmpty { swap(&group.outgoing, &effects) } else { group.outgoing.append(effects) }
    commit()
  }

  /// The same for what promises nothing: the caller lets it out at once.
  func letOut(_ effects: inout Outgoing) {
    swap(&effects.digest, &digest)
    commit()
  }

  private func commit() {
    guard !isRefusing, !hasGivenUp else { return }
    write(stateIsTheirs: true)
    let isDue = turnsSinceSnapshot >= Self.turnsPerSnapshot
    if isDue || waiting.last?.last == thread.writer.next - 1 { makeDurable(snapshot: isDue ? state() : nil) }
  }

  /// - Parameter stateIsTheirs: the switchboard is as the last of these turns left it.
  func write(stateIsTheirs: Bool) {
    guard group.count > 0 else { return }
    let last = thread.writer.next - 1 + Int64(group.count)
    let contents = JournalEntryBytes.group(digest: digest.value, through: last, turns: group.turns.bytes)
    do throws(JournalFault) {
      try thread.writer.write(contents, count: group.count)
    } catch {
      return refuse(error)
    }
    turnsSinceSnapshot += group.count
    hasUncommitted = true
    var now = Outgoing()
    swap(&now, &group.outgoing)
    group.clearTurns(keepingAtMost: Self.keptMemory)
    let later = now.take(where: { delay == .zero || !mayLeave($0) })
    if !later.isEmpty { waiting.append((last, later, stateIsTheirs && later.asksForCopy ? state() : nil)) }
    makeDurableLater()
    if !now.isEmpty { release(now, last, nil) }
    now.removeAll(keepingAtMost: Self.keptMemory)
    spare = now
  }

  /// May it leave before the disk has the turn? A connection has all that is for it on one side of this.
  private func mayLeave(_ item: Outgoing.Item) -> Bool {
    switch item {
    case .lines(let connection, end: _, completed: _), .close(let connection):
      !isOperators(connection)
    case .other(.log): true
    case .other: false
    }
  }

  private func makeDurableLater() {
    guard timer == nil, inFlight == nil else { return }
    let back = NIOLoopBound(self, eventLoop: loop)
    timer = loop.scheduleTask(in: .microseconds(delay.microseconds)) {
      back.value.timer = nil
      back.value.makeDurable(snapshot: nil)
    }
  }

  /// Has everything that is written made durable, now or when the disk is free.
  func makeDurable(snapshot: Switchboard?) {
    guard inFlight == nil, !isRefusing, !hasGivenUp, hasUncommitted else { return }
    timer?.cancel()
    timer = nil
    if snapshot != nil { turnsSinceSnapshot = 0 }
    commit(thread.writer.takeUnsynced(), snapshot)
  }

  func commit(_ unsynced: JournalWriter.Unsynced, _ snapshot: Switchboard?) {
    inFlight = unsynced
    hasUncommitted = false
    let (back, loop) = (NIOLoopBound(self, eventLoop: loop), loop)
    thread.commit(unsynced, snapshot: snapshot.map { ($0, digest.value) }) { commit in
      loop.execute { back.value.done(commit) }
    }
  }

  private func done(_ commit: JournalThread.Commit) {
    guard let unsynced = inFlight else { return }
    commitTimes.note(commit.took)
    inFlight = nil
    if let failure = commit.failure {
      failed = unsynced
      return refuse(failure)
    }
    let durable = waiting.prefix { $0.last <= unsynced.last }
    waiting.removeFirst(durable.count)
    for (last, outgoing, state) in durable { release(outgoing, state == nil ? unsynced.last : last, state) }
    if isRefusing { goOn() }
    if waiting.isEmpty { if hasUncommitted { makeDurableLater() } } else { makeDurable(snapshot: nil) }
    if isIdle { finished?.succeed() }
  }

  var lastTurn: Int64 { thread.writer.next - 1 }

  private func look(_ isShort: Bool) {
    self.isShort = isShort
    looked()
  }

  /// Is there nothing that waits for the disk?
  private var isIdle: Bool { inFlight == nil && failed == nil && group.count == 0 && !hasUncommitted }

  /// Succeeds when everything is durable, with a last snapshot, so that the next start has nothing to do again; or
  /// at once, where the disk was given up.
  func finish() -> EventLoopFuture<Void> {
    let promise = loop.makePromise(of: Void.self)
    makeDurable(snapshot: nil)
    if isIdle || hasGivenUp { promise.succeed() } else { finished = promise }
    let (thread, loop, digest, switchboard) = (thread, loop, digest.value, state())
    let back = NIOLoopBound(self, eventLoop: loop)
    return promise.futureResult.flatMap {
      // A state of which no journal has the turns would be a lie.
      if back.value.hasGivenUp { return loop.makeSucceededVoidFuture() }
      let written = loop.makePromise(of: Void.self)
      thread.keepLast(switchboard, digest: digest, last: thread.writer.next - 1) { written.succeed() }
      return written.futureResult
    }
  }

  /// Whoever waits for the end waits no longer.
  func giveUp() {
    hasGivenUp = true
    finished?.succeed()
  }
}
