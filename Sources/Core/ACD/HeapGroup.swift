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

  mutating func insert(_ item: Int, key: Key, into heap: Int) {
    while positions.count <= item {
      positions.append(-1)
      homes.append(-1)
    }
    precondition(positions[item] < 0, "An item is in one heap at most.")
    homes[item] = heap
    positions[item] = heaps[heap].count
    heaps[heap].append(Entry(key: key, item: item))
    nonEmpty[0, heap] = true
    count += 1
    siftUp(heaps[heap].count - 1, in: heap)
  }

  mutating func remove(_ item: Int) {
    precondition(contains(item), "Only an item in a heap can be taken out.")
    let heap = homes[item]
    let position = positions[item]
    positions[item] = -1
    count -= 1
    let last = heaps[heap].removeLast()
    if heaps[heap].isEmpty { nonEmpty[0, heap] = false }
    guard position < heaps[heap].count else { return }
    let goesUp = last.key < heaps[heap][position].key
    heaps[heap][position] = last
    positions[last.item] = position
    if goesUp { siftUp(position, in: heap) } else { siftDown(position, in: heap) }
  }

  private mutating func siftUp(_ start: Int, in heap: Int) {
    var child = start
    let entry = heaps[heap][child]
    while child > 0 {
      let parent = (child - 1) / 2
      guard entry.key < heaps[heap][parent].key else { break }
      heaps[heap][child] = heaps[heap][parent]
      positions[heaps[heap][child].item] = child
      child = parent
    }
    heaps[heap][child] = entry
    positions[entry.item] = child
  }

  private mutating func siftDown(_ start: Int, in heap: Int) {
    var parent = start
    let entry = heaps[heap][parent]
    let count = heaps[heap].count
    while true {
      var child = 2 * parent + 1
      guard child < count else { break }
      if child + 1 < count, heaps[heap][child + 1].key < heaps[heap][child].key { child += 1 }
      guard heaps[heap][child].key < entry.key else { break }
      heaps[heap][parent] = heaps[heap][child]
      positions[heaps[heap][parent].item] = parent
      parent = child
    }
    heaps[heap][parent] = entry
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
