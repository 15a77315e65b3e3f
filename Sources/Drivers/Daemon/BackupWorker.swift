import BackupFiles
import CallModel
import Journal
import JournalReplay
import NIOConcurrencyHelpers
import Store
import SwitchboardCore

/// Copies everything as it was after one turn, while calls go on.
///
/// The core gives its state as a value. The bank is held at the moment when all that was asked of it up to that turn has
/// been carried out and nothing that was asked later, and the records likewise: a mark in each worker's row says when.
/// So the three belong together, and nobody has waited. What takes time happens on a thread of its own afterwards.
final class BackupWorker: Sendable {
  struct Job: Sendable {
    var ticket: Ticket
    /// Where the copy is to be, as the operator said it.
    var path: String
    var state: Switchboard
    /// The last turn in the state.
    var last: Int64
  }

  private typealias Held = Result<DatabaseMoment, StoreError>
  /// Both databases, held or not; the second to come goes on.
  private struct Moments: Sendable {
    var bank: Held?
    var records: Held?
  }

  /// Where copies go that are given a name and no place.
  static let usualFolder = "backups"

  private let stateDirectory: String
  private let host: HostWorker
  private let records: RecordWriter
  private let archive: SettingsArchive
  private let deliver: @Sendable (Input) -> Void
  private let thread = WorkThreads()

  init(
    stateDirectory: String, host: HostWorker, records: RecordWriter, archive: SettingsArchive,
    deliver: @escaping @Sendable (Input) -> Void
  ) {
    self.stateDirectory = stateDirectory
    self.host = host
    self.records = records
    self.archive = archive
    self.deliver = deliver
  }

  /// On the core's loop, when all that came of the turns up to `job.last` has been handed on, and nothing later.
  func begin(_ job: Job) {
    let moments = NIOLockedValueBox(Moments())
    let goOn: @Sendable () -> Void = { [self] in
      let ready = moments.withLockedValue { $0 }
      guard let bank = ready.bank, let records = ready.records else { return }
      thread.submit { self.deliver(.answered(job.ticket, .backedUp(self.copy(job, bank, records)))) }
    }
    host.mark { [stateDirectory] in
      let held = Held { () throws(StoreError) in try DatabaseMoment.ofBank(directory: stateDirectory) }
      moments.withLockedValue { $0.bank = held }
      goOn()
    }
    records.mark { [stateDirectory] in
      let held = Held { () throws(StoreError) in try DatabaseMoment.ofRecords(directory: stateDirectory) }
      moments.withLockedValue { $0.records = held }
      goOn()
    }
  }

  private func copy(_ job: Job, _ bank: Held, _ records: Held) -> BackupOutcome {
    let isName = !job.path.contains("/") && ![".", ".."].contains(job.path)
    guard isName || job.path.hasPrefix("/") else {
      return .refused(
        reason: "\(job.path) depends on where ivrd was started; give a name, or a whole path that begins with /")
    }
    let path = isName ? "\(stateDirectory)/\(Self.usualFolder)/\(job.path)" : job.path
    let folder: BackupFolder
    do throws(BackupFault) {
      folder = try BackupFolder(making: path)
    } catch {
      return .refused(reason: "\(error)")
    }
    do {
      try bank.get().copy(to: folder.file(EmbeddedBank.fileName))
      try records.get().copy(to: folder.file(CentreStore.fileName))
      let journal = folder.file("journal")
      try makeDirectory(journal, mode: 0o700)
      // A journal of its own begins here: its digest does too. What callers had typed ahead stays hidden.
      let contents = try JournalEntryBytes.snapshot(digest: EffectDigest().value, of: job.state)
      try JournalWriter.writeSnapshot(contents, last: job.last, in: journal)
      // Events that were sent later are known outside, as after a power cut.
      try BootMark(directory: journal).set("a backup")
      try folder.add(folder: archive.directory, as: "journal/settings")
      let bytes = try folder.finish(
        .init(
          server: job.state.identity.server, position: job.last, at: job.state.now, menus: job.state.settingsVersion))
      return .made(path: path, position: job.last, bytes: bytes)
    } catch {
      folder.discard()
      return .refused(reason: "\(error)")
    }
  }

  /// Waits for what has been begun.
  func shutDown() { thread.shutDown() }
}
