public import CallModel

/// A cheap stand-in for password hashing: FNV-1a over salt and password, with no strength at all. For memory
/// only; nothing that it makes is ever stored.
public struct QuickHasher: PasswordHasher {
  public let rounds = 1

  public init() {}

  public func digest(of secret: Secret, salt: [UInt8], rounds: Int) -> [UInt8] {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in salt { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    secret.withUnsafeBytes { bytes in
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    return withUnsafeBytes(of: hash.littleEndian) { Array($0) }
  }

  /// Any salt will do where nothing is stored.
  public func salt(for seed: Int64) -> [UInt8] { withUnsafeBytes(of: seed.littleEndian) { Array($0) } }
}
