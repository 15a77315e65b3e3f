import ArgumentParser
import LineSwarm
import Store
import Terminal

/// `ivrsim kill-loop`: ivrd is killed over and over, and nothing that it acknowledged may be missing or be there twice.
struct KillLoopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kill-loop",
    abstract: "Kill an ivrd of its own again and again: nothing acknowledged may be lost, nothing be done twice.",
    discussion: """
      Callers press keys, wait in a queue and transfer money; an agent changes his state, an officer registers \
      complaints. At a moment of chance the daemon is killed (kill -9) and started again; its clients take their \
      sessions up and send again what had no answer. After each kill a model of what was acknowledged is compared: \
      keys, places in the queue, the agent's state and its reason, complaints; at the end the transfers in the ledger, \
      the records, and the ledger's audit.

      EXAMPLES
        ivrsim kill-loop --kills 10
        ivrsim kill-loop --kills 200 --seed 7 --json

      Exit status: 0 nothing was lost or doubled; 1 something was; 64 bad options.
      """)

  @Option(help: "The ivrd to kill (default: the one beside this program).")
  var ivrd: String?

  @Option(help: "The folder of its menus; its queue general must be open at this hour.")
  var menus = "menus"

  @Option(help: "How often it is killed.")
  var kills = 10

  @Option(help: "Of the moments (default: one of chance, which is printed).")
  var seed: UInt64?

  @Flag(help: "The result as JSON.")
  var json = false

  func validate() throws {
    guard (1...100_000).contains(kills) else { throw ValidationError("--kills is from 1 to 100000.") }
  }

  func run() throws {
    try reportingFailures {
      let lives = try TemporaryDirectory()
      let ivrd = try ivrd ?? RestartCommand.besides("ivrd")
      let supervisor = try Supervisor(ivrd: ivrd, menus: menus, directory: lives.path)
      let run = KillRun(supervisor, KillRun.Plan(), seed: seed ?? .random(in: 0...UInt64(UInt32.max)))
      let report = KillReport(run: run)
      do {
        try run.begin()
        var progress = Progress(label: "kills")
        defer { progress.clear() }
        for number in 1...kills {
          try run.kill()
          progress.show(Progress.bar(done: number, of: kills))
        }
        try run.finish()
      } catch let failure as ToolFailure {
        print(report.text)
        throw ToolFailure("\(failure) (seed \(run.seed))")
      } catch let failure as StoreError {
        throw ToolFailure("\(failure) (seed \(run.seed))")
      }
      print(json ? report.json.text : report.text)
      if !report.isClean { throw ExitCode(1) }
    }
  }
}
