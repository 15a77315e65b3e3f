public import CallModel
public import Journal
public import SwitchboardCore

/// A journal as the history of a switchboard: its snapshots as states, its entries as turns that can be made again.
///
/// Apart from the daemon, so that recovery, the tools that look into a journal, and a trace all read it alike.
public struct JournalHistory: Sendable {
  /// Where a history stands.
  public struct State: Sendable {
    public var switchboard: Switchboard
    /// Of all effects so far.
    public var digest: UInt64
    /// The number of the last turn in it.
    public var last: Int64

    public init(switchboard: Switchboard, digest: UInt64, last: Int64) {
      self.switchboard = switchboard
      self.digest = digest
      self.last = last
    }
  }

  /// A turn that has been made again.
  public struct Step {
    public var number: Int64
    public var turn: Turn
    public var effects: [Effect]
  }

  public let reader: JournalReader
  public let archive: SettingsArchive
  /// Opens what calls had ahead; `nil` leaves it hidden.
  public var seal: (any KeySeal)?

  /// Reads everything and checks its bytes.
  public init(directory: String, archive: SettingsArchive? = nil) throws(JournalFault) {
    reader = try JournalReader(directory: directory)
    self.archive = archive ?? SettingsArchive(directory: Self.settings(in: directory))
  }

  public init(reader: JournalReader, archive: SettingsArchive) {
    self.reader = reader
    self.archive = archive
  }

  /// Where a journal's directory keeps the settings that it speaks of.
  public static func settings(in directory: String) -> String { directory + "/settings" }

  /// The state of a snapshot.
  public func state(at snapshot: (last: Int64, path: String)) throws -> State {
    let bytes = try JournalReader.snapshot(snapshot.path)
    let state = try JournalEntryBytes.state(bytes, userInfo: userInfo)
    return State(switchboard: state.switchboard, digest: state.digest, last: snapshot.last)
  }

  private var userInfo: [CodingUserInfoKey: Any] {
    var info = archive.userInfo
    info[.keySeal] = seal
    return info
  }

  /// The state of the newest snapshot, or of the one before where that can't be read: the turns between them are still
  /// there. `unreadable` hears why.
  public func newestState(_ unreadable: (String, any Error) -> Void) throws -> State {
    try firstState(of: reader.snapshots.reversed(), unreadable)
  }

  /// The state with the longest history after it.
  public func oldestState() throws -> State {
    try firstState(of: reader.snapshots.filter { $0.last + 1 >= firstTurn }) { _, _ in }
  }

  private var firstTurn: Int64 { reader.batches.first?.first ?? 0 }

  private func firstState(
    of snapshots: [(last: Int64, path: String)], _ unreadable: (String, any Error) -> Void
  ) throws -> State {
    var failure: (any Error)?
    for snapshot in snapshots {
      do {
        return try state(at: snapshot)
      } catch {
        unreadable(snapshot.path, error)
        failure = error
      }
    }
    throw failure ?? ReplayFault.noSnapshot(directory: reader.directory)
  }

  /// Makes the turns after a state again, and compares what comes of them with what came of them then, as far as the
  /// journal says that.
  ///
  /// `before` sees each turn and the switchboard before it is made, `after` what came of it. Where `mayDiffer` says of a
  /// difference that it may be, nothing is compared from there on.
  public func replay(
    _ state: inout State, mayDiffer: (ReplayFault) -> Bool = { _ in false },
    before: (Turn, borrowing Switchboard) -> Void = { _, _ in }, after: (Step) throws -> Void
  ) throws {
    let start = state.last
    var effects: [Effect] = []
    var made = DigestTrail(state)
    for batch in reader.batches where batch.first > start {
      guard batch.first == state.last + 1 else {
        throw JournalFault.missing(directory: reader.directory, firstMissing: state.last + 1)
      }
      let (bytes, range) = reader.contents(of: batch)
      let then = try JournalEntryBytes.forEachTurn(in: bytes, range, settings: archive.settings) { turn in
        state.last += 1
        before(turn, state.switchboard)
        guard state.switchboard.replay(turn, seal: seal, into: &effects) else {
          throw ReplayFault.keysDiffer(turn: state.last)
        }
        try made.digest.add(effects)
        try after(Step(number: state.last, turn: turn, effects: effects))
        effects.removeAll(keepingCapacity: true)
      }
      made.mark(state.last)
      if let turns = made.difference(to: then.digest, through: then.through) {
        let fault = ReplayFault.effectsDiffer(turns: turns)
        guard mayDiffer(fault) else { throw fault }
        made.isComparing = false
      }
      state.digest = made.digest.value
    }
  }

  /// The digest at the end of each group that may still be compared.
  private struct DigestTrail {
    var digest: EffectDigest
    var isComparing = true
    private var marks: [(last: Int64, digest: UInt64)]
    /// What is compared begins after this turn.
    private var compared: Int64

    init(_ state: State) {
      digest = EffectDigest(resuming: state.digest)
      marks = [(state.last, state.digest)]
      compared = state.last
    }

    mutating func mark(_ last: Int64) { marks.append((last, digest.value)) }

    /// The turns of which something else came than then; `nil`: none, as far as this says.
    mutating func difference(to then: UInt64, through: Int64) -> ClosedRange<Int64>? {
      guard isComparing, let place = marks.firstIndex(where: { $0.last == through }) else { return nil }
      let mark = marks[place]
      defer { compared = through }
      marks.removeFirst(place)
      return mark.digest == then ? nil : min(compared + 1, through)...through
    }
  }
}
