import CallModel
import IVR
import Testing

@Suite("What a caller costs")
struct SizeTests {
  /// Ten thousand callers may wait: what one dialogue holds in place, beside a path of a few nodes.
  @Test func aDialogueIsSmall() {
    #expect(MemoryLayout<Dialogue>.size <= 560)
  }

  /// A copy shares the tree; a node's index and a target fit into a word.
  @Test func whatATreeIsMadeOfIsSmall() {
    #expect(MemoryLayout<MenuTree>.size == MemoryLayout<Int>.size)
    #expect(MemoryLayout<NodeIndex>.size == 4)
    #expect(MemoryLayout<Target>.size <= 8)
  }
}
