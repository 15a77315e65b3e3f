import CallModel

/// Whether more comes than is done in good time: by how long turns of the loop are, by how long whoever comes last has to
/// wait for his, and by how many records wait for the disk. Apart from the loop that measures, because what it makes of that is a rule.
struct LoadGauge {
  /// A turn as long as this, again and again, is too long for all. A single one is a hiccup.
  static let longTurn = Interval.milliseconds(200)
  /// So long a wait behind what one's own connection has sent before is too long.
  static let longWait = Interval.seconds(1)
  static let turnsInARow = 2
  /// Records are lost when ten times as many wait (`RecordWriter.capacity`): those who are here still make some.
  static let tooManyRecords = 100_000
  /// It is over when from one look to the next all was a quarter of that, and half as many records wait.
  static let part: Int64 = 4
  static let looksEvery = Interval.milliseconds(500)

  /// After a turn of the loop.
  struct Reading {
    var turn: Interval
    /// What whoever sends next on the fullest connection has to wait.
    var wait: Interval
    var recordsWaiting: Int

    /// `readsWaiting` are of the fullest connection, each for another turn.
    init(turn: Interval, readsWaiting: Int = 0, recordsWaiting: Int = 0) {
      self.turn = turn
      wait = Interval(microseconds: turn.microseconds * Int64(1 + readsWaiting))
      self.recordsWaiting = recordsWaiting
    }
  }

  private(set) var isHigh = false
  private var badTurns = 0
  /// Since the last look.
  private var longest = Reading(turn: .zero)

  /// True where it has become too much.
  mutating func note(_ reading: Reading) -> Bool {
    longest.turn = max(longest.turn, reading.turn)
    longest.wait = max(longest.wait, reading.wait)
    let isBad =
      reading.turn >= Self.longTurn || reading.wait >= Self.longWait || reading.recordsWaiting >= Self.tooManyRecords
    badTurns = isBad ? badTurns + 1 : 0
    guard !isHigh, badTurns >= Self.turnsInARow else { return false }
    isHigh = true
    return true
  }

  /// True where it is over.
  mutating func look(recordsWaiting: Int) -> Bool {
    defer { longest = Reading(turn: .zero) }
    let isCalm =
      Self.part * longest.turn.microseconds <= Self.longTurn.microseconds
      && Self.part * longest.wait.microseconds <= Self.longWait.microseconds
      && recordsWaiting <= Self.tooManyRecords / 2
    guard isHigh, isCalm else { return false }
    isHigh = false
    return true
  }
}
