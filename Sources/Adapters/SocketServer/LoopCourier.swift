import CallModel
import DequeModule
import LineProtocol
import NIOCore

/// Gathers what the connections have to tell the core, and hands it over once a turn of the loop: however many
/// connections were readable, the core is woken once. Used on the loop only.
final class LoopCourier {
  private let loop: any EventLoop
  private let table: ConnectionTable
  private let onTurn: (Interval, Int) -> Void
  private let deliver: (inout Deque<ConnectionInput>) -> Void
  private var inputs: Deque<ConnectionInput> = []
  /// The connections of the `closed` among the inputs.
  private var departures: [ConnectionID] = []
  private var isAwaited = false
  /// Turns of the loop so far.
  private(set) var turns = 0
  private var inputsOfTurn = 0
  /// These have had their turn, and more to say.
  private var resting: [LineConnection] = []
  private var isRestOver = true
  private var hasReadSinceRest = false
  /// Reads that a connection has waiting in the kernel: of the fullest, in this turn.
  private var readsWaiting = 0
  /// Empty, with memory that the last delivery left.
  private var spare: Deque<ConnectionInput> = []

  /// With so many inputs the core is asked to answer before more is read: what they cause is still in the processor's
  /// caches when it is written, and is with its peers while the core goes on. One read may go over it.
  static let inputsTogether = 512

  /// With so many inputs a turn is long enough: each connection that says more has to wait for the next.
  private static let inputsOfLongTurn = 8_192

  /// So many connections go on in one turn after a rest: however many send without end, whoever has sent one line waits for
  /// a short turn.
  private static let togetherAfterRest = 64

  /// The loop runs tasks as long as tasks bring new ones, but for those whose time has not come; then it looks at its
  /// sockets.
  private static let rest = TimeAmount.milliseconds(1)

  /// Both are called on `loop`: `deliver` with what has gathered, `onTurn` as `LineServer` says it.
  init(
    loop: any EventLoop, table: ConnectionTable, onTurn: @escaping (Interval, Int) -> Void,
    deliver: @escaping (inout Deque<ConnectionInput>) -> Void
  ) {
    self.loop = loop
    self.table = table
    self.onTurn = onTurn
    self.deliver = deliver
  }

  func opened(_ connection: LineConnection) {
    table.add(connection)
    add(.opened(connection.id, connection.role, connection.peer))
  }

  /// A connection that the core knows from the process before: no news to it.
  func takenOver(_ connection: LineConnection) {
    table.add(connection)
    wakeCore()
  }

  func closed(_ id: ConnectionID) {
    departures.append(id)
    add(.closed(id))
  }

  var isTurnLong: Bool { inputsOfTurn >= Self.inputsOfLongTurn }

  func add(_ input: consuming ConnectionInput) {
    inputs.append(input)
    inputsOfTurn += 1
    wakeCore()
  }

  /// A connection has told everything that came with one read, and may be told something.
  func readIsOver(stillWaiting reads: Int) {
    hasReadSinceRest = true
    readsWaiting = max(readsWaiting, reads)
    if inputs.count >= Self.inputsTogether { handOver() }
  }

  /// The connection has been answered and may have more. It goes on when this turn is over; what the kernel held when the
  /// peer ended the connection, which may be megabytes, only when all sockets have had another turn.
  func rest(_ connection: LineConnection) {
    resting.append(connection)
    wakeCore()
  }

  private func wakeCore() {
    guard !isAwaited else { return }
    isAwaited = true
    let began = NIODeadline.now()
    // The loop runs its tasks after it has served all sockets that were ready.
    loop.assumeIsolated().execute { self.turn(since: began) }
  }

  private func turn(since began: NIODeadline) {
    handOver()
    isAwaited = false
    turns += 1
    inputsOfTurn = 0
    let rounds = 1 + resting.count / Self.togetherAfterRest
    onTurn(Interval(microseconds: (NIODeadline.now() - began).nanoseconds / 1_000), readsWaiting * rounds)
    readsWaiting = 0
    if !inputs.isEmpty { wakeCore() }
    if !resting.isEmpty { goOn { !$0.hasEnded } }
    guard !resting.isEmpty, isRestOver, !isAwaited else { return }
    isRestOver = false
    endRestSoon()
  }

  private func endRestSoon() {
    hasReadSinceRest = false
    let due = NIODeadline.now() + Self.rest
    loop.assumeIsolated().scheduleTask(deadline: due) {
      // Late, because the loop had other tasks to run: it may not have looked at its sockets.
      if !self.hasReadSinceRest, NIODeadline.now() - due > Self.rest { return self.endRestSoon() }
      self.isRestOver = true
      self.goOn { _ in true }
    }
  }

  /// Those who have rested longest go on.
  private func goOn(_ isRested: (LineConnection) -> Bool) {
    var (rested, left): ([LineConnection], [LineConnection]) = ([], [])
    for connection in resting {
      if rested.count < Self.togetherAfterRest, isRested(connection) {
        rested.append(connection)
      } else {
        left.append(connection)
      }
    }
    resting = left
    for connection in rested { connection.restIsOver() }
  }

  /// Hands over what has gathered, now.
  func handOver() {
    var (full, gone) = (spare, departures)
    spare = []
    departures = []
    swap(&full, &inputs)
    let count = full.count
    deliver(&full)
    full.removeAll(keepingCapacity: count <= 2 * Self.inputsTogether)
    spare = full
    for id in gone { table.remove(id) }
  }
}
