import Glibc

/// Keeps two daemons from using one state directory: a lock on a file in it, which the kernel lets go of when
/// the process ends, however it ends.
final class StateLock: Sendable {
  private let descriptor: Int32

  init(directory: String) throws(DaemonFailure) {
    try makeDirectory(directory)
    let path = directory + "/lock"
    let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw .cannotUse("the file \(path) can't be opened: \(String(cString: strerror(errno)))")
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .alreadyRunning(
        "another ivrd uses the state directory \(directory); stop it, or give this one another with --state-dir")
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
