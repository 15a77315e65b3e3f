import ArgumentParser
import Journal
import Terminal

struct JournalRetireCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Puts the journal aside, so that the next start begins a new one.",
    discussion: """
      For an upgrade to a version that can't read the old one's journal. End the old version's calls first, with \
      'ivrctl drain': what is in progress is in the journal alone. Sessions, agents' states and the day's figures on \
      the wallboard begin anew. Money, records, reports and callbacks that are owed are kept: they are in databases of \
      their own. The old journal stays beside the new one, for 'export' and 'trace' of the version that wrote it.

      EXAMPLES
        ivrctl drain --by 600                       with the old version: new calls are refused, the last one ends it
        ivrctl journal retire                       what would be done; nothing is changed
        ivrctl journal retire --yes && systemctl start ivrd

      Exit status: 0 done; 1 --yes is missing; 66 there is no journal; 69 the daemon runs.
      """)

  @Flag(help: "Do it.")
  var yes = false

  @OptionGroup var journal: JournalOptions

  func run() throws {
    try journal.reading {
      try journal.lock()
      guard yes else {
        TerminalDevice.output.write(
          line: "nothing was changed; 'ivrctl journal retire --yes' puts \(journal.journal) aside, with the calls in it"
        )
        throw Exit.refused
      }
      let aside = try JournalInspection.retire(journal.journal)
      TerminalDevice.output.write(line: "the journal is in \(aside); the next start begins a new one")
    }
  }
}
