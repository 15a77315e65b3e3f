import CallModel
import IVR
import Testing

/// The edges that a dialogue notes are those that the tree lists.
@Suite struct WaysTests {
  /// Every way a wandering caller takes stands in the tree's list, and leads where the list says it does.
  @Test(arguments: 0..<40) func whatIsNotedIsListed(seed: UInt64) {
    let listed = Set(BankTree.tree.ways.map(\.way))
    var caller = WanderingCaller(seed: seed, playback: .instant)
    caller.begin()
    for _ in 0..<200 where !caller.hasEnded { caller.wander() }
    let ways = caller.ways
    #expect(!ways.isEmpty)
    for way in ways {
      #expect(listed.contains(way), "\(BankTree.tree[way.node].id) \(way.exit)")
    }
  }

  @Test func nobodyTracesUnasked() {
    var dialogue = Dialogue(tree: BankTree.tree, language: nil, callingNumber: nil, playback: .instant)
    var actions: [DialogueAction] = []
    dialogue.begin(at: DialogueTester.noon, into: &actions)
    #expect(dialogue.ways == nil)
  }

  @Test func noWayIsListedTwice() {
    let ways = BankTree.tree.ways.map(\.way)
    #expect(Set(ways).count == ways.count)
  }
}
