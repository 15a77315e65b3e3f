import Glibc

/// Keeps a state directory to one owner, a daemon or a tool that writes: a lock on a file in it, which the kernel
/// lets go of when the process ends, however it ends.
public final class StateLock: Sendable {
  public static let fileName = "lock"

  private let descriptor: Int32

  /// The directory is made where it is missing. `StoreError.inUse` where somebody else has it.
  public init(directory: String) throws(StoreError) {
    try DatabaseFile.makeDirectory(directory)
    let path = directory + "/" + Self.fileName
    let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EACCES { throw .notPermitted(path: directory) }
      throw .directory(path: path, reason: String(cString: strerror(errno)))
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .inUse(directory: directory)
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
