import CallModel
import ServiceCentre
import Testing

@Suite("Promises of waits, held against what came of them")
struct PromiseCountsTests {
  /// Told at the epoch; `waited` and `result` are what came of it.
  private static func counts(
    _ promises: [(estimate: Int64, promised: Int64?, waited: Int64, result: String?)]
  ) -> PromiseCounts {
    var counts = PromiseCounts(queue: QueueID("q"))
    for promise in promises {
      let told = PromiseRecord(
        call: CallID("c"), epoch: 1, queue: QueueID("q"), at: .epoch,
        promise: WaitPromise(
          estimate: .seconds(promise.estimate), promised: promise.promised.map { .seconds($0) }, isLonger: false))
      let score = promise.result.map {
        PromiseScoreRecord(call: CallID("c"), epoch: 1, at: .epoch + .seconds(promise.waited), result: $0)
      }
      counts.count(told, score)
    }
    return counts
  }

  @Test("Bias has a sign, error has none; both are of the answered alone")
  func figures() {
    let counts = Self.counts([
      (estimate: 50, promised: 60, waited: 40, result: "answered"),
      (estimate: 50, promised: 60, waited: 60, result: "answered"),
      (estimate: 50, promised: 60, waited: 61, result: "answered"),
      (estimate: 700, promised: nil, waited: 730, result: "answered"),
      (estimate: 50, promised: 60, waited: 5, result: "abandoned"),
      (estimate: 50, promised: 60, waited: 5, result: "callback"),
      (estimate: 50, promised: 60, waited: 5, result: "overflowed"),
      (estimate: 50, promised: 60, waited: 0, result: nil),
    ])
    #expect(counts.told == 8 && counts.answered == 4 && counts.abandoned == 1 && counts.left == 2 && counts.open == 1)
    #expect(counts.coverage == Share(2, of: 3), "more than ten minutes promises nothing")
    #expect(counts.bias == Interval(microseconds: 10_250_000), "(-10 + 10 + 11 + 30) / 4")
    #expect(counts.meanError == Interval(microseconds: 15_250_000))
  }

  @Test("Of nothing there is no figure")
  func nothing() {
    let counts = PromiseCounts(queue: QueueID("q"))
    #expect(counts.bias == nil && counts.meanError == nil && counts.coverage.percent == "-")
  }

  @Test func theReportHasARowForEachQueueAndOneForAll() throws {
    var fixture = CentreFixture()
    for (queue, waited) in [("loss", Int64(30)), ("cards", 20), ("cards", 80)] {
      let call = CallID("\(queue)\(waited)")
      let promise = WaitPromise(estimate: .seconds(45), promised: .minutes(1), isLonger: waited == 80)
      fixture.book.count(
        .promise(PromiseRecord(call: call, epoch: 1, queue: QueueID(queue), at: fixture.now, promise: promise)))
      fixture.book.count(
        .promisesScored(
          PromiseScoreRecord(call: call, epoch: 1, at: fixture.now + .seconds(waited), result: "answered")))
    }
    let reply = try fixture.order("report promises", by: "2001")
    let rows = reply.rows.map { $0.fields.map(\.value).joined(separator: " ") }
    #expect(
      rows == [
        "cards 2 1 2 50.00 5.0 30.0 0 0 0", "loss 1 0 1 100.00 -15.0 15.0 0 0 0", "all 3 1 3 66.67 -1.7 25.0 0 0 0",
      ])
  }
}
