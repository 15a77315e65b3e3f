import ArgumentParser
import BankFiles
import CallModel
import Ledger
import Store
import Terminal

struct BankSeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seed", abstract: "Makes a demo bank in an empty state directory.",
    discussion: """
      The test customers (ivrd --describe-demo lists them) and as many others as wanted, with cards, accounts, payees \
      and a history. The same seed, number and day give the same bank. Passwords are hashed one by one: a thousand \
      customers take some seconds.

      EXAMPLES
        ivrctl bank seed
        ivrctl bank seed --customers 5000 --seed 7 --state-dir big

      \(Exit.help)
      """)

  @Option(parsing: .unconditional, help: ArgumentHelp("Customers besides the test customers.", valueName: "n"))
  var customers = DemoBank.defaultCustomers
  @Option(help: ArgumentHelp("Another seed gives other people.", valueName: "n")) var seed: UInt64 = 1
  @Option(help: ArgumentHelp("The day before which the history ends: else today.", valueName: "yyyy-mm-dd"))
  var day: String?
  @OptionGroup var bank: BankOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...DemoBank.mostCustomers).contains(customers) else {
      throw ValidationError("--customers is a number from 0 to \(DemoBank.mostCustomers).")
    }
    if let day, CivilDay(written: day) == nil { throw ValidationError("--day is a day, as 2026-11-24.") }
  }

  func run() throws {
    let day = day.flatMap { CivilDay(written: $0) }.map { CivilTime(day: $0, timeOfDay: .zero).instant() }
    let demo = DemoBank(seed: seed, customers: customers, at: day ?? BankOptions.now)
    try bank.fill(with: demo.contents)
    output.showFilled(demo.contents, in: bank.directory)
  }
}

struct BankImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Fills an empty bank from CSV files, all or nothing.",
    discussion: """
      Every file is read and checked first. Where something is wrong, nothing is taken, and each problem is printed as \
      file:line:column. Files (UTF-8, RFC 4180, with a heading) and their columns:

      \(BankDirectory.help)

      Amounts, rates and units are decimals (1234.50), days 2026-11-24, instants 2026-11-24T09:30:00+08:00, what is so \
      or not yes or no. Balances are the sums of the postings; the bank's own accounts are known.

      EXAMPLES
        ivrctl bank import from-the-core-bank --state-dir state
        ivrctl bank import copy --check          only looks

      \(Exit.help)
      """)

  @Argument(help: "The directory with the files.", completion: .directory) var directory: String
  @Flag(help: "Only look whether all is well.") var check = false
  @OptionGroup var bank: BankOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let files = try BankExit.reaching { () throws(BankDirectory.Fault) in try BankDirectory(directory).read() }
    let contents = try check(files)
    if !check { try bank.fill(with: contents) }
    output.showFilled(contents, in: check ? nil : bank.directory)
  }

  private func check(_ files: [(name: String, bytes: [UInt8])]) throws(ExitCode) -> BankContents {
    var progress = Progress(label: "reading")
    defer { progress.clear() }
    do throws(BankImport.Problems) {
      return try BankImport.contents(of: files) { progress.show($0) }
    } catch {
      progress.clear()
      try refuse(error)
    }
  }

  private func refuse(_ found: BankImport.Problems) throws(ExitCode) -> Never {
    if output.json {
      let problems = found.problems.map { problem in
        JSONValue.object([
          .init("file", .string(problem.position.file)), .init("line", .number(problem.position.line)),
          .init("column", .number(problem.position.column)), .init("sentence", .string(problem.sentence)),
        ])
      }
      output.show(
        .object([.init("ok", .bool(false)), .init("count", .number(found.count)), .init("problems", .array(problems))]))
    } else {
      for line in found.description.split(separator: "\n") {
        TerminalDevice.errors.write(line: DisplayText.printable(String(line)))
      }
    }
    BankExit.complain("\(directory) has \(found.count) problem\(found.count == 1 ? "" : "s"), so nothing was taken")
    throw Exit.badData
  }
}

struct BankExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the bank to CSV files that import reads.",
    discussion: """
      Into a new directory that only you may read. Beside a running daemon the files show one instant. Passwords are \
      never exported; nor is what belongs to the running bank: messages, counters, booked visits. This is no backup: \
      'ivrctl backup' makes one.

      EXAMPLES
        ivrctl bank export copy
        ivrctl bank export copy && ivrctl bank import copy --check

      \(Exit.help)
      """)

  @Argument(help: "The directory to make.", completion: .directory) var directory: String
  @OptionGroup var bank: BankOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let contents = try bank.read { (reader) throws(StoreError) in try reader.contents() }
    try BankExit.reaching { () throws(BankDirectory.Fault) in
      try BankDirectory(directory).write(BankExport.files(of: contents))
    }
    output.showFilled(contents, in: directory)
  }
}

extension OutputOptions {
  /// What there is now, in a sentence or as an object.
  fileprivate func showFilled(_ contents: BankContents, in place: String?) {
    let counts = [
      ("customers", contents.customers.count), ("accounts", contents.accounts.count), ("cards", contents.cards.count),
      ("transactions", contents.history.count),
    ]
    if json {
      let members = counts.map { JSONValue.Member($0, .number($1)) }
      return show(.object([.init("ok", .bool(true))] + members))
    }
    let words = counts.map { "\($1) \($0)" }.joined(separator: ", ")
    show([place.map { "\(DisplayText.printable($0)): \(words)" } ?? "nothing is wrong: \(words)"])
  }
}
