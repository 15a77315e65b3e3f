import Crypto
import CryptoExtras
import Dispatch
import Foundation
import CallModel
import Ledger

/// PBKDF2-HMAC-SHA256 (RFC 8018) over HMAC-SHA256 of the password with the pepper.
///
/// Six digits are a space of a million: no number of rounds protects that for long. The pepper and the locks
/// do; the rounds only keep a check from being free.
struct PepperedHasher: PasswordHasher {
  static let saltLength = 16
  static let digestLength = 32

  let pepper: Pepper
  let rounds: Int

  func digest(of secret: Secret, salt: [UInt8], rounds: Int) -> [UInt8] {
    var code = HMAC<SHA256>(key: pepper.key)
    secret.withUnsafeBytes { code.update(data: $0) }
    let peppered = code.finalize()
    // The hash keeps its last block, which is the password: another one takes its place.
    code.update(data: [UInt8](repeating: 0, count: SHA256.blockByteCount))
    let digest = derive(Data(peppered), salt: salt, rounds: rounds)
    // A password stored when a check was cheaper takes the same time as an unknown card.
    if rounds < self.rounds { _ = derive(Data(peppered), salt: salt, rounds: self.rounds - rounds) }
    return digest
  }

  private func derive(_ peppered: Data, salt: [UInt8], rounds: Int) -> [UInt8] {
    do {
      let key = try KDF.Insecure.PBKDF2.deriveKey(
        from: peppered, salt: salt, using: .sha256, outputByteCount: Self.digestLength,
        unsafeUncheckedRounds: rounds)
      return key.withUnsafeBytes { Array($0) }
    } catch {
      preconditionFailure("PBKDF2 fails on bad parameters only, and ours are constants.")
    }
  }

  /// How many passwords are hashed between two reports of progress.
  private static let chunk = 256

  /// Hashes many, each with a salt of its own, on all processors. `done` hears how many are.
  func store(
    _ passwords: [BankContents.InitialPassword], done: (Int) -> Void = { _ in }
  ) -> [StoredPassword] {
    let empty = StoredPassword(salt: [], rounds: 0, digest: [])
    var stored = [StoredPassword](repeating: empty, count: passwords.count)
    stored.withUnsafeMutableBufferPointer { buffer in
      // Unsafe only in the compiler's eyes: each place is written by one iteration.
      nonisolated(unsafe) let places = buffer
      for start in stride(from: 0, to: passwords.count, by: Self.chunk) {
        let count = min(Self.chunk, passwords.count - start)
        DispatchQueue.concurrentPerform(iterations: count) { offset in
          let index = start + offset
          places[index] = passwords[index].stored(salt: salt(for: Int64(index)), by: self)
        }
        done(start + count)
      }
    }
    return stored
  }

  /// Random: the seed is for books that store nothing.
  func salt(for seed: Int64) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<Self.saltLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
