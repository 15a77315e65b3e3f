import CallModel
import Testing

@testable import Daemon

struct LoadGaugeTests {
  private typealias Reading = LoadGauge.Reading
  private let good = Reading(turn: LoadGauge.longTurn - Interval(microseconds: 1))
  private let bad = Reading(turn: LoadGauge.longTurn)

  private func gauge(after reading: LoadGauge.Reading) -> LoadGauge {
    var gauge = LoadGauge()
    for _ in 0..<LoadGauge.turnsInARow { _ = gauge.note(reading) }
    return gauge
  }

  @Test func oneLongTurnIsAHiccup() {
    var gauge = LoadGauge()
    for reading in [bad, good, Reading(turn: .seconds(9)), Reading(turn: .zero)] {
      let hasRisen = gauge.note(reading)
      #expect(!hasRisen && !gauge.isHigh)
    }
  }

  @Test func twoInARowAreTooMuchAndSaidOnce() {
    var gauge = LoadGauge()
    let said = (0..<4).map { _ in gauge.note(bad) }
    #expect(said == [false, true, false, false])
    #expect(gauge.isHigh)
  }

  @Test func whoeverIsBehindOthersWaitsForTheirTurns() {
    let turn = Interval(microseconds: LoadGauge.longWait.microseconds / 10)
    #expect(!gauge(after: Reading(turn: turn, readsWaiting: 8)).isHigh)
    #expect(gauge(after: Reading(turn: turn, readsWaiting: 9)).isHigh)
  }

  @Test func recordsAreNotLetToBecomeTooMany() {
    let most = LoadGauge.tooManyRecords
    #expect(!gauge(after: Reading(turn: .zero, recordsWaiting: most - 1)).isHigh)
    var high = gauge(after: Reading(turn: .zero, recordsWaiting: most))
    #expect(high.isHigh)
    let (still, over) = (high.look(recordsWaiting: most / 2 + 1), high.look(recordsWaiting: most / 2))
    #expect(!still && over)
  }

  @Test func itIsOverWhenAllWaitsWereShortFromOneLookToTheNext() {
    var gauge = gauge(after: bad)
    // What made it high is still before this look.
    let first = gauge.look(recordsWaiting: 0)
    let calm = Interval(microseconds: LoadGauge.longTurn.microseconds / LoadGauge.part)
    _ = gauge.note(Reading(turn: calm + Interval(microseconds: 1)))
    let second = gauge.look(recordsWaiting: 0)
    // So many reads wait that the last is further away than a quarter of the longest wait.
    _ = gauge.note(Reading(turn: calm, readsWaiting: 5))
    let third = gauge.look(recordsWaiting: 0)
    _ = gauge.note(Reading(turn: calm, readsWaiting: 4))
    let fourth = gauge.look(recordsWaiting: 0)
    #expect([first, second, third, fourth] == [false, false, false, true])
    let again = gauge.look(recordsWaiting: 0)
    #expect(!again && !gauge.isHigh, "what is over is said once")
  }
}
