import Foundation
import Glibc

/// A child process with exactly the descriptors that a service manager passes, from number 3 on, and its `LISTEN_PID`.
struct ServiceProcess {
  static let firstDescriptor: Int32 = 3

  let id: pid_t

  /// - Parameters:
  ///   - descriptors: passed in this order; they stay open here.
  ///   - log: where standard output and standard error go.
  init(
    _ command: [String], environment: [String: String], descriptors: [Int32], log: String
  ) throws(ToolFailure) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Above the range that they are to have, so that none is overwritten before it has been passed.
    let above = Self.firstDescriptor + Int32(descriptors.count)
    let copies = descriptors.map { fcntl($0, F_DUPFD_CLOEXEC, above) }
    defer { for copy in copies where copy >= 0 { close(copy) } }
    for (index, copy) in copies.enumerated() {
      guard copy >= 0 else { throw ToolFailure("There are no descriptors left to pass: raise the limit (ulimit -n).") }
      posix_spawn_file_actions_adddup2(&actions, copy, Self.firstDescriptor + Int32(index))
    }
    // Only the process itself knows its number before it runs.
    let shell = ["/bin/sh", "-c", "LISTEN_PID=$$ exec \"$0\" \"$@\""] + command
    let variables = environment.merging(["LISTEN_FDS": "\(descriptors.count)"]) { $1 }.map { "\($0)=\($1)" }
    var child: pid_t = 0
    let failure = Self.withCStrings(shell) { arguments in
      Self.withCStrings(variables) { posix_spawn(&child, "/bin/sh", &actions, nil, arguments, $0) }
    }
    guard failure == 0 else {
      throw ToolFailure("\(command[0]) can't be started: \(String(cString: strerror(failure))).")
    }
    id = child
  }

  private static func withCStrings<R>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R
  ) -> R {
    var pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    pointers.append(nil)
    return body(pointers)
  }

  func signal(_ number: Int32) { kill(id, number) }

  /// Waits for its end; gives how it ended, as wait(2) says it.
  func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
