import CallModel
import NIOCore
import SwitchboardCore

/// The one owner of the switchboard: stamps inputs with the time, steps the core, hands its effects to the
/// outside, and keeps one alarm for the next deadline. Lives on one event loop.
final class LiveSwitchboard {
  private let loop: any EventLoop
  private let outside: Outside
  private var switchboard: Switchboard
  /// `nil`: time is virtual and moves by `TICK` only.
  private let clock: WallClock?
  private var alarm: (at: Timestamp, task: Scheduled<Void>)?
  private(set) var stepTimes = StepTimes()

  init(switchboard: Switchboard, clock: WallClock?, loop: any EventLoop, outside: Outside) {
    self.switchboard = switchboard
    self.clock = clock
    self.loop = loop
    self.outside = outside
  }

  /// The first number that no call has been given.
  var nextCallNumber: Int64 { switchboard.nextCallNumber }

  var figures: Figures { switchboard.figures }

  /// Takes a batch of inputs that came together; what they cause is sent together.
  func feed(_ inputs: [Input]) {
    loop.preconditionInEventLoop()
    if let clock {
      var effects: [Effect] = []
      let now = clock.now
      for input in inputs { switchboard.step(input, at: now, into: &effects) }
      for effect in effects { outside.perform(effect) }
      stepTimes.note(clock.now - now)
    } else {
      for input in inputs { switchboard.feedVirtual(input) { effect, _ in outside.performAndWait(effect) } }
    }
    outside.flush()
    setAlarm()
  }

  private func setAlarm() {
    guard let clock, let next = switchboard.nextDeadline else { return }
    if let alarm {
      // An alarm that rings too early only looks and sets itself anew: cheaper than moving it on every key.
      if alarm.at <= next { return }
      alarm.task.cancel()
    }
    let delay = TimeAmount.microseconds(max(0, (next - clock.now).microseconds))
    let task = loop.assumeIsolated().scheduleTask(in: delay) { self.ring() }
    alarm = (next, task)
  }

  private func ring() {
    guard let clock else { return }
    alarm = nil
    var effects: [Effect] = []
    switchboard.advance(to: clock.now, into: &effects)
    for effect in effects { outside.perform(effect) }
    outside.flush()
    setAlarm()
  }
}
