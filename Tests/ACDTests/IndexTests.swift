import CallModel
import Testing

@testable import ACD

extension AlarmKey: DeadlineKey {}

/// The tables that name things: ids as words, ids to numbers, numbers of offers to agents, owners of timers.
@Suite struct IndexTests {
  @Test(arguments: 1...4) func anIndexIsADictionary(seed: UInt64) {
    var dice = Dice(seed: seed)
    var index = IDIndex<CallTag>()
    var dictionary: [CallID: Int] = [:]
    // Few ids, so that clusters form and close again; some so long that all four words count.
    let ids = (0..<300).map { CallID($0 % 3 == 0 ? "a-very-long-name-of-a-call-\($0)" : "c\($0)") }
    var free = Array(0..<ids.count)
    for _ in 0..<20_000 {
      let id = dice.pick(ids)
      if dictionary[id] == nil, dice.chance(60) {
        let number = free.removeLast()
        index.insert(id, number)
        dictionary[id] = number
      } else if let number = dictionary.removeValue(forKey: id) {
        index.remove(number: number)
        free.append(number)
      }
      let asked = dice.pick(ids)
      #expect(index[asked] == dictionary[asked] && index.count == dictionary.count)
    }
    for id in ids { #expect(index[id] == dictionary[id]) }
  }

  @Test func anIdTooLongForTheProtocolIsUnknown() {
    let longest = String(repeating: "x", count: ClientWord.maximumLength)
    var index = IDIndex<CallTag>()
    index.insert(CallID(longest), 1)
    #expect(index[CallID(longest)] == 1)
    #expect(index[CallID(longest + "x")] == nil)
  }

  @Test func idsAreInTheOrderOfTheirTexts() {
    var dice = Dice(seed: 5)
    let letters = ["a", "b", "Z", "0", "9", ".", "_", "-"]
    let texts = (0..<400).map { _ in
      (0...dice.roll(ClientWord.maximumLength)).map { _ in dice.chance(80) ? "a" : dice.pick(letters) }.joined()
    }
    .map { String($0.prefix(ClientWord.maximumLength)) }
    for (a, b) in zip(texts, texts.dropFirst()) {
      #expect((IDOrder(a)! < IDOrder(b)!) == (a < b), "\(a) \(b)")
      #expect((IDOrder(a)! == IDOrder(b)!) == (a == b), "\(a) \(b)")
    }
  }

  @Test(arguments: [1, 9, 10, 99, 100, 12_345, 99_999_999_999_999, 100_000_000_000_000, Int64.max])
  func offersAreNamedByTheirNumbers(number: Int64) { #expect(ACDEngine.offerID(number) == OfferID("o\(number)")) }

  /// Of many offers those outstanding are found, and the log stays short.
  @Test func offersAreFoundByTheirNumbers() {
    var floor = Floor(agents: ["amy", "bob"]) { $0.offerTimeout = .minutes(5) }
    floor.enter("c0", at: 1)
    for number in 2...40 {
      floor.enter("c\(number)", at: Int64(number))
      floor.hangUp("c\(number)", at: Int64(number))
    }
    #expect(floor.engine.offers.count <= 2 * 2)
    func refusal(_ offer: String) -> ACDRefusal? {
      floor.at(41) { $0.accept(offer: OfferID(offer), by: AgentID("bob"), at: $1, into: &$2) }
    }
    #expect(refusal("o1") == .notYourOffer(OfferID("o1")))
    #expect(refusal("o17") == .offerEnded(OfferID("o17")))
    #expect(refusal("o99") == .unknownOffer(OfferID("o99")))
    #expect(refusal("o01") == .unknownOffer(OfferID("o01")))
  }

  @Test(arguments: [AlarmKey.certificates, .blending, .contact(0), .contact(7), .agent(0), .agent(7)])
  func ownersOfTimersAreNumbered(owner: AlarmKey) { #expect(AlarmKey(number: owner.number) == owner) }

  @Test(arguments: 1...4) func theClockIsADeadlineQueue(seed: UInt64) {
    var dice = Dice(seed: seed)
    var clock = AlarmClock()
    var queue = DeadlineQueue<AlarmKey>()
    for _ in 0..<5_000 {
      let owner = dice.chance(50) ? AlarmKey.contact(dice.roll(40)) : .agent(dice.roll(40))
      let at = Timestamp.epoch + .seconds(Int64(dice.roll(30)))
      let choice = dice.roll(4)
      if choice < 2 {
        let rank = dice.roll(3)
        clock.set(owner, at: at, rank: rank)
        queue.set(owner, at: at, rank: rank)
      } else if choice == 2 {
        clock.cancel(owner)
        queue.cancel(owner)
      } else {
        let inclusive = dice.chance(50)
        let (mine, theirs) = (
          clock.popDue(at, through: inclusive ? .last : nil), queue.popDue(at, inclusive: inclusive)
        )
        #expect(mine?.key == theirs?.key && mine?.at == theirs?.at)
      }
      #expect(clock.count == queue.count && clock.next == queue.next)
      #expect(clock.deadline(of: owner) == queue.deadline(of: owner))
    }
  }
}
