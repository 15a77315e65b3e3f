import CallModel
import SwitchboardCore
import Testing

/// What few have is stored elsewhere, and nobody notices.
struct SeldomTests {
  private struct Thing: Codable, Equatable {
    var name = "x"
    var size: Int64 = 7
    var tags = ["a", "b"]
  }

  private struct Plain: Codable {
    var before: Int64 = 1
    var thing: Thing?
    var after: Int64 = 2
  }

  private struct Sparing: Codable {
    var before: Int64 = 1
    @Seldom var thing: Thing?
    var after: Int64 = 2
  }

  @Test func itTakesOneWord() {
    #expect(MemoryLayout<Seldom<Thing>>.size == MemoryLayout<Int>.size)
  }

  @Test(arguments: [true, false]) func aSnapshotHasItAsAnOptional(isThere: Bool) throws {
    let thing = isThere ? Thing(name: "y", size: -3, tags: []) : nil
    let plain = try StateEncoder.bytes(of: Plain(thing: thing))
    #expect(try StateEncoder.bytes(of: Sparing(thing: thing)) == plain)
    let back = try StateDecoder.value(Sparing.self, from: plain, userInfo: [:])
    #expect(back.thing == thing)
    #expect(back.before == 1 && back.after == 2)
  }

  @Test func aCopyIsItsOwn() {
    var one = Sparing(thing: Thing())
    let other = one
    one.thing?.size = 8
    #expect(one.thing?.size == 8)
    #expect(other.thing?.size == 7)
    one.thing = nil
    #expect(one.thing == nil && other.thing == Thing())
  }
}
