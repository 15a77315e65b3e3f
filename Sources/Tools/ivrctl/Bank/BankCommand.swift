import ArgumentParser
import Terminal

struct BankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bank", abstract: "The embedded bank: fills it, checks its books, looks into it.",
    discussion: """
      What looks (audit, show, outbox, guesses, export) reads the database of the state directory, beside a running \
      daemon too, and holds up nobody. What fills it (seed, import) wants the daemon stopped. unlock goes to the \
      running daemon, or with --state-dir to the database of a stopped one.

      EXAMPLES
        ivrctl bank seed --state-dir state
        ivrctl bank audit
        ivrctl bank show 1
        ivrctl bank outbox --limit 5
        ivrctl bank export copy
        ivrctl bank import copy --state-dir new
        ivrctl bank unlock --customer 1

      \(Exit.help)
      """,
    subcommands: [
      BankSeedCommand.self, BankImportCommand.self, BankExportCommand.self, BankAuditCommand.self,
      BankShowCommand.self, BankOutboxCommand.self, BankGuessesCommand.self, BankUnlockCommand.self,
    ])
}
