import ArgumentParser
import CallModel
import LineProtocol
import LineSwarm
import Terminal

/// `ivrsim bench calls`: many calls at once, each walked to its balance, with every line accounted for.
struct BenchCallsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calls",
    abstract: "Walk many calls at once to their balances, and account for every line.",
    discussion: """
      All calls come in and wait at the first menu until the last of them is there. Then each chooses English and \
      accounts, keys card and password, hears the balance, and hangs up. It is checked that every request has one \
      answer, that no event is missing or out of order, and that every call is told its balance.

      The card and the password are those of a customer of the demo bank, unless you give others.

      EXAMPLES
        ivrsim bench calls                                     5,000 calls over one connection
        ivrsim bench calls --calls 20000 --connections 50
        ivrsim bench calls --card 6222020000000049 --password-stdin < password --json
      """)

  @OptionGroup var daemon: DaemonOptions

  @Option(help: "Calls alive at the same time.")
  var calls = 5_000

  @Option(help: "Connections that they are spread over.")
  var connections = 1

  @Option(help: ArgumentHelp("A card or account number (with --password-stdin).", valueName: "digits"))
  var card: String?

  @Flag(help: "Take the query password from standard input, as a line.")
  var passwordStdin = false

  func validate() throws {
    guard (1...1_000_000).contains(calls) else { throw ValidationError("--calls is from 1 to 1000000.") }
    guard (1...calls).contains(connections) else {
      throw ValidationError("--connections is from 1 to the number of calls.")
    }
    guard (card != nil) == passwordStdin else {
      throw ValidationError(
        "--card and --password-stdin go together; without both a customer of the demo bank is used.")
    }
    if let card, Keys(card) == nil { throw ValidationError("--card is made of digits.") }
  }

  func run() throws {
    try reportingFailures {
      LineSwarm.raiseDescriptorLimit()
      let bench = try CallBench(calls: calls, connections: connections, walk: try walk())
      try bench.run(daemon.socket(.gateway))
      let report = CallReport(bench: bench)
      print(daemon.json ? report.json.text : report.text)
      if !report.isClean { throw ExitCode(1) }
    }
  }

  private func walk() throws -> CallWalk {
    guard let card, let number = Keys(card) else { return .demo }
    return .balance(card: number, password: try Self.readPassword())
  }

  private static func readPassword() throws -> Keys {
    let keys = try PasswordLine.read().withUnsafeBytes { bytes in bytes.map { Key(ascii: $0) } }
    guard keys.allSatisfy({ $0 != nil }) else {
      throw ToolFailure("The password is made of digits.", exitStatus: ToolFailure.usage)
    }
    return Keys(keys.compactMap { $0 })
  }
}
