import CallModel
import Journal
import JournalReplay
import Logging
import Settings
import Store
import SwitchboardCore

/// What a life of the daemon begins with: the state that the journal leads to, and the journal to go on with.
struct Recovery: Sendable {
  var switchboard: Switchboard
  var writer: JournalWriter
  /// Of all effects so far.
  var digest: UInt64
  /// False in the first life of a journal.
  var isRestart: Bool
  let directory: String
  let archive: SettingsArchive
  let seal: MemoryKeySeal?
  /// The machine was lost under the life before.
  let isAfterPowerCut: Bool

  /// Reads the newest snapshot and makes again the turns that came after it. What they say for the records is
  /// written once more, in case it was lost; records know what they have.
  init(
    options: DaemonOptions, settings: LoadedSettings, identity: Switchboard.Identity, records: RecordWriter,
    at now: Timestamp, _ logger: Logger
  ) throws(DaemonFailure) {
    directory = options.journalDirectory
    archive = SettingsArchive(journal: directory)
    try makeDirectory(archive.directory, mode: 0o700)
    isAfterPowerCut = BootMark(directory: directory).isOfAnotherBoot
    do {
      try archive.keep(settings)
      seal = MemoryKeySeal(directory: options.runtimeDirectory, logger)
      var history = try JournalHistory(directory: directory, archive: archive)
      history.seal = seal
      if history.reader.isEmpty {
        isRestart = false
        digest = EffectDigest().value
        switchboard = Switchboard(settings: SwitchboardSettings(settings), identity: identity, at: now)
        // Every journal begins with a snapshot, so that reading one is always the same.
        let first = try JournalEntryBytes.snapshot(digest: digest, of: switchboard)
        try JournalWriter.writeSnapshot(first, last: 0, in: directory)
        writer = try JournalWriter(continuing: JournalReader(directory: directory))
      } else {
        isRestart = true
        let state = try Self.end(of: history, identity, records, logger)
        (switchboard, digest) = (state.switchboard, state.digest)
        writer = try JournalWriter(continuing: history.reader)
      }
      switchboard.beginNoting()
    } catch let failure as DaemonFailure {
      throw failure
    } catch let fault as JournalFault {
      throw .journal(fault.description)
    } catch let fault as ReplayFault {
      throw .journal(fault.description)
    } catch {
      throw .journal("the journal in \(directory) can't be read: \(error)")
    }
  }

  /// The state that the history leads to. A new version of the program may say things that the old one did not: what it
  /// comes to is told, and is no reason to leave callers alone.
  private static func end(
    of history: JournalHistory, _ identity: Switchboard.Identity, _ records: RecordWriter, _ logger: Logger
  ) throws -> JournalHistory.State {
    var state = try history.newestState { path, error in
      logger.error("the snapshot \(path) can't be read: \(error)")
    }
    let start = state.last
    let writtenBy = state.switchboard.identity.server
    try history.replay(&state) { fault in
      guard writtenBy != identity.server else { return false }
      logger.warning("the journal was written by \(writtenBy): \(fault)")
      return true
    } after: { step in
      let facts = step.effects.compactMap { effect in
        if case .record(let fact) = effect { fact } else { nil }
      }
      if !facts.isEmpty { records.write(facts) }
    }
    logger.info(
      "recovered from the journal",
      metadata: ["calls": "\(state.switchboard.liveCalls)", "turns": "\(state.last - start)"])
    return state
  }
}
