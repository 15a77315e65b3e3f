import CallModel

/// A caller's place in a queue, as the dialogue sees it.
///
/// Beside the stage and not in it: the caller keeps the place while he walks the options menu.
struct QueuePlace: Sendable, Codable {
  let queue: QueueID
  /// Whose prompt and edges apply.
  var node: NodeIndex
  let enteredAt: Timestamp
  /// From 1; `nil` until the queue has told it.
  @Compact var position: Int?
  @Compact var estimatedWait: Interval?
  /// When the wait that the caller was told last is over; `nil`: none was told, or more than ten minutes.
  @Compact var promiseEnds: Timestamp?
  /// When something of the queue was last said to him; before `enteredAt`: nothing yet.
  var lastWords = Timestamp.epoch
  @Compact var offeredAt: Timestamp?
  var isInOptions = false
  /// Which of the node's comfort messages is next.
  var nextMessage: UInt8 = 0

  /// When the options are to be offered next, if nothing is heard of the queue meanwhile. In the past: now.
  /// `nil`: only a longer estimate can bring them.
  func nextOffer(_ options: QueueEntry.Options) -> Timestamp? {
    if let estimatedWait, estimatedWait <= options.whenWaitOver { return nil }
    if let offeredAt { return offeredAt + max(options.every, DialogueLimits.shortestOfferInterval) }
    return estimatedWait == nil ? enteredAt + options.whenWaitOver : enteredAt
  }

  /// What the caller was told can't be kept: he would wait beyond it, or does so already.
  func isBroken(by estimate: Interval?, at now: Timestamp) -> Bool {
    promiseEnds.map { now + (estimate ?? .zero) > $0 } ?? false
  }

  /// When a comfort message is to be said next, if nothing else is said meanwhile.
  func nextComfort(_ comfort: QueueEntry.Comfort) -> Timestamp { max(lastWords, enteredAt) + comfort.every }
}
