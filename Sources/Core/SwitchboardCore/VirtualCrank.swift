public import CallModel

/// Turns a switchboard's crank under virtual time: no clock, no waiting, the host answered on the spot.
///
/// Shared by the scenario runner and by `ivrd --clock virtual`, so that a script means the same in both.
/// It performs nothing itself: `answer` gets each effect and gives back the inputs that come of it.
public struct VirtualCrank {
  public private(set) var switchboard: Switchboard
  private let answer: (Effect, Timestamp) -> [Input]

  public init(switchboard: Switchboard, answer: @escaping (Effect, Timestamp) -> [Input]) {
    self.switchboard = switchboard
    self.answer = answer
  }

  public var now: Timestamp { switchboard.now }

  /// Feeds one input at the present instant, and everything that follows from it.
  public mutating func feed(_ input: Input) {
    var effects: [Effect] = []
    switchboard.step(input, at: switchboard.now, into: &effects)
    settle(effects)
  }

  /// Moves to an instant: every deadline before it fires at its own instant, and so do those at it where
  /// `inclusive`; what follows from each is settled before the next.
  public mutating func run(to limit: Timestamp, inclusive: Bool) {
    while let due = switchboard.nextDeadline, due < limit || (inclusive && due == limit) {
      var effects: [Effect] = []
      switchboard.advance(to: due, into: &effects)
      settle(effects)
    }
    var effects: [Effect] = []
    let last = inclusive ? limit : Timestamp(microseconds: limit.microseconds - 1)
    switchboard.advance(to: last, into: &effects)
    settle(effects)
  }

  private mutating func settle(_ effects: [Effect]) {
    for effect in effects {
      if case .ask(let ticket, .tick(let interval)) = effect {
        run(to: switchboard.now + interval, inclusive: true)
        feed(.answered(ticket, .ticked))
        continue
      }
      for input in answer(effect, switchboard.now) { feed(input) }
    }
  }
}
