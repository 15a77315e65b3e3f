/// The rules that an offer names as its reasons, made once for a queue: first why this caller, then why this agent.
struct OfferWords: Sendable, Codable {
  /// Why the caller's turn has come.
  enum First: String, CaseIterable {
    case mostUrgent = "most-urgent"
    /// The agent takes from this queue before others.
    case takesFirst = "takes-first"
    /// Somebody rings for him already.
    case ringsToo = "rings-too"
  }

  /// By first word, then by ring.
  private let byRing: [[[String]]]

  init(_ queue: QueueConfiguration) {
    byRing = First.allCases.map { first in
      queue.rings.indices.map { [first.rawValue, "ring-\($0)", queue.strategy.rawValue] }
    }
  }

  func ring(_ ring: Int, _ first: First) -> [String] {
    switch first {
    case .mostUrgent: byRing[0][ring]
    case .takesFirst: byRing[1][ring]
    case .ringsToo: byRing[2][ring]
    }
  }

  func preferredAgent(_ first: First) -> [String] { [first.rawValue, "preferred-agent"] }
}
