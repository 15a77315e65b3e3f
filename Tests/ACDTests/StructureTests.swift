import CallModel
import Testing

@testable import ACD

/// The tables under the engine, against lists that are sorted each time.
@Suite struct StructureTests {
  @Test(arguments: 1...6) func heapsKeepTheirFirst(seed: UInt64) {
    var dice = Dice(seed: seed)
    var group = HeapGroup<Int>(heaps: 70, items: 10)
    var list: [(item: Int, key: Int, heap: Int)] = []
    for _ in 0..<3_000 {
      let item = dice.roll(200)
      if let found = list.firstIndex(where: { $0.item == item }) {
        #expect(group.home(of: item) == list[found].heap)
        list.remove(at: found)
        group.remove(item)
      } else {
        // The last digit keeps keys apart: the engine's never compare equal.
        let (key, heap) = (dice.roll(50) * 1_000 + item, dice.roll(70))
        list.append((item, key, heap))
        group.insert(item, key: key, into: heap)
      }
      let heap = dice.roll(70)
      let members = list.filter { $0.heap == heap }
      #expect(group.first(of: heap)?.item == members.min { $0.key < $1.key }?.item)
      #expect(group.count(of: heap) == members.count && group.count == list.count)
      #expect(group.nonEmpty[0, heap] == !members.isEmpty)
    }
    #expect(group.audit("heap") == [])
  }

  @Test(arguments: 1...6) func treesKnowTheirRanks(seed: UInt64) {
    var dice = Dice(seed: seed)
    var tree = PlaceTree<Int>(trees: 2)
    var list: [(item: Int, key: Int, tree: Int)] = []
    for _ in 0..<2_000 {
      let item = dice.roll(150)
      if let found = list.firstIndex(where: { $0.item == item }) {
        tree.remove(item, from: list[found].tree)
        list.remove(at: found)
      } else {
        let (key, which) = (dice.roll(20) * 1_000 + item, dice.roll(2))
        list.append((item, key, which))
        tree.insert(item, key: key, into: which)
      }
      let which = dice.roll(2)
      let order = list.filter { $0.tree == which }.sorted { $0.key < $1.key }.map(\.item)
      var walked: [Int] = []
      var next = tree.first(of: which)
      while let present = next {
        walked.append(present)
        next = tree.next(after: present)
      }
      #expect(walked == order && tree.count(of: which) == order.count)
      for (index, item) in order.enumerated() where dice.chance(10) { #expect(tree.rank(of: item) == index + 1) }
      #expect(tree.contains(item) == list.contains { $0.item == item })
    }
  }

  @Test func aTreeStaysShallowWhenKeysComeInOrder() {
    var tree = PlaceTree<Int>(trees: 1)
    let count = 20_000
    for item in 0..<count { tree.insert(item, key: item, into: 0) }
    #expect(tree.rank(of: count - 1) == count)
    let deepest = (0..<count).map { tree.depth(of: $0) }.max()!
    #expect(deepest < 60, "a random tree of 20,000 is some 35 deep; a list would be 20,000")
  }

  @Test(arguments: [1, 63, 64, 65, 200]) func bitsAreWhereTheyWerePut(columns: Int) {
    var table = BitTable(rows: 3, columns: columns)
    var mask = BitTable(rows: 1, columns: columns)
    for column in 0..<columns {
      table[1, column] = column % 3 == 0
      mask[0, column] = column % 2 == 0
    }
    var shared: [Int] = []
    table.forEach(inRow: 1, and: mask) { shared.append($0) }
    #expect(shared == (0..<columns).filter { $0 % 6 == 0 })
    var all: [Int] = []
    table.forEach(inRow: 1) { all.append($0) }
    #expect(all == (0..<columns).filter { $0 % 3 == 0 })
    #expect(table.intersects(row: 1, mask) && !table.intersects(row: 0, mask) && !table.intersects(row: 2, mask))
    table[1, 0] = false
    #expect(!table[1, 0])
  }

  @Test func agentsOfEqualSkillsShareAProfile() {
    let skills = ["x", "y"].map { SkillID($0) }
    func agent(_ id: String, _ levels: [SkillLevel]) -> AgentConfiguration {
      AgentConfiguration(id: AgentID(id), skills: levels)
    }
    let tables = MatchTables(
      skills: skills,
      agents: [
        agent("a", [SkillLevel(skills[0], 2), SkillLevel(skills[1])]),
        agent("b", [SkillLevel(skills[1]), SkillLevel(skills[0], 2)]), agent("c", [SkillLevel(skills[0], 1)]),
      ],
      queues: [
        QueueConfiguration(
          id: QueueID("q"),
          rings: [
            RingConfiguration(requirements: [SkillRequirement(skills[0], 2)]), RingConfiguration(after: .seconds(1)),
          ]), QueueConfiguration(id: QueueID("r")),
      ], queueIndex: [:], at: .epoch)
    #expect(tables.profileOfAgent == [0, 0, 1] && tables.profileCount == 2)
    #expect(tables.firstClass == [0, 2] && tables.queueOfClass == [0, 0, 1])
    #expect(tables.widestClass(of: 0) == 1 && tables.widestClass(of: 1) == 2)
    #expect(tables.profilesOfClass[0, 0] && !tables.profilesOfClass[0, 1] && tables.profilesOfClass[1, 1])
    #expect(tables.classesOfProfile[0, 0] && !tables.classesOfProfile[1, 0])
  }
}
