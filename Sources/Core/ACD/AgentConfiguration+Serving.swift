import CallModel

extension AgentConfiguration {
  /// Whether the queue could offer him a caller at the moment of arrival: he is in its first ring.
  public func canServe(_ queue: QueueConfiguration) -> Bool {
    guard let first = queue.rings.first, first.after == .zero else { return false }
    return isIn(first)
  }

  /// Whether the queue, which takes nobody in while it has no agents, has one while he is logged in: he is in its
  /// widest ring.
  public func opens(_ queue: QueueConfiguration) -> Bool {
    !queue.joinWhenEmpty && queue.rings.last.map(isIn) ?? false
  }

  private func isIn(_ ring: RingConfiguration) -> Bool {
    ring.requirements.allSatisfy { wanted in
      skills.contains { $0.skill == wanted.skill && $0.level >= wanted.level }
    }
  }
}
