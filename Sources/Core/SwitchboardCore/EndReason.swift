import IVR

/// Why a call ended, as events and records spell it.
enum EndReason: Sendable, Equatable {
  case callerHungUp
  /// An anonymous connection closed, or was half-closed and had nothing more to come.
  case gatewayClosed
  /// A named session's gateway did not come back within the linger time.
  case gatewayLost
  case drained
  case stopped
  case dialogue(EndCause, disposition: String)

  var word: String {
    switch self {
    case .callerHungUp: "caller-hung-up"
    case .gatewayClosed: "gateway-closed"
    case .gatewayLost: "gateway-lost"
    case .drained: "drained"
    case .stopped: "stopped"
    case .dialogue(let cause, disposition: _): cause.rawValue
    }
  }
}
