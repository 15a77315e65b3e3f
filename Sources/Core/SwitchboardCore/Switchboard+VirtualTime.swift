public import CallModel

/// Turning the crank under virtual time: no clock, no waiting, the host answered on the spot. Shared by the
/// scenario runner and by `ivrd --clock virtual`, so that a script means the same in both.
extension Switchboard {
  /// Performs an effect at an instant and gives back the inputs that come of it.
  public typealias Outside = (Effect, Timestamp) -> [Input]

  /// Feeds one input at the present instant, and everything that follows from it.
  public mutating func feedVirtual(_ input: Input, answer: Outside) {
    var effects: [Effect] = []
    step(input, at: now, into: &effects)
    record(.input(input), effects)
    settleVirtual(effects, answer: answer)
  }

  /// Moves to an instant: every deadline before it fires at its own instant, and so do those at it where
  /// `inclusive`; what follows from each is settled before the next.
  public mutating func runVirtual(to limit: Timestamp, inclusive: Bool, answer: Outside) {
    while let due = nextDeadline, due < limit || (inclusive && due == limit) {
      var effects: [Effect] = []
      advance(to: due, into: &effects)
      record(.time, effects)
      settleVirtual(effects, answer: answer)
    }
    now = max(now, limit)
  }

  /// Notes a turn for whoever set an empty list of `recordedTurns`.
  private mutating func record(_ cause: Turn.Cause, _ effects: [Effect]) {
    guard scratch.recordedTurns != nil else { return }
    let ahead = takeKeysAhead().map { scratch.recordingSeal?.seal($0) ?? [] }
    let turn = Turn(at: now, cause: cause, usedKeys: takeUsedKeys(), sealedAhead: ahead)
    scratch.recordedTurns?.append(RecordedTurn(turn: turn, effects: effects))
  }

  private mutating func settleVirtual(_ effects: [Effect], answer: Outside) {
    for effect in effects {
      if case .ask(let ticket, .tick(let interval)) = effect {
        runVirtual(to: now + interval, inclusive: true, answer: answer)
        feedVirtual(.answered(ticket, .ticked), answer: answer)
      } else {
        for input in answer(effect, now) { feedVirtual(input, answer: answer) }
      }
    }
  }
}
