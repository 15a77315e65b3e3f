import CallModel

extension AgentConfiguration {
  /// Whether the queue could offer him a caller at the moment of arrival: he is in its first ring.
  public func canServe(_ queue: QueueConfiguration) -> Bool {
    guard let first = queue.rings.first, first.after == .zero else { return false }
    return first.requirements.allSatisfy { wanted in
      skills.contains { $0.skill == wanted.skill && $0.level >= wanted.level }
    }
  }
}
