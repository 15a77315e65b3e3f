import CallModel
import Testing

@Suite struct SplitMix64Tests {
  @Test func theGeneratorIsTheOnePublished() {
    // The first outputs for seed 1234567, from the reference implementation.
    var random = SplitMix64(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
  }

  @Test func numbersStayWithinTheirBounds() {
    var random = SplitMix64(seed: 1)
    var seen: Set<Int> = []
    for _ in 0..<1_000 { seen.insert(random.next(in: -2...3)) }
    #expect(seen == Set(-2...3))
    #expect((0..<100).allSatisfy { _ in random.next(below: 1) == 0 })
    #expect((0..<100).allSatisfy { _ in random.chance(percent: 100) && !random.chance(percent: 0) })
  }
}
