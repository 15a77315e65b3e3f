public import CallModel

/// The switchboard's bounds, all in one place. Each has a test at its edge.
public struct Limits: Sendable, Codable {
  /// Calls at once; the next `CALL` gets `ERR retry too-many-calls`.
  public var calls = 200_000
  /// Bad lines in a row before the connection is closed.
  public var badLinesInARow = 16
  /// How long a named session's calls outlive its connection.
  public var linger = Interval.seconds(30)
  /// Events of a named session that are kept for its return: some seconds of a busy gateway.
  public var backlog = 16_384
  /// What a client should wait before it tries again, when told `retry`.
  public var retryAfter = Interval.seconds(1)
  /// Events of one session kept for `EXPECT`, under virtual time only.
  public var eventsKeptForExpect = 100_000
  /// Queues that a call may overflow through before its menu decides: two full queues may name each other.
  public var overflowHops = 8
  /// Prompts of one call that may be unheard at once (`playback=reported`).
  public var unheardPrompts = 64
  /// Rows of one listing.
  public var listedRows = 10_000
  /// Agents whom one answer to `WHY` speaks of: the likely first.
  public var candidateRows = 200
  /// Names of callers whose last agent is remembered for their next call; a caller has two at most.
  public var rememberedCallers = 50_000
  /// The longest move of virtual time in one `TICK`.
  public var longestTick = Interval.hours(24 * 366)

  public init() {}
}
