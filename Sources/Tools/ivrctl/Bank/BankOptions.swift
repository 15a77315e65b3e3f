import ArgumentParser
import BankFiles
import CallModel
import Glibc
import Ledger
import LineProtocol
import Store
import Terminal

/// Which bank a command works on.
struct BankOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The daemon's state directory: else $STATE_DIRECTORY, else ./state, else /var/lib/ivrd.", valueName: "dir"),
    completion: .directory)
  var stateDir: String?

  /// Where an installed daemon has it.
  private static let installed = "/var/lib/ivrd"

  var directory: String {
    if let stateDir { return stateDir }
    // systemd names several directories with colons between them; the first is the daemon's.
    if let named = TerminalDevice.environment("STATE_DIRECTORY")?.split(separator: ":").first { return String(named) }
    return access("state", F_OK) != 0 && access(Self.installed, F_OK) == 0 ? Self.installed : "state"
  }

  func read<Value>(_ body: (BankReader) throws(StoreError) -> Value) throws(ExitCode) -> Value {
    try BankExit.opening { () throws(StoreError) in try body(BankReader(directory: directory)) }
  }

  /// The bank for writing, for as long as no daemon has it.
  func write<Value>(_ body: (EmbeddedBank) throws(StoreError) -> Value) throws(ExitCode) -> Value {
    try BankExit.opening { () throws(StoreError) in
      let lock = try StateLock(directory: directory)
      let bank = try EmbeddedBank(directory: directory, pepperFile: EmbeddedBank.pepperCredential()) {
        BankExit.complain($0)
      }
      defer { withExtendedLifetime(lock) {} }
      return try body(bank)
    }
  }

  /// Fills an empty bank, and shows a person how far it is.
  func fill(with contents: BankContents) throws(ExitCode) {
    var progress = Progress(label: "bank")
    defer { progress.clear() }
    try write { (bank) throws(StoreError) in
      try bank.fill(with: contents) { filling in
        switch filling {
        case .hashing(let done, let total): progress.show("passwords \(Progress.bar(done: done, of: total))")
        case .booking(let done, let total): progress.show("history \(Progress.bar(done: done, of: total))")
        }
      }
    }
  }

  static var now: Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }
}

/// What keeps `ivrctl bank` from its work, in sentences for people.
enum BankExit {
  static func complain(_ sentence: String) { Exit.complain(sentence) }

  static func opening<Value>(_ body: () throws(StoreError) -> Value) throws(ExitCode) -> Value {
    do throws(StoreError) {
      return try body()
    } catch {
      complain(error.description)
      switch error {
      case .inUse:
        complain("stop the daemon first: ivrctl drain, or ivrctl stop")
        throw Exit.unreachable
      case .noBank:
        complain("name the state directory with --state-dir, or make a bank with ivrctl bank seed or import")
        throw Exit.noInput
      case .notEmpty:
        complain("a bank is filled once; give the new one a state directory of its own with --state-dir")
        throw Exit.refused
      case .notPermitted: throw Exit.notPermitted
      case .directory, .database, .pepper, .olderVersion, .newerVersion: throw Exit.unusable
      }
    }
  }

  static func reaching<Value>(_ body: () throws(BankDirectory.Fault) -> Value) throws(ExitCode) -> Value {
    do throws(BankDirectory.Fault) {
      return try body()
    } catch {
      complain(error.description)
      switch error.kind {
      case .missing: throw Exit.noInput
      case .notPermitted: throw Exit.notPermitted
      case .notEmpty: throw Exit.cannotWrite
      case .unusable: throw Exit.unusable
      }
    }
  }
}

extension RowReport {
  /// One kind of row.
  init(_ word: String, _ rows: [[Field]]) {
    self.init(rows.map { ReceivedLine(kind: .row, words: [word], fields: $0) })
  }
}

extension OutputOptions {
  /// A table, or an array of objects.
  func showList(_ report: RowReport, ifEmpty sentence: String) {
    if json { return show(.array(report.json(namingRows: false))) }
    show(report.isEmpty ? [TerminalDevice.output.style.dim(sentence)] : report.lines(.list))
  }
}
