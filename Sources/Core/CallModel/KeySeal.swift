/// Seals keys so that only this machine, in this uptime, can open them: what a journal may keep of keys that nothing has
/// used yet. How is an adapter's matter; without one they stay hidden for ever.
public protocol KeySeal: Sendable {
  func seal(_ keys: Keys) -> [UInt8]?
  /// `nil` where another seal closed it, or it was changed.
  func open(_ sealed: [UInt8]) -> Keys?
}

extension CodingUserInfoKey {
  /// For snapshots: who seals and opens.
  public static let keySeal = CodingUserInfoKey(rawValue: "ivr.key-seal")!
}
