import CallModel
import DequeModule
import SocketServer
import SwitchboardCore

/// Inputs of the core in their order, however they lie: what connections say comes as their own inputs, and no list is
/// made of it.
protocol InputSequence {
  /// Gives each, and need not have it afterwards: a copy of a line costs more than what its key does.
  mutating func forEachInput(_ take: (Input) -> Void)
}

extension [Input]: InputSequence {
  func forEachInput(_ take: (Input) -> Void) { forEach(take) }
}

/// What connections have said, as the core's inputs.
extension Deque<ConnectionInput>: InputSequence {
  mutating func forEachInput(_ take: (Input) -> Void) {
    while let input = popFirst() {
      switch consume input {
      case .opened(let connection, let role, let peer):
        take(.opened(connection, role, Peer(userID: peer.uid, processID: peer.pid)))
      case .line(let connection, let line): take(.line(connection, line))
      case .halfClosed(let connection): take(.halfClosed(connection))
      case .slowReader(let connection): take(.slowReader(connection))
      case .congested(let connection): take(.congested(connection))
      case .relieved(let connection): take(.relieved(connection))
      case .closed(let connection): take(.closed(connection))
      }
    }
  }
}
