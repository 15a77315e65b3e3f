import ArgumentParser

/// `ivrsim`: puts load on a running ivrd and says how it bore it.
@main
struct IvrsimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ivrsim",
    abstract: "Puts load on a running ivrd over its sockets, and checks what it answers.",
    discussion: """
      EXAMPLES
        ivrsim bench keys                       how many keys a second, and how soon each is answered
        ivrsim bench calls --calls 5000         so many calls at once, each to its balance
        ivrsim garbage --seconds 60             nonsense on all sockets, beside a caller who must not notice

      Exit status: 0 all was well; 1 something was lost or wrong; 64 bad options; 69 no ivrd is there.
      """,
    subcommands: [BenchCommand.self, GarbageCommand.self, EchoServerCommand.self])
}

/// `ivrsim bench`: the measurements.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure a running ivrd.",
    discussion: """
      EXAMPLES
        ivrsim bench keys --connections 100 --depth 64
        ivrsim bench calls --calls 5000 --json
      """,
    subcommands: [BenchKeysCommand.self, BenchCallsCommand.self])
}
