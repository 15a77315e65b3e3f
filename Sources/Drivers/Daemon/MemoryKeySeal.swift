import CPlatform
import CallModel
import Crypto
import Glibc
import Logging

/// Seals keys with a key that is on no disk: a file in the runtime directory, where that is in memory. It outlives the
/// process and not the machine, and so do the callers, whose gateways are on the same machine.
struct MemoryKeySeal: KeySeal {
  private static let keySize = 32
  private let key: SymmetricKey

  /// `nil` where the directory is on a disk: then nothing may be sealed.
  init?(directory: String, _ logger: Logger) {
    do {
      try makeDirectory(directory)
      guard ivr_is_in_memory(directory) == 1 else {
        logger.info("keys typed ahead will not survive a crash: the runtime directory \(directory) is on a disk")
        return nil
      }
      key = try Self.key(in: directory + "/seal")
    } catch {
      logger.warning("keys typed ahead will not survive a crash: \(error)")
      return nil
    }
  }

  init(key: SymmetricKey) { self.key = key }

  /// The key that is there, or a new one.
  private static func key(in path: String) throws(DaemonFailure) -> SymmetricKey {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw .cannotUse("\(path) can't be opened: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: keySize)
    defer { for index in bytes.indices { bytes[index] = 0 } }
    if read(descriptor, &bytes, keySize) == keySize { return SymmetricKey(data: bytes) }
    let new = SymmetricKey(size: .bits256)
    let written = new.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, keySize, 0) }
    guard written == keySize else { throw .cannotUse("\(path) can't be written") }
    return new
  }

  func seal(_ keys: Keys) -> [UInt8]? {
    var bytes = keys.map(\.ascii)
    defer { for index in bytes.indices { bytes[index] = 0 } }
    guard let box = try? ChaChaPoly.seal(bytes, using: key) else { return nil }
    return Array(box.combined)
  }

  func open(_ sealed: [UInt8]) -> Keys? {
    guard let box = try? ChaChaPoly.SealedBox(combined: sealed), let bytes = try? ChaChaPoly.open(box, using: key)
    else { return nil }
    let keys = bytes.compactMap { Key(ascii: $0) }
    return keys.count == bytes.count ? Keys(keys) : nil
  }
}
