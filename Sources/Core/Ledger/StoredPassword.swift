public import CallModel

/// The two passwords of a customer.
public enum PasswordKind: String, CaseIterable, Sendable, Codable {
  case query, transaction
}

/// What is kept of a password: never the password.
public struct StoredPassword: Hashable, Sendable {
  public var salt: [UInt8]
  /// The cost at which `digest` was made.
  public var rounds: Int
  public var digest: [UInt8]

  public init(salt: [UInt8], rounds: Int, digest: [UInt8]) {
    self.salt = salt
    self.rounds = rounds
    self.digest = digest
  }
}

/// Turns a password into a digest. Core can't hash, so each book brings its own: slow and peppered on disk,
/// quick in memory.
public protocol PasswordHasher: Sendable {
  /// The cost of a check. Where `rounds` is less, the difference is spent all the same.
  var rounds: Int { get }
  func digest(of secret: Secret, salt: [UInt8], rounds: Int) -> [UInt8]
  /// A salt that no other password has: random where passwords are stored, of the seed in memory.
  func salt(for seed: Int64) -> [UInt8]
}

extension PasswordHasher {
  func stored(_ secret: Secret, saltSeed: Int64) -> StoredPassword {
    let salt = salt(for: saltSeed)
    return StoredPassword(salt: salt, rounds: rounds, digest: digest(of: secret, salt: salt, rounds: rounds))
  }

  /// Whether `secret` is the stored password. Where there is none, the same work is done for nothing, so that
  /// the time tells nobody whether there is one.
  func matches(_ secret: Secret, _ stored: StoredPassword?) -> Bool {
    let compared = stored ?? StoredPassword(salt: Self.nobodysSalt, rounds: rounds, digest: [])
    let digest = digest(of: secret, salt: compared.salt, rounds: compared.rounds)
    return constantTimeEqual(digest, compared.digest) && stored != nil
  }

  private static var nobodysSalt: [UInt8] { [UInt8](repeating: 0x5A, count: 16) }
}

/// Takes the same time wherever the first difference is.
func constantTimeEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
  var difference = UInt64(a.count ^ b.count)
  for index in a.indices { difference |= UInt64(a[index] ^ (index < b.count ? b[index] : 0)) }
  return difference == 0
}
