/// Whose deadline it is: a small number, and no other owner's as long as this one has a deadline.
public protocol DeadlineKey: Sendable {
  var number: Int { get }
}

/// Timers as data: an indexed binary heap of keys by instant, then rank, then order of setting.
///
/// Each key has at most one deadline; setting it again moves it. `set`, `cancel` and `popDue` are O(log n), and hash
/// nothing: keys are small numbers, and within the heap they are known by slots. Nothing here fires by itself: a driver
/// asks for `next`, and steps the core at that instant. Inlinable, because its keys are of other modules: not compiled
/// for them, it cost half of the scheduler's time.
public struct DeadlineQueue<Key: DeadlineKey>: Sendable {
  @usableFromInline struct Entry: Sendable, Codable {
    @usableFromInline var at: Timestamp
    @usableFromInline var rank: Int
    @usableFromInline var sequence: UInt64
    @usableFromInline var slot: Int

    @inlinable init(at: Timestamp, rank: Int, sequence: UInt64, slot: Int) {
      self.at = at
      self.rank = rank
      self.sequence = sequence
      self.slot = slot
    }

    @inlinable static func < (a: Entry, b: Entry) -> Bool {
      if a.at != b.at { return a.at < b.at }
      if a.rank != b.rank { return a.rank < b.rank }
      return a.sequence < b.sequence
    }
  }

  @usableFromInline var heap: [Entry] = []
  /// By the key's number: its slot, or -1.
  @usableFromInline var slots: [Int32] = []
  /// By slot; `nil` where the slot is free.
  @usableFromInline var keys: [Key?] = []
  /// By slot: the index in the heap.
  @usableFromInline var positions: [Int] = []
  @usableFromInline var free: [Int] = []
  @usableFromInline var sequence: UInt64 = 0

  @inlinable public init() {}

  @inlinable public var count: Int { heap.count }
  @inlinable public var isEmpty: Bool { heap.isEmpty }
  /// The earliest deadline.
  @inlinable public var next: Timestamp? { heap.first?.at }

  @inlinable public func deadline(of key: Key) -> Timestamp? { slot(of: key).map { heap[positions[$0]].at } }

  @inlinable func slot(of key: Key) -> Int? {
    let number = key.number
    guard number < slots.count, slots[number] >= 0 else { return nil }
    return Int(slots[number])
  }

  @inlinable mutating func note(_ slot: Int, for key: Key) {
    let number = key.number
    if number >= slots.count { slots.append(contentsOf: repeatElement(-1, count: number + 1 - slots.count)) }
    slots[number] = Int32(slot)
  }

  /// `rank` orders keys of the same instant: the smaller fires first.
  @inlinable public mutating func set(_ key: Key, at: Timestamp, rank: Int = 0) {
    sequence += 1
    if let slot = slot(of: key) {
      let position = positions[slot]
      let entry = Entry(at: at, rank: rank, sequence: sequence, slot: slot)
      let old = heap[position]
      heap[position] = entry
      if entry < old { siftUp(position) } else { siftDown(position) }
    } else {
      let slot = takeSlot(key)
      note(slot, for: key)
      heap.append(Entry(at: at, rank: rank, sequence: sequence, slot: slot))
      siftUp(heap.count - 1)
    }
  }

  @discardableResult @inlinable public mutating func cancel(_ key: Key) -> Bool {
    guard let slot = slot(of: key) else { return false }
    slots[key.number] = -1
    remove(at: positions[slot])
    return true
  }

  /// Takes the earliest key whose deadline is before `limit`, or also at it where `inclusive`.
  @inlinable public mutating func popDue(_ limit: Timestamp, inclusive: Bool) -> (key: Key, at: Timestamp)? {
    guard let first = heap.first, first.at < limit || (inclusive && first.at == limit) else { return nil }
    let key = keys[first.slot]!
    slots[key.number] = -1
    remove(at: 0)
    return (key, first.at)
  }

  @inlinable mutating func takeSlot(_ key: Key) -> Int {
    if let slot = free.popLast() {
      keys[slot] = key
      return slot
    }
    keys.append(key)
    positions.append(0)
    return keys.count - 1
  }

  @inlinable mutating func remove(at position: Int) {
    let slot = heap[position].slot
    keys[slot] = nil
    free.append(slot)
    let last = heap.removeLast()
    guard position < heap.count else { return }
    let old = heap[position]
    heap[position] = last
    if last < old { siftUp(position) } else { siftDown(position) }
  }

  @inlinable mutating func siftUp(_ start: Int) {
    var child = start
    let entry = heap[child]
    while child > 0 {
      let parent = (child - 1) / 2
      guard entry < heap[parent] else { break }
      heap[child] = heap[parent]
      positions[heap[child].slot] = child
      child = parent
    }
    heap[child] = entry
    positions[entry.slot] = child
  }

  @inlinable mutating func siftDown(_ start: Int) {
    var parent = start
    let entry = heap[parent]
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < entry else { break }
      heap[parent] = heap[child]
      positions[heap[parent].slot] = parent
      parent = child
    }
    heap[parent] = entry
    positions[entry.slot] = parent
  }
}

/// Kept as it is, but for `slots`, which follows from `keys`.
extension DeadlineQueue: Codable where Key: Codable {
  private enum CodingKeys: String, CodingKey { case heap, keys, positions, free, sequence }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    heap = try container.decode([Entry].self, forKey: .heap)
    keys = try container.decode([Key?].self, forKey: .keys)
    positions = try container.decode([Int].self, forKey: .positions)
    free = try container.decode([Int].self, forKey: .free)
    sequence = try container.decode(UInt64.self, forKey: .sequence)
    for (slot, key) in keys.enumerated() { if let key { note(slot, for: key) } }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(heap, forKey: .heap)
    try container.encode(keys, forKey: .keys)
    try container.encode(positions, forKey: .positions)
    try container.encode(free, forKey: .free)
    try container.encode(sequence, forKey: .sequence)
  }
}
