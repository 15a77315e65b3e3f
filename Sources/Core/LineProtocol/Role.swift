/// What a connection is to the daemon, told by the socket that it came in on. It decides which verbs it may say.
public enum Role: String, CaseIterable, Sendable, Codable {
  /// `gw.sock`: telephony gateways, and testers with netcat.
  case gateway
  /// `desk.sock`: human agents' consoles.
  case desk
  /// `ops.sock`: operators, supervisors, `ivrctl`.
  case operations

  /// The word for the role's socket, as systemd's `FileDescriptorName` and `want=` of `wrong-socket` spell it.
  public var socketName: String {
    switch self {
    case .gateway: "gw"
    case .desk: "desk"
    case .operations: "ops"
    }
  }

  /// The group whose members may connect, besides the daemon's own user.
  public var socketGroup: String {
    switch self {
    case .gateway: "ivr-gateway"
    case .desk: "ivr-desk"
    case .operations: "ivr-ops"
    }
  }
}
