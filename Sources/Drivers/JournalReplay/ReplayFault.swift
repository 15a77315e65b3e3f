import Journal

/// Why a journal whose bytes are right can't be done again, in a sentence that says how to go on.
public enum ReplayFault: Error, Hashable, Sendable, CustomStringConvertible {
  case noSnapshot(directory: String)
  /// The turn used other keys than it used then.
  case keysDiffer(turn: Int64)
  /// Of these turns came something else than then.
  case effectsDiffer(turns: ClosedRange<Int64>)
  case settingsChanged(String)
  /// A snapshot of a program whose state looked otherwise.
  case otherState(found: UInt64, known: Int)

  public var description: String {
    switch self {
    case .noSnapshot(let directory):
      "the journal in \(directory) has no snapshot that can be read. \(Self.repair)"
    case .keysDiffer(let turn):
      "turn \(turn) of the journal leads elsewhere than it led. \(Self.otherVersion)"
    case .effectsDiffer(let turns):
      """
      from the turns \(turns.lowerBound) to \(turns.upperBound) of the journal comes something else than came then. \
      \(Self.otherVersion)
      """
    case .settingsChanged(let path):
      "the archived settings \(path) were changed; put them back as they were. Else: \(Self.repair)"
    case .otherState(let found, let known):
      """
      the journal's snapshots have a state of version \(found), and this program knows \(known). \
      \(JournalFault.wayOnFromOtherVersion)
      """
    }
  }

  private static let repair = "'ivrctl journal check' says what is left, 'ivrctl journal repair' goes on with that"
  private static let otherVersion = """
    Another version of ivrd wrote it: start that one, and stop it in order with 'ivrctl stop', which leaves nothing to \
    be done again. Else: \(repair)
    """
}
