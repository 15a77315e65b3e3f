import Crypto
import Foundation

/// A key kept apart from the database: whoever steals the database alone can't try passwords on it.
struct Pepper: Sendable {
  static let fileName = "pepper"
  static let byteCount = 32

  let key: SymmetricKey

  init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

  /// What the database keeps to know its pepper again.
  var fingerprint: [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Data("ivrd pepper fingerprint".utf8), using: key))
  }

  /// `nil` where there is no such file.
  static func read(_ path: String, log: StoreLog) throws(StoreError) -> Pepper? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT { return nil }
      throw .pepper(file: path, reason: String(cString: strerror(errno)))
    }
    if status.st_mode & 0o077 != 0 { log("the pepper file \(path) may be read by others: give it the mode 0600") }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw .pepper(file: path, reason: "it can't be read")
    }
    guard let bytes = bytes(ofHex: text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw .pepper(file: path, reason: "it should be \(byteCount * 2) hexadecimal digits")
    }
    return Pepper(bytes)
  }

  /// Makes a new one and its file, which must not exist; on the disk before any password is hashed with it.
  static func create(_ path: String) throws(StoreError) -> Pepper {
    let pepper = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    let hex = pepper.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\n"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .pepper(file: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let bytes = Array(hex.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(path)
      throw .pepper(file: path, reason: reason)
    }
    return Pepper(pepper)
  }

  /// What systemd hands over where the unit says `LoadCredential=pepper:<file>`: so it lies apart from the database.
  static func credential(in directory: String?) -> String? {
    guard let directory, access(directory + "/" + fileName, F_OK) == 0 else { return nil }
    return directory + "/" + fileName
  }

  private static func bytes(ofHex text: String) -> [UInt8]? {
    guard text.utf8.count == byteCount * 2 else { return nil }
    var bytes: [UInt8] = []
    var rest = text[...]
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}
