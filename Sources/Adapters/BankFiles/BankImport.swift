public import CallModel
public import Ledger

/// Reads a bank from files with comma-separated values (`BankFile`). All or nothing: a bank comes of it only where
/// nothing is wrong in any file, and else every problem is told at once, by file, line and column.
public struct BankImport {
  /// How many problems are told one by one; the rest is counted.
  public static let toldProblems = 100
  /// Bytes of one file: what is held in memory at once.
  public static let largestFile = 1 << 30

  /// What is wrong with the files.
  public struct Problems: Error, Sendable, CustomStringConvertible {
    /// In the order of the files' reading, and within a file of its lines.
    public var problems: [SettingsProblem]
    /// How many more there are.
    public var untold: Int

    public var count: Int { problems.count + untold }

    public var description: String {
      let lines = problems.map { "\($0.position): \($0.sentence)" }
      return (lines + (untold > 0 ? ["... and \(untold) more"] : [])).joined(separator: "\n")
    }
  }

  let files: [BankFile: [UInt8]]
  let log = ImportLog()
  var contents = BankContents()

  // What later files name.
  var customers: [CustomerNumber: Customer] = [:]
  /// With the balances that the postings so far have left.
  var accounts: [String: BankAccount] = [:]
  /// Of each customer: no password may be taken from them.
  var ownNumbers: [CustomerNumber: [String]] = [:]
  var phones: Set<String> = []
  var cards: Set<String> = []
  var numbers = ImportUniqueness()
  var doubts = ImportDoubts()

  /// - Parameter files: by name, with or without `.csv`; names that are none of the bank's files are an error.
  /// - Parameter reading: hears which file is being read.
  public static func contents(
    of files: [(name: String, bytes: [UInt8])], reading: (String) -> Void = { _ in }
  ) throws(Problems) -> BankContents {
    var known: [BankFile: [UInt8]] = [:]
    let log = ImportLog()
    for (name, bytes) in files {
      guard let file = BankFile.allCases.first(where: { $0.name == name }) else {
        log.error(
          SourcePosition(file: name, line: 1, column: 1),
          "a bank has no such file; it has \(BankFile.allCases.map(\.name).joined(separator: ", "))")
        continue
      }
      known[file] = bytes
    }
    for file in [BankFile.customers, .accounts] where known[file] == nil {
      log.error(SourcePosition(file: file.name, line: 1, column: 1), "this file is missing, and no bank is without it")
    }
    guard log.isEmpty else { throw Problems(problems: log.problems, untold: log.untold) }
    var bank = BankImport(files: known)
    bank.readAll(reading)
    guard bank.log.isEmpty else { throw Problems(problems: bank.log.problems, untold: bank.log.untold) }
    return bank.contents
  }

  private init(files: [BankFile: [UInt8]]) {
    self.files = files
    contents.accounts = HouseAccount.allCases.map { house in
      BankAccount(number: house.number, customer: nil, kind: .house, openedOn: CivilDay(number: 0))
    }
    for account in contents.accounts { accounts[account.number] = account }
  }

  /// In an order in which each file names only what has been read.
  private mutating func readAll(_ reading: (String) -> Void) {
    for file in BankFile.allCases where files[file] != nil {
      reading(file.name)
      switch file {
      case .customers: each(of: file) { $0.readCustomer($1) }
      case .accounts: each(of: file) { $0.readAccount($1) }
      case .cards: each(of: file) { $0.readCard($1) }
      case .payees: each(of: file) { $0.readPayee($1) }
      case .deposits: each(of: file) { $0.readDeposit($1) }
      case .loans: each(of: file) { $0.readLoan($1) }
      case .bills: each(of: file) { $0.readBill($1) }
      case .funds: each(of: file) { $0.readFund($1) }
      case .holdings: each(of: file) { $0.readHolding($1) }
      case .rates: each(of: file) { $0.readRate($1) }
      case .exchangeRates: each(of: file) { $0.readExchangeRate($1) }
      case .branches: each(of: file) { $0.readBranch($1) }
      case .blockedPhones: each(of: file) { $0.readBlockedPhone($1) }
      case .passwords: each(of: file) { $0.readPassword($1) }
      case .postings: readPostings()
      }
    }
  }

  /// Reads the rows of a file under its heading; a file that is no CSV is read as far as it is one.
  mutating func each(of file: BankFile, _ body: (inout BankImport, ImportRow) -> Void) {
    var reader = CSVReader(files[file] ?? [])
    do throws(CSVReader.Fault) {
      guard let heading = try reader.next() else {
        return log.error(SourcePosition(file: file.name, line: 1, column: 1), "it has no heading")
      }
      guard isHeading(heading, of: file) else { return doubts.note(file) }
      let columns = heading.values.map(\.text)
      while let row = try reader.next() {
        guard row.values.count == columns.count else {
          let sentence = "the line has \(row.values.count) of the heading's \(columns.count) values"
          log.error(SourcePosition(file: file.name, line: row.line, column: 1), sentence)
          doubts.note(file)
          continue
        }
        body(&self, ImportRow(row, columns: columns, of: file, log))
      }
    } catch {
      log.error(SourcePosition(file: file.name, line: error.line, column: error.column), error.sentence)
      doubts.note(file)
    }
  }

  /// Columns may stand in any order; all must be there but those that may be empty.
  private func isHeading(_ heading: CSVRow, of file: BankFile) -> Bool {
    var seen: Set<String> = []
    var isRight = true
    for value in heading.values {
      let position = SourcePosition(file: file.name, line: value.line, column: value.column)
      if !file.columns.contains(value.text) {
        isRight = false
        log.error(
          position, "no column \(value.text.debugDescription) here; it is \(file.columns.joined(separator: ", "))")
      } else if !seen.insert(value.text).inserted {
        isRight = false
        log.error(position, "the column \(value.text) is there twice")
      }
    }
    for column in file.columns where !seen.contains(column) && !file.mayBeEmpty(column) {
      isRight = false
      log.error(SourcePosition(file: file.name, line: 1, column: 1), "the column \(column) is missing")
    }
    return isRight
  }
}

/// What may stand only once, each under its kind.
struct ImportUniqueness {
  private var seen: Set<[String]> = []

  /// False where it has been seen before.
  mutating func insert(_ parts: String...) -> Bool { seen.insert(parts).inserted }

  func has(_ parts: String...) -> Bool { seen.contains(parts) }
}

/// What a broken row names is not missed in the files that name it too: one slip is told once.
struct ImportDoubts {
  private var files: Set<BankFile> = []
  private var names: [BankFile: Set<String>] = [:]

  /// - Parameter name: `nil` where not even that could be read.
  mutating func note(_ file: BankFile, _ name: String? = nil) {
    if let name { names[file, default: []].insert(name) } else { files.insert(file) }
  }

  func cover(_ file: BankFile, _ name: String) -> Bool { files.contains(file) || names[file]?.contains(name) == true }
}
