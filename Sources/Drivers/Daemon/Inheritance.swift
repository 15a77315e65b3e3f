import CallModel
import Glibc
import Journal
import Logging
import SocketServer
import SwitchboardCore
import Synchronization

/// What the process before has left in the service manager's keeping. It is valid for the very state after which it was
/// left; of any other, its descriptors are closed, and the peers come back by themselves.
final class Inheritance: Sendable {
  private let stored: [SocketActivation.Stored]
  private let handover: Handover?
  private let logger: Logger
  /// Descriptors that have an owner in this process.
  private let taken = Mutex<Set<Int32>>([])
  private let isAccepted = Atomic(false)

  init(_ stored: [SocketActivation.Stored], _ logger: Logger) {
    self.stored = stored
    self.logger = logger
    let file = stored.last { $0.name == Handover.name }
    do {
      handover = try file.map { try Handover(file: $0.descriptor) }
    } catch {
      logger.error("what the process before has handed over can't be used: \(error)")
      handover = nil
    }
  }

  /// Connections with the memory of them; `nil`: there are none of this state. What the state lacks is put into it.
  func accept(_ recovery: inout Recovery) -> [LineServer.Handed]? {
    guard let handover else { return nil }
    let last = recovery.writer.next - 1
    guard recovery.isRestart, handover.last == last else {
      logger.warning("what was handed over is of turn \(handover.last), and the journal ends with turn \(last)")
      return nil
    }
    do {
      try recovery.switchboard.takeUnwritten(handover.unwritten)
    } catch {
      logger.error("what the process before had in memory can't be used: \(error)")
      return nil
    }
    isAccepted.store(true, ordering: .releasing)
    let descriptors = Dictionary(stored.map { ($0.name, $0.descriptor) }) { _, newest in newest }
    return handover.connections.compactMap { connection in
      guard let descriptor = descriptors[Handover.name(of: connection.id)] else { return nil }
      taken.withLock { _ = $0.insert(descriptor) }
      return LineServer.Handed(state: connection, descriptor: descriptor)
    }
  }

  /// The first number that no connection of the process before has.
  var firstNewConnection: ConnectionID {
    guard isAccepted.load(ordering: .acquiring), let handover else { return ConnectionID(1) }
    return ConnectionID((handover.connections.map(\.id.number).max() ?? 0) + 1)
  }

  /// Closes what nobody goes on with, and has the service manager let go of everything: else the peer of a connection
  /// would never notice that it is closed here.
  func settle(_ notifier: ServiceNotifier) {
    let taken = taken.withLock { $0 }
    for one in stored {
      if !taken.contains(one.descriptor) { close(one.descriptor) }
      notifier.forget(name: one.name)
    }
  }
}
