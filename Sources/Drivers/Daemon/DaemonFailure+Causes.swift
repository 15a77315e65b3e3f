import SocketServer

extension DaemonFailure {
  /// What keeps the daemon from listening.
  init(_ error: any Error) {
    if let failure = error as? DaemonFailure {
      self = failure
    } else if let error = error as? ListenError, case .inUse = error {
      self = .alreadyRunning(error.description)
    } else {
      self = .cannotUse("\(error)")
    }
  }
}
