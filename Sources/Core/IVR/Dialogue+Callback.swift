public import CallModel

extension Dialogue {
  /// The centre has called this customer, for an agent of `queue` who waits already: `agentAnswered` comes next.
  /// What follows the conversation is what follows it in the queue's node; without such a node the call ends.
  public mutating func beginCallback(for queue: QueueID, at now: Timestamp) {
    guard stage == .notBegun else { return }
    node = tree.queueNode(of: queue) ?? tree.start
    place = QueuePlace(queue: queue, node: node, enteredAt: now)
    path.append(node)
    stage = .waiting
  }
}
