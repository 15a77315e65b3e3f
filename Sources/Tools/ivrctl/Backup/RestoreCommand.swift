import ArgumentParser
import BackupFiles
import CallModel
import Glibc
import Journal
import Store
import Terminal

struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Makes a state directory of a backup, for a daemon to go on with.",
    discussion: """
      Checks every file of the backup first, then copies it into an empty state directory that no daemon uses, then checks \
      journal and books there. The pepper must be there already or be given: it is in no backup. A daemon that is started \
      on it goes on with the calls and agents of the backup; gateways that resume are told of the gap.

      EXAMPLES
        ivrctl restore copy --state-dir state2 --pepper state/pepper
        sudo ivrctl restore /backups/monday --state-dir /var/lib/ivrd --pepper /root/pepper

      Exit status: 0 restored; 1 refused: the directory is not empty; 64 bad usage; 65 the backup is damaged, or the books \
      are not right; 66 there is no backup, or no pepper; 69 a daemon uses the directory; 74 a file can't be used.
      """)

  @Argument(help: "The backup's folder.", completion: .directory)
  var backup: String

  @Option(help: ArgumentHelp("The bank's pepper, else the one that is in the directory.", valueName: "file"))
  var pepper: String?

  @OptionGroup var bank: BankOptions
  @OptionGroup var output: OutputOptions

  private static let pepperName = "pepper"

  func run() throws {
    let (folder, manifest) = try checked()
    let target = bank.directory
    let lock = try BankExit.opening { () throws(StoreError) in try StateLock(directory: target) }
    defer { withExtendedLifetime(lock) {} }
    let others = Doctor.names(in: target).filter { $0 != StateLock.fileName && $0 != Self.pepperName }
    guard others.isEmpty else {
      Exit.complain("\(target) is not empty: it has \(others[0]); restore into another, or move its files away")
      throw Exit.refused
    }
    try putPepper(into: target)
    try reaching { () throws(BackupFault) in try folder.restore(manifest, into: target) }
    Self.giveToOwner(of: target)
    try check(target)
    let head = manifest.head
    if output.json {
      output.show(
        .object([
          .init("ok", .bool(true)), .init("state", .string(target)), .init("position", .number(head.position)),
          .init("at", .number(head.at.microseconds / 1_000)), .init("menus", .string(head.menus)),
          .init("server", .string(head.server)), .init("files", .number(manifest.entries.count)),
        ]))
    } else {
      output.show([
        "\(target): restored as of turn \(head.position) of \(DisplayText.printable(head.server)), the books are right",
        "start ivrd on it: --state-dir \(target)",
      ])
    }
  }

  private func checked() throws -> (BackupFolder, BackupManifest) {
    var progress = Progress(label: "checking")
    defer { progress.clear() }
    return try reaching { () throws(BackupFault) in
      let folder = try BackupFolder(at: backup)
      let manifest = try folder.check { done, total in
        progress.show(Progress.bar(done: Int(done >> 10), of: Int(total >> 10)))
      }
      return (folder, manifest)
    }
  }

  private func putPepper(into target: String) throws {
    let place = "\(target)/\(Self.pepperName)"
    guard let pepper else {
      if Doctor.exists(place) { return }
      Exit.complain("there is no pepper, and without it no password would be right: give its copy with --pepper")
      throw Exit.noInput
    }
    guard let text = Doctor.text(pepper) else {
      Exit.complain("the pepper \(pepper) can't be read: \(String(cString: strerror(errno)))")
      throw Exit.noInput
    }
    let descriptor = open(place, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    let bytes = Array(text.utf8)
    guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
      Exit.complain("\(place) can't be written: \(String(cString: strerror(errno)))")
      throw Exit.unusable
    }
    close(descriptor)
  }

  /// Root restores for the daemon's user.
  private static func giveToOwner(of target: String) {
    guard geteuid() == 0, let owner = Doctor.status(target) else { return }
    func give(_ path: String) {
      lchown(path, owner.st_uid, owner.st_gid)
      guard Doctor.status(path)?.isKind(S_IFDIR) == true else { return }
      for name in Doctor.names(in: path) { give("\(path)/\(name)") }
    }
    give(target)
  }

  /// What was restored is what a daemon can start with: pepper, books, journal.
  private func check(_ target: String) throws {
    do {
      let violations = try EmbeddedBank(directory: target) { Exit.complain($0) }.reader.audit()
      if let first = violations.first {
        Exit.complain("the books are not right: \(first); ivrctl bank audit --state-dir \(target) shows all")
        throw Exit.badData
      }
      let inspection = try JournalInspection(directory: target + "/journal")
      if let foreign = inspection.foreign {
        Exit.complain("bank and records are restored, but \(foreign)")
        throw Exit.badData
      }
      guard !inspection.isDamaged else {
        Exit.complain("the journal is \(inspection.verdict)")
        throw Exit.badData
      }
    } catch let error as StoreError {
      Exit.complain(error.description)
      if case .pepper = error {
        Exit.complain("put the bank's own to \(target)/\(Self.pepperName)")
      }
      throw Exit.unusable
    }
  }

  private func reaching<Value>(_ body: () throws(BackupFault) -> Value) throws(ExitCode) -> Value {
    do throws(BackupFault) {
      return try body()
    } catch {
      Exit.complain(error.description)
      switch error {
      case .noManifest: throw Exit.noInput
      case .badManifest, .otherVersion, .missing, .damaged: throw Exit.badData
      case .notEmpty: throw Exit.refused
      case .cannotUse: throw Exit.unusable
      }
    }
  }
}
