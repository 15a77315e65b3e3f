import CallModel

/// The engine's timers: one heap of what calls and agents wait for. Owners are small numbers already, so nothing is
/// hashed; apart from that it is a `DeadlineQueue`.
struct AlarmClock: Sendable, Codable {
  /// By instant, then rank, then order of setting.
  private struct Key: Comparable, Sendable, Codable {
    let at: Timestamp
    let rank: Int
    let sequence: UInt64

    static func < (a: Self, b: Self) -> Bool {
      if a.at != b.at { return a.at < b.at }
      return a.rank != b.rank ? a.rank < b.rank : a.sequence < b.sequence
    }
  }

  private var heap = HeapGroup<Key>(heaps: 1, items: 0)
  private var sequence: UInt64 = 0

  var count: Int { heap.count }
  /// The earliest.
  var next: Timestamp? { heap.first(of: 0)?.key.at }

  func deadline(of owner: AlarmKey) -> Timestamp? { heap.key(of: owner.number)?.at }

  /// Moves the timer if it is set. `rank` orders those of the same instant: the smaller fires first.
  mutating func set(_ owner: AlarmKey, at instant: Timestamp, rank: Int = 0) {
    sequence += 1
    heap.put(owner.number, key: Key(at: instant, rank: rank, sequence: sequence), into: 0)
  }

  mutating func cancel(_ owner: AlarmKey) {
    if heap.contains(owner.number) { heap.remove(owner.number) }
  }

  /// Takes the earliest that is before `limit`, or at it and of a kind up to `kind`.
  mutating func popDue(_ limit: Timestamp, through kind: Alarm.Kind?) -> (key: AlarmKey, at: Timestamp)? {
    guard let first = heap.first(of: 0) else { return nil }
    let at = first.key.at
    guard at < limit || (at == limit && kind.map { first.key.rank < $0.rankAfter } ?? false) else { return nil }
    heap.remove(first.item)
    return (AlarmKey(number: first.item), at)
  }
}
