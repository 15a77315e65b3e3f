/// Several binary heaps over one set of small integers, each of which is in one heap at most.
///
/// Callers by match class and idle agents by profile are both this. `insert` and `remove` are O(log n), the
/// first of a heap O(1), and `nonEmpty` has a bit for each heap, ready to be masked with eligibility.
struct HeapGroup<Key: Comparable & Sendable & Codable>: Sendable, Codable {
  struct Entry: Sendable, Codable {
    var key: Key
    var item: Int
  }

  private var heaps: [[Entry]]
  /// By item: the index in its heap, or -1.
  private var positions: [Int]
  /// By item: its heap, meaningless where `positions` has -1.
  private var homes: [Int]
  private(set) var nonEmpty: BitTable
  /// Over all heaps.
  private(set) var count = 0

  init(heaps count: Int, items: Int) {
    heaps = Array(repeating: [], count: count)
    positions = Array(repeating: -1, count: items)
    homes = Array(repeating: -1, count: items)
    nonEmpty = BitTable(rows: 1, columns: count)
  }

  /// 64 of the bits that say which heaps have somebody.
  func nonEmptyWord(_ index: Int) -> UInt64 { nonEmpty.word(index, ofRow: 0) }
  func first(of heap: Int) -> Entry? { heaps[heap].first }
  /// In no particular order.
  func items(of heap: Int) -> some Sequence<Int> { heaps[heap].lazy.map(\.item) }

  /// The first of a heap that passes, looked for in order; `nil` from `passes` ends the search. Who passes at once
  /// costs O(1); k refused before cost O(k log k).
  func first(of heap: Int, where passes: (Int) -> Bool?) -> Entry? {
    guard let top = heaps[heap].first, let verdict = passes(top.item) else { return nil }
    if verdict { return top }
    var frontier = [1, 2].filter { $0 < heaps[heap].count }
    while !frontier.isEmpty {
      let next = frontier.indices.min { heaps[heap][frontier[$0]].key < heaps[heap][frontier[$1]].key }!
      let index = frontier.remove(at: next)
      guard let verdict = passes(heaps[heap][index].item) else { return nil }
      if verdict { return heaps[heap][index] }
      frontier += [2 * index + 1, 2 * index + 2].filter { $0 < heaps[heap].count }
    }
    return nil
  }

  func count(of heap: Int) -> Int { heaps[heap].count }
  func contains(_ item: Int) -> Bool { item < positions.count && positions[item] >= 0 }
  /// The heap that has the item.
  func home(of item: Int) -> Int? { contains(item) ? homes[item] : nil }

  func key(of item: Int) -> Key? { contains(item) ? heaps[homes[item]][positions[item]].key : nil }

  mutating func insert(_ item: Int, key: Key, into heap: Int) {
    if positions.count <= item { makeRoom(for: item) }
    precondition(positions[item] < 0, "An item is in one heap at most.")
    homes[item] = heap
    let place = heaps[heap].count
    heaps[heap].append(Entry(key: key, item: item))
    nonEmpty[0, heap] = true
    count += 1
    settle(place, in: heap, isMovingUp: true)
  }

  mutating func remove(_ item: Int) {
    precondition(contains(item), "Only an item in a heap can be taken out.")
    let heap = homes[item]
    let position = positions[item]
    positions[item] = -1
    count -= 1
    let last = heaps[heap].removeLast()
    let rest = heaps[heap].count
    if rest == 0 { nonEmpty[0, heap] = false }
    guard position < rest else { return }
    let isMovingUp = last.key < heaps[heap][position].key
    heaps[heap][position] = last
    settle(position, in: heap, isMovingUp: isMovingUp)
  }

  /// Inserts an item, or gives it another key if it is in this heap.
  mutating func put(_ item: Int, key: Key, into heap: Int) {
    guard contains(item) else { return insert(item, key: key, into: heap) }
    precondition(homes[item] == heap, "An item is in one heap at most.")
    let position = positions[item]
    let isMovingUp = key < heaps[heap][position].key
    heaps[heap][position].key = key
    settle(position, in: heap, isMovingUp: isMovingUp)
  }

  private mutating func makeRoom(for item: Int) {
    let missing = item + 1 - positions.count
    positions.append(contentsOf: repeatElement(-1, count: missing))
    homes.append(contentsOf: repeatElement(-1, count: missing))
  }

  /// Moves the entry at `place` to where its key belongs, and notes the places of all that it passes. On bare
  /// memory: the loops would otherwise ask for every step whether the arrays are shared.
  private mutating func settle(_ place: Int, in heap: Int, isMovingUp: Bool) {
    heaps[heap].withUnsafeMutableBufferPointer { entries in
      positions.withUnsafeMutableBufferPointer { positions in
        if isMovingUp {
          Self.siftUp(place, entries, positions)
        } else {
          Self.siftDown(place, entries, positions)
        }
      }
    }
  }

  private typealias Entries = UnsafeMutableBufferPointer<Entry>
  private typealias Positions = UnsafeMutableBufferPointer<Int>

  private static func siftUp(_ start: Int, _ entries: Entries, _ positions: Positions) {
    var child = start
    let entry = entries[child]
    while child > 0 {
      let parent = (child - 1) / 2
      guard entry.key < entries[parent].key else { break }
      entries[child] = entries[parent]
      positions[entries[child].item] = child
      child = parent
    }
    entries[child] = entry
    positions[entry.item] = child
  }

  private static func siftDown(_ start: Int, _ entries: Entries, _ positions: Positions) {
    var parent = start
    let entry = entries[parent]
    while true {
      var child = 2 * parent + 1
      guard child < entries.count else { break }
      if child + 1 < entries.count, entries[child + 1].key < entries[child].key { child += 1 }
      guard entries[child].key < entry.key else { break }
      entries[parent] = entries[child]
      positions[entries[parent].item] = parent
      parent = child
    }
    entries[parent] = entry
    positions[entry.item] = parent
  }

  /// What is wrong with the structure itself, in words.
  func audit(_ name: String) -> [String] {
    var found: [String] = []
    var total = 0
    for (heap, entries) in heaps.enumerated() {
      total += entries.count
      if nonEmpty[0, heap] == entries.isEmpty { found.append("\(name) \(heap): its bit is wrong") }
      for (index, entry) in entries.enumerated() {
        if positions[entry.item] != index || homes[entry.item] != heap {
          found.append("\(name) \(heap): item \(entry.item) is noted elsewhere")
        }
        if index > 0, entry.key < entries[(index - 1) / 2].key { found.append("\(name) \(heap): out of order") }
      }
    }
    if total != count { found.append("\(name): \(total) items, counted \(count)") }
    if positions.count(where: { $0 >= 0 }) != total { found.append("\(name): positions of absent items") }
    return found
  }
}
