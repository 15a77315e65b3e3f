import Glibc
import LineSwarm

/// The echo server in a process of its own, as the daemon is one: this program again, with the listening socket as
/// its standard input.
struct EchoProcess {
  let address: String
  let process: Int32

  init(reply: [UInt8]) throws {
    address = "@ivrsim-echo-\(getpid())"
    let listener = try EchoServer.makeListener(at: address)
    defer { close(listener) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, listener, STDIN_FILENO)
    let words = ["ivrsim", EchoServerCommand.name, String(decoding: reply, as: UTF8.self)]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, "/proc/self/exe", &actions, nil, &arguments, environ)
    guard failure == 0 else {
      throw ToolFailure("The echo server could not be started: \(String(cString: strerror(failure))).")
    }
    self.process = process
  }

  /// It ends by itself when the last connection has gone.
  func wait() {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }
}
