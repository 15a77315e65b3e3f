import ArgumentParser
import CallModel
import Glibc
import Journal
import JournalReplay
import SwitchboardCore
import Terminal

struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "Looks into the daemon's journal, and goes on with what is left of a damaged one.",
    discussion: """
      The journal is what the daemon does again after a crash: callers in menus and queues, agents, sessions. Money and \
      records are in databases of their own and don't depend on it.

      EXAMPLES
        ivrctl journal check                        is every byte as it was written?
        ivrctl journal repair                       what would be lost; nothing is changed
        ivrctl journal repair --yes                 goes on with what is left
        ivrctl journal export --state state | tail
        ivrctl journal retire --yes                 begins a new one: after an upgrade that can't read the old one

      Exit status: 0 all is well; 1 damaged; 64 bad usage; 65 another version's; 66 there is no journal; 69 the daemon runs.
      """,
    subcommands: [
      JournalCheckCommand.self, JournalRepairCommand.self, JournalExportCommand.self, JournalRetireCommand.self,
    ])
}

struct JournalCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks every byte of the journal; the daemon may be running.",
    discussion: """
      Lists each snapshot and each segment with the entries in it, and what is wrong with it. A torn end is what a crash \
      leaves, and no damage. 'ivrsim replay --journal' does the entries again, too.

      EXAMPLES
        ivrctl journal check
        ivrctl journal check --state /var/lib/ivrd --json

      Exit status: 0 all is well; 1 damaged; 65 of a version that this program can't go on with; 66 there is no journal.
      """)

  @OptionGroup var journal: JournalOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let inspection = try journal.reading { try JournalInspection(directory: journal.journal) }
    if output.json {
      output.show(inspection.json)
    } else {
      output.show(inspection.lines)
      output.show([inspection.foreign ?? inspection.verdict])
    }
    if inspection.foreign != nil { throw Exit.badData }
    if inspection.isDamaged { throw Exit.refused }
  }
}

struct JournalRepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair", abstract: "Makes of a damaged journal one that the daemon goes on with.",
    discussion: """
      Keeps the newest snapshot that can be read and the entries in an unbroken row after it. All files as they were are \
      kept in a folder beside. Without --yes it only says what would be lost.

      EXAMPLES
        ivrctl journal repair
        ivrctl journal repair --yes && systemctl start ivrd

      Exit status: 0 nothing is wrong, or it is repaired; 1 damaged, and --yes is missing; 65 of another version, which \
      repairing does not help; 66 there is no journal; 69 the daemon runs.
      """)

  @Flag(help: "Do it.")
  var yes = false

  @OptionGroup var journal: JournalOptions

  func run() throws {
    try journal.reading {
      try journal.lock()
      let inspection = try JournalInspection(directory: journal.journal)
      if let foreign = inspection.foreign {
        Exit.complain(foreign)
        throw Exit.badData
      }
      TerminalDevice.output.write(line: inspection.verdict)
      guard inspection.isDamaged else { return }
      guard yes else {
        TerminalDevice.output.write(line: "nothing was changed; 'ivrctl journal repair --yes' does it")
        throw Exit.refused
      }
      let aside = try inspection.repair()
      TerminalDevice.output.write(line: "repaired; the files as they were are in \(aside)")
    }
  }
}

struct JournalExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the journal's entries as text, a line each, masked.",
    discussion: """
      Of each turn: its number, its instant in milliseconds since 1970, its connection, and what came. Keys, telephone \
      numbers and free texts are left out.

      EXAMPLES
        ivrctl journal export | grep ' KEY c1 '
        ivrctl journal export --from 120000 --json | jq -r .what

      Exit status: 0 done; 65 the journal can't be read; 66 there is no journal.
      """)

  @Option(help: ArgumentHelp("The first turn.", valueName: "n")) var from: Int64 = 1
  @Option(help: ArgumentHelp("The last turn.", valueName: "n")) var to: Int64 = .max
  @OptionGroup var journal: JournalOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard from <= to else { throw ValidationError("--from \(from) comes after --to \(to).") }
  }

  func run() throws {
    try journal.reading {
      let history = try JournalHistory(directory: journal.journal)
      for batch in history.reader.batches where batch.first + Int64(batch.count) > from && batch.first <= to {
        let (bytes, range) = history.reader.contents(of: batch)
        var number = batch.first
        try JournalEntryBytes.forEachTurn(in: bytes, range, settings: history.archive.settings) { turn in
          if (from...to).contains(number) { write(turn, number) }
          number += 1
        }
      }
    }
  }

  private func write(_ turn: Turn, _ number: Int64) {
    var (connection, what): (Int64?, String) = (nil, "time")
    if case .input(let input) = turn.cause { (connection, what) = (input.connection?.number, MaskedText.text(input)) }
    let at = turn.at.microseconds / 1_000
    if output.json {
      output.show(
        .object([
          .init("turn", .number(number)), .init("at", .number(at)),
          .init("connection", connection.map { .number($0) } ?? .null), .init("what", .string(what)),
        ]))
    } else {
      output.show(["\(number) \(at) \(connection.map { String($0) } ?? "-") \(DisplayText.printable(what))"])
    }
  }
}
