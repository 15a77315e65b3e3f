import CallModel
import Testing

@Suite struct DeadlineQueueTests {
  private struct Owner: DeadlineKey, Equatable, ExpressibleByUnicodeScalarLiteral {
    var number: Int
    init(_ number: Int) { self.number = number }
    init(unicodeScalarLiteral letter: Unicode.Scalar) { number = Int(letter.value) }
  }

  private func at(_ seconds: Int64) -> Timestamp { .epoch + .seconds(seconds) }

  private func drain(_ queue: inout DeadlineQueue<Owner>, to limit: Timestamp, inclusive: Bool = true) -> [Owner] {
    var keys: [Owner] = []
    while let (key, _) = queue.popDue(limit, inclusive: inclusive) { keys.append(key) }
    return keys
  }

  @Test func instantThenRankThenOrderOfSetting() {
    var queue = DeadlineQueue<Owner>()
    queue.set("z", at: at(9), rank: 0)
    queue.set("2", at: at(5), rank: 1)
    queue.set("3", at: at(5), rank: 1)
    queue.set("1", at: at(5), rank: 0)
    #expect(queue.next == at(5))
    #expect(drain(&queue, to: at(9)) == ["1", "2", "3", "z"])
    #expect(queue.isEmpty && queue.next == nil)
  }

  @Test func settingAgainMovesAndCountsAsLatest() {
    var queue = DeadlineQueue<Owner>()
    queue.set("a", at: at(1))
    queue.set("b", at: at(2))
    queue.set("a", at: at(2))
    #expect(queue.count == 2)
    #expect(queue.deadline(of: "a") == at(2))
    #expect(drain(&queue, to: at(2)) == ["b", "a"])
  }

  @Test func theLimitIsExclusiveUnlessSaid() {
    var queue = DeadlineQueue<Owner>()
    queue.set("a", at: at(2))
    #expect(drain(&queue, to: at(2), inclusive: false) == [])
    #expect(drain(&queue, to: at(2), inclusive: true) == ["a"])
  }

  @Test func cancellingTwiceFindsNothingTheSecondTime() {
    var queue = DeadlineQueue<Owner>()
    queue.set("a", at: at(2))
    let (first, second) = (queue.cancel("a"), queue.cancel("a"))
    #expect(first && !second)
    #expect(queue.deadline(of: "a") == nil)
    #expect(queue.isEmpty)
  }

  /// Against a plain list, sorted each time.
  @Test(arguments: 1...8) func agreesWithAListOnRandomTraces(seed: UInt64) {
    var stream = seed &* 0x9E37_79B9_7F4A_7C15
    func random(_ bound: Int) -> Int {
      stream ^= stream << 13
      stream ^= stream >> 7
      stream ^= stream << 17
      return Int(stream % UInt64(bound))
    }
    var queue = DeadlineQueue<Owner>()
    var list: [(key: Owner, at: Timestamp, rank: Int)] = []
    for _ in 0..<5_000 {
      let key = Owner(random(60))
      let choice = random(4)
      if choice < 2 {
        let (instant, rank) = (at(Int64(random(30))), random(3))
        queue.set(key, at: instant, rank: rank)
        list.removeAll { $0.key == key }
        list.append((key, instant, rank))
      } else if choice == 2 {
        let was = list.contains { $0.key == key }
        list.removeAll { $0.key == key }
        let found = queue.cancel(key)
        #expect(found == was)
      } else {
        // min(by:) takes the first of equals, so the order of setting decides last.
        let due = list.filter { $0.at < at(15) }.min { ($0.at, $0.rank) < ($1.at, $1.rank) }
        let popped = queue.popDue(at(15), inclusive: false)
        #expect(popped?.key == due?.key && popped?.at == due?.at)
        if let due { list.removeAll { $0.key == due.key } }
      }
      #expect(queue.count == list.count)
      #expect(queue.next == list.map(\.at).min())
      #expect(queue.deadline(of: key) == list.first { $0.key == key }?.at)
    }
  }
}
