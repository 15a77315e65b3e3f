public import CallModel

/// Every bound of a dialogue, in one place.
public enum DialogueLimits {
  /// Keys kept for nodes to come. What is pressed beyond them is lost, the newest first.
  public static let typeAhead = 64
  /// Nodes entered one after the other without the caller doing anything; then the call is ended as a loop.
  public static let silentSteps = 100
  /// How many steps a caller can go back.
  public static let history = 32
  /// Nodes recorded in a call's path; the walk goes on beyond.
  public static let path = 1_000
  /// Operations recorded of a call.
  public static let operations = 250
  /// Items taken of a list that the host answers.
  public static let items = 100
  /// Items of a list that are spoken one after the other (`each`).
  public static let spokenItems = 10
  /// Without an answer of the host for so long, the caller is asked to wait.
  public static let hostIsSlow = Interval.seconds(3)
  /// After each such stretch without an answer the same question is put to the host again, under the same key: the
  /// answer, or the question, may have been lost on the way. A password is not: its check is counted each time.
  public static let hostAsksAgain = Interval.seconds(10)
  /// How often, at most.
  public static let hostRepeats: UInt8 = 2
  /// Without an answer of the host for so long, it counts as down. An operation that moves money may still be
  /// carried out; its result is kept under its key for the next call.
  public static let hostIsDown = Interval.seconds(30)
  /// How long the transaction password counts, from its entry.
  public static let transactionLevel = Interval.seconds(120)
  /// `playback: .reported`: a prompt that the gateway doesn't report counts as heard after so long. Prompts are up
  /// to 15 s long; twice that, so that a gateway which loses a report leaves no caller in silence for ever.
  public static let playback = Interval.seconds(30)
  /// The options of a queue are not offered more often than this, whatever the node says.
  public static let shortestOfferInterval = Interval.seconds(5)
}
