import CallModel

/// Every limit of lp/1 in one place, so that the decoder, the writers, the notices and the document agree.
public enum WireLimit {
  /// The protocol's version: `lp=1`.
  public static let version = 1
  /// Bytes of one line, its LF included, in both directions.
  public static let maximumLine = 4_096
  /// Bytes of a line that was read, however it was escaped when it came, written again: each of them as `%XX`, and the
  /// verb and its keys in full.
  public static let maximumEscaped = 4 * maximumLine
  /// Characters of a tag, a call id that a client chose, or a session's name.
  public static let maximumTag = ClientWord.maximumLength
  /// Bytes of a word whose meaning is the client's own (`from=`, `reason=`, `cause=`, `code=`), unescaped.
  public static let maximumWord = 64
  /// Bytes of a subject or a row's word in a line of the server, unescaped; a longer one is cut.
  public static let maximumHeadWord = 256
  /// Bytes of what a `SAY` carries after its prompt: values, pieces and text, escaped. More, and it goes without the
  /// pieces. The rest of the line is the number, the call, the prompt and the language.
  public static let maximumSpoken = 3_600
  /// So many bad lines in a row close the connection with `! BYE reason=protocol`. Counted by the session's owner.
  public static let badLinesInARow = 16
  /// The largest number that a request may carry: as milliseconds it still fits an `Interval`.
  public static let maximumNumber: Int64 = 1_000_000_000_000_000
  /// Connections open at once, over all sockets; one more gets `! BYE reason=overload`.
  public static let maximumConnections = 10_000
  /// The longest `TICK`: a leap year, in milliseconds.
  public static let maximumTick: Int64 = 366 * 86_400_000
  /// The longest `DRAIN by=`, in seconds: a day.
  public static let maximumDrain: Int64 = 86_400
  /// The most rows that `CALLS limit=` may ask for.
  public static let maximumRows: Int64 = 10_000
  /// The most words of one `CENTRE`, the area and the action among them.
  public static let maximumCentreWords = 8
  /// The most classes of one `WATCH`.
  public static let maximumClasses = 16
}
