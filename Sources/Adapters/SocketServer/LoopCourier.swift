import CallModel
import LineProtocol
import NIOCore

/// Gathers what the connections have to tell the core, and hands it over once a turn of the loop: however many
/// connections were readable, the core is woken once. Used on the loop only.
final class LoopCourier {
  private let loop: any EventLoop
  private let table: ConnectionTable
  private let onTurn: (Interval, Int) -> Void
  private let deliver: ([ConnectionInput]) -> Void
  private var inputs: [ConnectionInput] = []
  /// The connections of the `closed` among the inputs.
  private var departures: [ConnectionID] = []
  private var isAwaited = false
  /// Reads that a connection has waiting in the kernel: of the fullest, in this turn.
  private var readsWaiting = 0
  /// Empty, with memory that the last delivery left.
  private var spare: [ConnectionInput] = []

  /// With so many inputs the core is asked to answer before more is read: what they cause is still in the processor's
  /// caches when it is written, and is with its peers while the core goes on. One read may go over it.
  static let inputsTogether = 512

  /// Both are called on `loop`: `deliver` with what has gathered, `onTurn` as `LineServer` says it.
  init(
    loop: any EventLoop, table: ConnectionTable, onTurn: @escaping (Interval, Int) -> Void,
    deliver: @escaping ([ConnectionInput]) -> Void
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

  func add(_ input: ConnectionInput) {
    inputs.append(input)
    wakeCore()
  }

  /// A connection has told everything that came with one read, and may be told something.
  func readIsOver(stillWaiting reads: Int) {
    readsWaiting = max(readsWaiting, reads)
    if inputs.count >= Self.inputsTogether { handOver() }
  }

  private func wakeCore() {
    guard !isAwaited else { return }
    isAwaited = true
    let began = NIODeadline.now()
    // The loop runs its tasks after it has served all sockets that were ready.
    loop.assumeIsolated().execute {
      self.isAwaited = false
      self.handOver()
      self.onTurn(Interval(microseconds: (NIODeadline.now() - began).nanoseconds / 1_000), self.readsWaiting)
      self.readsWaiting = 0
    }
  }

  private func handOver() {
    var (full, gone) = (spare, departures)
    spare = []
    departures = []
    swap(&full, &inputs)
    deliver(full)
    full.removeAll(keepingCapacity: full.capacity <= 2 * Self.inputsTogether)
    spare = full
    for id in gone { table.remove(id) }
  }
}
