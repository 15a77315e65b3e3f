/// The sockets that a verb is spoken on.
public struct RoleSet: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let gateway = RoleSet(rawValue: 1)
  public static let desk = RoleSet(rawValue: 2)
  public static let operations = RoleSet(rawValue: 4)
  public static let everywhere: RoleSet = [.gateway, .desk, .operations]

  public init(_ role: Role) {
    switch role {
    case .gateway: self = .gateway
    case .desk: self = .desk
    case .operations: self = .operations
    }
  }

  public func contains(_ role: Role) -> Bool { contains(RoleSet(role)) }

  /// The sockets' names with commas between them: `gw`, `gw,desk,ops`.
  public var socketNames: String {
    Role.allCases.filter(contains).map(\.socketName).joined(separator: ",")
  }
}
