import CallModel
import NIOCore
import SwitchboardCore

/// Past what the machine can do, new calls are refused, so that those who are here are served as ever.
extension LiveSwitchboard {
  /// After each turn of the loop.
  func noteTurn(of length: Interval, readsWaiting: Int) {
    let reading = LoadGauge.Reading(turn: length, readsWaiting: readsWaiting, recordsWaiting: outside.recordsWaiting)
    guard clock != nil, gauge.note(reading) else { return }
    feed([.load(isHigh: true)])
    lookAgain()
  }

  private func lookAgain() {
    loop.assumeIsolated().scheduleTask(in: .microseconds(LoadGauge.looksEvery.microseconds)) {
      let isOver = self.gauge.look(recordsWaiting: self.outside.recordsWaiting)
      if isOver { self.feed([.load(isHigh: false)]) } else { self.lookAgain() }
    }
  }
}
