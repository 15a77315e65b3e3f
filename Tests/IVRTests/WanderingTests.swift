import CallModel
import IVR
import Testing

@Suite("Random callers in a whole tree")
struct WanderingTests {
  private static func wander(_ seed: UInt64, _ playback: PlaybackMode, events: Int) -> WanderingCaller {
    var caller = WanderingCaller(seed: seed, playback: playback)
    caller.begin()
    var done = 0
    while done < events, !caller.hasEnded {
      caller.wander()
      done += 1
    }
    return caller
  }

  @Test(arguments: [PlaybackMode.instant, .reported])
  func whateverHappensTheInvariantsHoldAndTheCallEnds(_ playback: PlaybackMode) {
    for seed in UInt64(1)...400 {
      var caller = Self.wander(seed, playback, events: 150)
      caller.goSilent()
      #expect(caller.faults.isEmpty, "seed \(seed): \(caller.faults.first ?? "")")
      if !caller.faults.isEmpty { return }
    }
  }

  /// The walks would prove little if they never got anywhere.
  @Test func theWalksReachEveryNode() {
    let tree = BankTree.tree
    var visits: [NodeID: Int] = [:]
    for seed in UInt64(1)...2_000 {
      let playback: PlaybackMode = seed % 2 == 0 ? .instant : .reported
      for node in Self.wander(seed, playback, events: 150).nodes { visits[node, default: 0] += 1 }
    }
    for node in tree.nodes { #expect(visits[node.id, default: 0] > 0, "\(node.id) was never walked") }
  }

  @Test(arguments: [PlaybackMode.instant, .reported])
  func theSameSeedGivesTheSameCall(_ playback: PlaybackMode) {
    for seed in UInt64(1)...20 {
      let first = Self.wander(seed, playback, events: 150).transcript
      #expect(first == Self.wander(seed, playback, events: 150).transcript)
    }
  }
}
