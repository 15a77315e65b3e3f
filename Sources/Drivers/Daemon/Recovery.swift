import CallModel
import Journal
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

  /// Reads the newest snapshot and makes again the turns that came after it. What they say for the records is
  /// written once more, in case it was lost; records know what they have.
  init(
    stateDirectory: String, settings: LoadedSettings, identity: Switchboard.Identity, records: RecordWriter,
    at now: Timestamp, _ logger: Logger
  ) throws(DaemonFailure) {
    directory = stateDirectory + "/journal"
    archive = SettingsArchive(directory: directory + "/settings")
    try makeDirectory(archive.directory, mode: 0o700)
    do {
      try archive.keep(settings)
      let reader = try JournalReader(directory: directory)
      if reader.isEmpty {
        isRestart = false
        digest = EffectDigest().value
        switchboard = Switchboard(settings: SwitchboardSettings(settings), identity: identity, at: now)
        // Every journal begins with a snapshot, so that reading one is always the same.
        let first = try JournalEntryBytes.snapshot(digest: digest, of: switchboard)
        try JournalWriter.writeSnapshot(first, last: 0, in: directory)
        writer = try JournalWriter(continuing: JournalReader(directory: directory))
      } else {
        isRestart = true
        var state = try Self.newestSnapshot(reader, archive, logger)
        let turns = try Self.replay(reader, &state, archive) { records.write($0) }
        (switchboard, digest) = (state.switchboard, state.digest)
        writer = try JournalWriter(continuing: reader)
        let calls = switchboard.liveCalls
        logger.info("recovered from the journal", metadata: ["calls": "\(calls)", "turns": "\(turns)"])
      }
      switchboard.beginNoting()
    } catch let failure as DaemonFailure {
      throw failure
    } catch let fault as JournalFault {
      throw .journal(fault.description)
    } catch {
      throw .journal("the journal in \(directory) can't be read: \(error)")
    }
  }

  struct State {
    var switchboard: Switchboard
    var digest: UInt64
    var last: Int64
  }

  /// The one before where the newest can't be read: the turns between them are still there.
  private static func newestSnapshot(
    _ reader: JournalReader, _ archive: SettingsArchive, _ logger: Logger
  ) throws -> State {
    var failure: (any Error)?
    for snapshot in reader.snapshots.reversed() {
      do {
        let bytes = try JournalReader.snapshot(snapshot.path)
        let state = try JournalEntryBytes.state(bytes, userInfo: archive.userInfo)
        return State(switchboard: state.switchboard, digest: state.digest, last: snapshot.last)
      } catch {
        logger.error("the snapshot \(snapshot.path) can't be read: \(error)")
        failure = error
      }
    }
    throw failure ?? DaemonFailure.journal("the journal in \(reader.directory) has no snapshot to begin from")
  }

  /// Gives the number of turns made again.
  private static func replay(
    _ reader: JournalReader, _ state: inout State, _ archive: SettingsArchive, _ keep: ([Fact]) -> Void
  ) throws -> Int64 {
    let start = state.last
    var effects: [Effect] = []
    for batch in reader.batches where batch.first > start {
      guard batch.first == state.last + 1 else {
        throw JournalFault.missing(directory: reader.directory, firstMissing: state.last + 1)
      }
      let (bytes, range) = reader.contents(of: batch)
      state.digest = try JournalEntryBytes.forEachTurn(in: bytes, range, settings: archive.settings) { turn in
        state.last += 1
        guard state.switchboard.replay(turn, into: &effects) else {
          throw DaemonFailure.journal(
            "turn \(state.last) of the journal leads elsewhere than it led: it was written by another version")
        }
        let facts = effects.compactMap { effect in
          if case .record(let fact) = effect { fact } else { nil }
        }
        if !facts.isEmpty { keep(facts) }
        effects.removeAll(keepingCapacity: true)
      }
    }
    return state.last - start
  }
}
