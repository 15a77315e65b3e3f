import ArgumentParser
import CallModel

/// `ivrsim`: runs the core against callers made of chance, and puts load on a running ivrd.
@main
struct IvrsimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ivrsim",
    abstract: "Simulates the centre, and puts load on a running ivrd.",
    discussion: """
      EXAMPLES
        ivrsim run scripts/simulations/busy-day.yaml   a day of 200 agents on the switchboard
        ivrsim replay --day 2026-11-24 --state state --queues new.yaml   a recorded day, other settings
        ivrsim staff calls.csv --handling 240 --patience 150   agents for each half hour
        ivrsim oracle queueing.json             the scheduler against queueing theory
        ivrsim bench acd                        the scheduler's decisions a second
        ivrsim bench core                       what a key and a call cost, without sockets
        ivrsim bench bank                       transfers and balances a second
        ivrsim bench queue < password           who waits and who takes them, over the sockets
        ivrsim bench keys                       how many keys a second, and how soon each is answered
        ivrsim bench calls --calls 5000         so many calls at once, each to its balance
        ivrsim garbage --seconds 60             nonsense on all sockets, beside a caller who must not notice
        ivrsim restarts                         an ivrd of its own, restarted under 1,000 calls
        ivrsim kill-loop --kills 200            the same with kill -9, and a model of what was acknowledged

      \(ExitStatus.help)
      """,
    subcommands: [
      RunCommand.self, ReplayCommand.self, StaffCommand.self, OracleCommand.self, BenchCommand.self,
      GarbageCommand.self, RestartCommand.self, KillLoopCommand.self, EchoServerCommand.self,
    ])
}

/// `ivrsim bench`: the measurements.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure a running ivrd, or its core, scheduler and bank by themselves.",
    discussion: """
      EXAMPLES
        ivrsim bench core
        ivrsim bench acd
        ivrsim bench bank
        ivrsim bench reports
        ivrsim bench keys --connections 100 --depth 64
        ivrsim bench calls --calls 5000 --json
        ivrsim bench flood
        ivrsim bench idle
        ivrsim bench journal
        ivrsim bench recover
      """,
    subcommands: [
      BenchKeysCommand.self, BenchCallsCommand.self, BenchCoreCommand.self, BenchACDCommand.self, BenchBankCommand.self,
      BenchQueueCommand.self, BenchFloodCommand.self, BenchIdleCommand.self, BenchReportsCommand.self,
      BenchJournalCommand.self, BenchRecoverCommand.self,
    ])
}
