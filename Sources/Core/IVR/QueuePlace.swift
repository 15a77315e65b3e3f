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
  var position: Int?
  var estimatedWait: Interval?
  var offeredAt: Timestamp?
  var isInOptions = false

  /// When the options are to be offered next, if nothing is heard of the queue meanwhile. In the past: now.
  /// `nil`: only a longer estimate can bring them.
  func nextOffer(_ options: QueueEntry.Options) -> Timestamp? {
    if let estimatedWait, estimatedWait <= options.whenWaitOver { return nil }
    if let offeredAt { return offeredAt + max(options.every, DialogueLimits.shortestOfferInterval) }
    return estimatedWait == nil ? enteredAt + options.whenWaitOver : enteredAt
  }
}
