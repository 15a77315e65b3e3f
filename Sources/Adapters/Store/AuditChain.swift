import CallModel
import Crypto
import Foundation
import ServiceCentre

/// The digests that chain the audit trail: SHA-256 over the digest before and the entry's parts, each with its
/// length before it, so that no two entries have the same bytes.
enum AuditChain {
  /// Before the first entry.
  static let root = Data(repeating: 0, count: SHA256.byteCount)
  static let saltLength = 16

  static func digest(of entry: TrailEntry, number: Int64, textDigest: Data?, after previous: Data) -> Data {
    var hash = SHA256()
    hash.update(data: previous)
    for integer in [number, entry.at.microseconds, Int64(entry.userID)] { append(integer, to: &hash) }
    for text in [entry.actor?.text, entry.act, entry.subject, entry.detail] {
      append(text.map { Data($0.utf8) }, to: &hash)
    }
    append(textDigest, to: &hash)
    return Data(hash.finalize())
  }

  static func textDigest(_ text: String, salt: Data) -> Data {
    var hash = SHA256()
    hash.update(data: salt)
    hash.update(data: Data(text.utf8))
    return Data(hash.finalize())
  }

  static func makeSalt() -> Data { Data((0..<saltLength).map { _ in UInt8.random(in: .min ... .max) }) }

  static func hexadecimal(_ digest: Data) -> String {
    digest.map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  private static func append(_ integer: Int64, to hash: inout SHA256) {
    hash.update(data: withUnsafeBytes(of: integer.bigEndian) { Data($0) })
  }

  /// Nothing and an empty part differ: the length of nothing is -1.
  private static func append(_ part: Data?, to hash: inout SHA256) {
    append(Int64(part?.count ?? -1), to: &hash)
    if let part { hash.update(data: part) }
  }
}
