public import CallModel
import Crypto
import CryptoExtras
import Foundation

/// An agent's password as the agents file has it: a salted hash, never the password.
///
/// `pbkdf2-sha256$<rounds>$<salt>$<hash>`, salt and hash in base64. PBKDF2-HMAC-SHA256 (RFC 8018)
/// with 210,000 rounds takes some 26 ms: agents log in once a shift, so the cost is borne gladly.
public struct AgentPassword: Sendable, Equatable {
  public static let scheme = "pbkdf2-sha256"
  static let shape = "pbkdf2-sha256$<rounds>$<salt in base64>$<hash in base64>"
  public static let defaultRounds = 210_000
  public static let rounds = 1_000...10_000_000
  public static let saltLength = 16
  public static let hashLength = 32
  /// Salts of other tools may be longer or shorter than ours.
  static let saltLengths = 8...64

  private let rounds: Int
  private let salt: [UInt8]
  private let hash: [UInt8]

  /// Reads the form of the agents file; `nil` where `text` has not that form.
  public init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == Self.scheme, let rounds = Int(parts[1]), Self.rounds.contains(rounds),
      let salt = Data(base64Encoded: String(parts[2])), Self.saltLengths.contains(salt.count),
      let hash = Data(base64Encoded: String(parts[3])), hash.count == Self.hashLength
    else { return nil }
    self.rounds = rounds
    self.salt = Array(salt)
    self.hash = Array(hash)
  }

  private init(rounds: Int, salt: [UInt8], hash: [UInt8]) {
    self.rounds = rounds
    self.salt = salt
    self.hash = hash
  }

  /// Hashes a new password; a random salt where none is given.
  public static func make(_ password: Secret, rounds: Int = defaultRounds, salt: [UInt8]? = nil) -> AgentPassword {
    precondition(Self.rounds.contains(rounds), "The rounds of a password's hash are out of bounds.")
    let salt = salt ?? (0..<saltLength).map { _ in UInt8.random(in: .min ... .max) }
    return AgentPassword(rounds: rounds, salt: salt, hash: derive(password, rounds: rounds, salt: salt))
  }

  /// Compares in a time that doesn't depend on where the hashes differ.
  public func verify(_ password: Secret) -> Bool {
    let candidate = Self.derive(password, rounds: rounds, salt: salt)
    return zip(candidate, hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// The form of the agents file.
  public var text: String {
    "\(Self.scheme)$\(rounds)$\(Data(salt).base64EncodedString())$\(Data(hash).base64EncodedString())"
  }

  private static func derive(_ password: Secret, rounds: Int, salt: [UInt8]) -> [UInt8] {
    password.withUnsafeBytes { bytes in
      var copy = Data(bytes)
      defer { copy.resetBytes(in: copy.indices) }
      do {
        let key = try KDF.Insecure.PBKDF2.deriveKey(
          from: copy, salt: salt, using: .sha256, outputByteCount: hashLength, unsafeUncheckedRounds: rounds)
        return key.withUnsafeBytes { Array($0) }
      } catch {
        preconditionFailure("PBKDF2 refuses a password only where it has no memory: \(error)")
      }
    }
  }
}

extension AgentPassword: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Hashes can be guessed at; they print as nothing.
  public var description: String { "agent password" }
  public var debugDescription: String { "agent password" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
