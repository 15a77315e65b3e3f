import Glibc

/// Beside the journal, while a life of the daemon goes on: the name of the machine's present life. Who finds another
/// name there comes after a power cut (or the like); who finds none comes after a stop in order.
struct BootMark {
  let path: String

  init(directory: String) { path = directory + "/boot" }

  /// The machine was lost under the daemon.
  var isOfAnotherBoot: Bool { Self.text(path).map { $0 != Self.present } ?? false }

  private static var present: String { text("/proc/sys/kernel/random/boot_id") ?? "unknown" }

  /// When the journal knows how this life began; `boot` is the name of another than the present.
  func set(_ boot: String = Self.present) throws(DaemonFailure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .cannotUse("\(path) can't be written: \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    let bytes = Array(boot.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      throw .cannotUse("\(path) can't be written: \(String(cString: strerror(errno)))")
    }
  }

  /// All is durable.
  func remove() { unlink(path) }

  private static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
  }
}
