import CallModel
import ServiceCentre
import Testing

@Suite("Service level: five conventions of the same calls")
struct ServiceLevelTests {
  /// The fixture of the design: answered 1,000, 860 of them within 20 s; abandoned 60: 20 within 20 s, of these 10
  /// within 5 s.
  static let visits: [QueueVisitRecord] = {
    func visits(_ count: Int, _ result: String, seconds: Int64) -> [QueueVisitRecord] {
      (0..<count).map { _ in
        QueueVisitRecord(
          queue: QueueID("general"), enteredAt: CentreFixture.morning,
          leftAt: CentreFixture.morning + .seconds(seconds), result: result,
          talk: result == "answered" ? .seconds(100) : .zero)
      }
    }
    return visits(860, "answered", seconds: 20) + visits(140, "answered", seconds: 21)
      + visits(10, "abandoned", seconds: 5) + visits(10, "abandoned", seconds: 20)
      + visits(40, "abandoned", seconds: 21)
  }()

  static var counts: QueueCounts {
    var book = InMemoryCentreBook()
    book.visits = visits
    let range = CentreFixture.morning..<CentreFixture.morning + .seconds(1)
    return book.queueCounts(in: range, ServiceTerms())[0]
  }

  @Test("81.13, 83.02, 86.00, 82.69, 82.08")
  func fixture() {
    let levels = ServiceConvention.allCases.map { $0.level(of: Self.counts).percent }
    #expect(levels == ["81.13", "83.02", "86.00", "82.69", "82.08"])
  }

  @Test func otherFigures() {
    let counts = Self.counts
    #expect(counts.isWhole)
    #expect(counts.averageSpeedOfAnswer == Interval(microseconds: 20_140_000))
    #expect(counts.abandonment.percent == "5.66")
    #expect(counts.abandonmentWithoutShort.percent == "4.76")
    #expect(counts.connectionRate.percent == "94.34")
    #expect(counts.averageConversation == .seconds(100))
  }

  @Test("T is inclusive: a microsecond more is too late")
  func inclusive() {
    for (extra, inTime) in [(Int64(0), Int64(1)), (1, 0)] {
      var counts = QueueCounts(queue: QueueID("q"))
      let left = CentreFixture.morning + .seconds(20) + Interval(microseconds: extra)
      counts.count(
        QueueVisitRecord(queue: QueueID("q"), enteredAt: CentreFixture.morning, leftAt: left, result: "answered"),
        ServiceTerms())
      #expect(counts.answeredInTime == inTime)
    }
  }

  @Test("Of nothing there is no share; halves are rounded up")
  func shares() {
    #expect(Share(0, of: 0).percent == "-")
    #expect(Share(1, of: 3).percent == "33.33")
    #expect(Share(2, of: 3).percent == "66.67")
    #expect(Share(1, of: 8).percent == "12.50")
    #expect(Share(1, of: 20_000).percent == "0.01")
    #expect(Share(1, of: 20_001).percent == "0.00")
    #expect(QueueCounts(queue: QueueID("q")).averageSpeedOfAnswer == nil)
  }

  @Test(
    "Each stay counts once, in one class",
    arguments: ["answered", "abandoned", "callback", "closed", "overflowed", "self-service"])
  func identity(result: String) {
    var counts = QueueCounts(queue: QueueID("q"))
    counts.count(
      QueueVisitRecord(queue: QueueID("q"), enteredAt: .epoch, leftAt: .epoch, result: result), ServiceTerms())
    #expect(counts.offered == 1 && counts.isWhole)
  }
}
