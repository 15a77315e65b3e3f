import CallModel
import LineProtocol
import NIOCore

/// Gathers what the connections of one event loop have to tell the core, and hands it over once a turn of the loop:
/// however many connections were readable, the core is woken once. Used on its loop only.
final class LoopCourier {
  /// What one turn of a loop brought, in order.
  struct Parcel: Sendable {
    var inputs: [ConnectionInput] = []
    /// The connections of the `opened` among the inputs, and those taken over.
    var arrivals: [Arrival] = []
    /// The connections of the `closed` among the inputs.
    var departures: [ConnectionID] = []
  }

  struct Arrival: Sendable {
    var id: ConnectionID
    var connection: NIOLoopBound<LineConnection>
  }

  private let loop: any EventLoop
  private let deliver: @Sendable (Parcel) -> Void
  private var parcel = Parcel()
  private var isAwaited = false

  /// - Parameter deliver: called on `loop`.
  init(loop: any EventLoop, deliver: @escaping @Sendable (Parcel) -> Void) {
    self.loop = loop
    self.deliver = deliver
  }

  func opened(_ connection: LineConnection) {
    let handle = NIOLoopBound(connection, eventLoop: loop)
    parcel.arrivals.append(Arrival(id: connection.id, connection: handle))
    add(.opened(connection.id, connection.role, connection.peer))
  }

  /// A connection that the core knows from the process before.
  func takenOver(_ connection: LineConnection) {
    parcel.arrivals.append(Arrival(id: connection.id, connection: NIOLoopBound(connection, eventLoop: loop)))
    wakeCore()
  }

  func closed(_ id: ConnectionID) {
    parcel.departures.append(id)
    add(.closed(id))
  }

  func add(_ input: ConnectionInput) {
    parcel.inputs.append(input)
    wakeCore()
  }

  private func wakeCore() {
    guard !isAwaited else { return }
    isAwaited = true
    // The loop runs its tasks after it has served all sockets that were ready.
    loop.assumeIsolated().execute { self.handOver() }
  }

  private func handOver() {
    isAwaited = false
    let full = parcel
    parcel = Parcel()
    deliver(full)
  }
}
