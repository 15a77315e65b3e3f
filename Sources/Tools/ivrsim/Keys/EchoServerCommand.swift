import ArgumentParser
import Glibc
import LineSwarm

/// `ivrsim echo-server`: what `bench keys` starts beside itself; not for people.
struct EchoServerCommand: ParsableCommand {
  static let name = "echo-server"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Answer each line with the same bytes, on the socket that is standard input.",
    shouldDisplay: false)

  @Argument(help: "What a line is answered with.")
  var reply: String

  func run() throws {
    try reportingFailures {
      LineSwarm.raiseDescriptorLimit()
      try EchoServer(listener: STDIN_FILENO, reply: Array(reply.utf8)).run()
    }
  }
}
