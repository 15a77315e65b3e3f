import CallModel
import Journal
import LineProtocol
import NIOCore
import SwitchboardCore

/// Makes turns durable in groups, and hands out a group's effects when it is: nothing that the switchboard does
/// leaves the process before what caused it would survive the process.
///
/// While one group is being written the next gathers, so a busy daemon commits once for many keys, and a key waits
/// for two commits at most. Used on the core's loop.
final class TurnLog {
  /// After so many turns since the last one a snapshot is taken.
  static let turnsPerSnapshot = 200_000

  /// How often the disk's room is looked at.
  private static let looksAtDisk = TimeAmount.seconds(1)

  /// What happened together.
  struct Group: Sendable {
    var turns = ByteWriter()
    var count = 0
    /// What the turns caused.
    var effects: [Effect] = []
    /// Of these, what promises nothing and was let out already.
    var early: [Int] = []
    /// Refusals of what came meanwhile; they are no turns, and leave after the effects.
    var refusals: [Effect] = []
    /// Of the turn before; the first of a group is written with its whole instant.
    var base = Timestamp.epoch

    /// What is still to be done.
    var held: [Effect] {
      guard !early.isEmpty || !refusals.isEmpty else { return effects }
      let gone = Set(early)
      return effects.indices.filter { !gone.contains($0) }.map { effects[$0] } + refusals
    }
  }

  private let thread: JournalThread
  private let loop: any EventLoop
  private var group = Group()
  private var inFlight: Group?
  private var turnsSinceSnapshot = 0
  private var finished: EventLoopPromise<Void>?
  /// The disk does not take the group in flight.
  private(set) var isRefusing = false
  private(set) var hasGivenUp = false
  private(set) var isShort: Bool
  private(set) var commitTimes = DurationHistogram()
  /// Takes the effects of a group that is durable, and the number of its last turn.
  var release: ([Effect], Int64) -> Void = { _, _ in }
  /// The disk refuses.
  var refused: () -> Void = {}
  /// `isShort` may have changed.
  var looked: () -> Void = {}

  init(thread: JournalThread, loop: any EventLoop) {
    self.thread = thread
    self.loop = loop
    isShort = thread.startsShort
    let back = NIOLoopBound(self, eventLoop: loop)
    loop.scheduleRepeatedTask(initialDelay: Self.looksAtDisk, delay: Self.looksAtDisk) { [thread] task in
      if back.value.hasGivenUp { return task.cancel() }
      thread.look { isShort in loop.execute { back.value.look(isShort) } }
    }
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

  func end(at instant: Timestamp, _ switchboard: inout Switchboard) {
    let ahead = switchboard.takeKeysAhead()
    Turn.writeRest(
      at: instant, usedKeys: switchboard.takeUsedKeys(),
      sealedAhead: ahead.isEmpty ? [] : ahead.map { thread.seal?.seal($0) ?? [] }, to: &group.turns, after: group.base)
    group.base = instant
    group.count += 1
  }

  /// Commits what has gathered, now or when the disk is free. `switchboard` is as the last turn left it.
  func commit(_ effects: [Effect], _ switchboard: Switchboard) {
    if group.effects.isEmpty { group.effects = effects } else { group.effects += effects }
    guard inFlight == nil, group.count > 0, !hasGivenUp else { return }
    let group = group
    self.group = Group()
    inFlight = group
    turnsSinceSnapshot += group.count
    var snapshot: Switchboard?
    if turnsSinceSnapshot >= Self.turnsPerSnapshot {
      turnsSinceSnapshot = 0
      snapshot = switchboard
    }
    let loop = loop
    let back = NIOLoopBound(self, eventLoop: loop)
    thread.commit(
      group, snapshot: snapshot, refused: { loop.execute { back.value.diskRefused() } },
      done: { commit in loop.execute { back.value.done(commit) } })
  }

  private func look(_ isShort: Bool) {
    self.isShort = isShort
    looked()
  }

  private func diskRefused() {
    isRefusing = true
    refused()
  }

  private func done(_ commit: JournalThread.Commit?) {
    guard let commit, let done = inFlight else {
      inFlight = nil
      finished?.succeed()
      return
    }
    inFlight = nil
    isRefusing = false
    isShort = commit.isShort
    commitTimes.note(commit.took)
    release(done.held, commit.last)
    if inFlight == nil, group.count == 0 {
      if !group.refusals.isEmpty {
        release(group.refusals, commit.last)
        group.refusals = []
      }
      finished?.succeed()
    }
  }

  /// Is there anything that waits for the disk?
  var isIdle: Bool { inFlight == nil && group.count == 0 }

  /// Succeeds when everything is durable, with a last snapshot, so that the next start has nothing to do again; or
  /// at once, where the disk was given up.
  func finish(_ switchboard: Switchboard) -> EventLoopFuture<Void> {
    let promise = loop.makePromise(of: Void.self)
    if isIdle || hasGivenUp { promise.succeed() } else { finished = promise }
    let (thread, loop) = (thread, loop)
    let back = NIOLoopBound(self, eventLoop: loop)
    return promise.futureResult.flatMap {
      // A state of which no journal has the turns would be a lie.
      if back.value.hasGivenUp { return loop.makeSucceededVoidFuture() }
      let written = loop.makePromise(of: Void.self)
      thread.keepLast(switchboard) { written.succeed() }
      return written.futureResult
    }
  }

  // MARK: - A disk that refuses

  /// The last effects that were committed promise nothing and may be seen already: they are not held.
  func letOut(_ effects: [Effect], _ switchboard: Switchboard) {
    let start = group.effects.count
    commit(effects, switchboard)
    group.early += start..<(start + effects.count)
  }

  /// Keeps a refusal until what the connection was to be told before has been told; gives false where nothing is.
  func hold(_ refusal: [Effect], for connection: ConnectionID) -> Bool {
    func speaks(_ effects: [Effect]) -> Bool {
      effects.contains { effect in
        switch effect {
        case .send(let other, _), .completed(let other, count: _), .close(let other): other == connection
        case .askHost, .record, .ask, .log, .reloadEnded, .stopped: false
        }
      }
    }
    guard speaks(inFlight?.held ?? []) || speaks(group.held) else { return false }
    group.refusals += refusal
    return true
  }

  /// The process is to end, whatever the disk says. What it has not taken was never acknowledged.
  func giveUp() {
    hasGivenUp = true
    thread.giveUp()
  }
}
