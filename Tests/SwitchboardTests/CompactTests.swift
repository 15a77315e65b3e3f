import CallModel
import SwitchboardCore
import Testing

/// An optional number takes no more memory than the number, and nobody notices.
struct CompactTests {
  private struct Plain: Codable, Equatable {
    var at: Timestamp?
    var wait: Interval?
    var place: Int?
    var request: Int64?
  }

  private struct Sparing: Codable {
    @Compact var at: Timestamp?
    @Compact var wait: Interval?
    @Compact var place: Int?
    @Compact var request: Int64?

    var plain: Plain { Plain(at: at, wait: wait, place: place, request: request) }
  }

  private static let examples = [
    Plain(), Plain(at: .epoch, wait: .zero, place: 0, request: 0),
    Plain(at: .distantFuture, wait: .milliseconds(-5), place: -1, request: .max),
    Plain(wait: .seconds(3)), Plain(place: .min + 1, request: .min + 1),
  ]

  @Test func itTakesNoMoreThanTheNumber() {
    #expect(MemoryLayout<Compact<Timestamp>>.stride == MemoryLayout<Timestamp>.stride)
    #expect(MemoryLayout<Sparing>.size == 4 * MemoryLayout<Int64>.size)
  }

  @Test(arguments: examples.indices) func aSnapshotHasItAsAnOptional(_ index: Int) throws {
    let plain = Self.examples[index]
    let sparing = Sparing(at: plain.at, wait: plain.wait, place: plain.place, request: plain.request)
    #expect(sparing.plain == plain)
    let bytes = try StateEncoder.bytes(of: plain)
    #expect(try StateEncoder.bytes(of: sparing) == bytes)
    #expect(try StateDecoder.value(Sparing.self, from: bytes, userInfo: [:]).plain == plain)
  }

  @Test func itChangesAsAnyOptional() {
    var one = Sparing()
    one.at = .epoch
    one.at? += .seconds(1)
    one.place = 4
    #expect(one.at == .epoch + .seconds(1) && one.place.map { $0 + 1 } == 5)
    one.at = nil
    #expect(one.at == nil && one.wait == nil)
  }
}
