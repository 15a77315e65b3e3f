/// Why a journal can't be read or written, in a sentence that says how to go on. Never says what stands in it.
public enum JournalFault: Error, Hashable, Sendable, CustomStringConvertible {
  case cannotUse(path: String, reason: String)
  /// Something that was complete once isn't any more: not the torn end that a crash may leave.
  case damaged(path: String, offset: Int, reason: String)
  /// Made by a version of the program that is newer, or too old.
  case otherVersion(path: String, found: Int, known: Int)
  case missing(directory: String, firstMissing: Int64)
  /// The newest segment, or all that was in it.
  case missingSegment(path: String)

  init(_ path: String, _ error: DiskError) { self = .cannotUse(path: path, reason: error.description) }

  private static let wayOn = """
    'ivrctl journal check' says what is left, and 'ivrctl journal repair' goes on with that: calls in progress may be \
    lost, money and records are not
    """

  /// Also for what stands in a journal, which this module does not know.
  public static let wayOnFromOtherVersion = """
    Nothing was changed. Start the version that wrote it, and end its calls with 'ivrctl drain'; then 'ivrctl journal \
    retire' puts the journal aside, and this version begins a new one. Money, records and callbacks that are owed are in \
    databases of their own
    """

  /// Without the way on: one of several things that are wrong.
  var brief: String {
    switch self {
    case .cannotUse(path: _, let reason): reason
    case .damaged(path: _, let offset, let reason): "\(reason) (byte \(offset))"
    case .otherVersion(path: _, let found, let known): "format \(found), and this program knows \(known)"
    case .missing(directory: _, let firstMissing): "entry \(firstMissing) is missing"
    case .missingSegment: "the newest segment is missing"
    }
  }

  public var description: String {
    switch self {
    case .cannotUse(let path, let reason): "the journal's \(path) can't be used: \(reason)"
    case .damaged(let path, let offset, let reason):
      """
      the journal is damaged: \(path), byte \(offset): \(reason). Nothing was changed. \(Self.wayOn)
      """
    case .otherVersion(let path, let found, let known):
      """
      the journal's \(path) has format \(found), and this program knows \(known). \(Self.wayOnFromOtherVersion)
      """
    case .missing(let directory, let firstMissing):
      """
      the journal in \(directory) has no entry \(firstMissing), and later ones: a file is missing. Put it back, or: \
      \(Self.wayOn)
      """
    case .missingSegment(let path):
      """
      the journal's newest segment is missing or empty: \(path). Nothing was changed. Put it back, or: \(Self.wayOn)
      """
    }
  }
}
