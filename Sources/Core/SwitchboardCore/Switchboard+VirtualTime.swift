public import CallModel

/// Turning the crank under virtual time: no clock, no waiting, the host answered on the spot. Shared by the
/// scenario runner and by `ivrd --clock virtual`, so that a script means the same in both.
extension Switchboard {
  /// Performs an effect at an instant and gives back the inputs that come of it.
  public typealias Outside = (Effect, Timestamp) -> [Input]

  /// Feeds one input at the present instant, and everything that follows from it.
  /// - Parameters:
  ///   - gone: so much later, in the same turn: as a new life begins after a time in which nobody was there.
  ///   - late: what comes by itself while time moves.
  public mutating func feedVirtual(
    _ input: Input, after gone: Interval = .zero, late: LateInputs? = nil, answer: Outside
  ) {
    var effects: [Effect] = []
    step(input, at: now + gone, into: &effects)
    record(.input(input), effects)
    settleVirtual(effects, late, answer: answer)
  }

  /// Moves to an instant: every deadline before it fires at its own instant, and so do those at it where
  /// `inclusive`; what follows from each is settled before the next. What comes by itself comes before a deadline of
  /// the same instant.
  public mutating func runVirtual(
    to limit: Timestamp, inclusive: Bool, late: LateInputs? = nil, answer: Outside
  ) {
    func isNow(_ instant: Timestamp) -> Bool { instant < limit || (inclusive && instant == limit) }
    while true {
      if let input = late?.take(where: { isNow($0) && $0 <= nextDeadline ?? .distantFuture }) {
        now = max(now, input.at)
        feedVirtual(input.input, late: late, answer: answer)
      } else if let due = nextDeadline, isNow(due) {
        var effects: [Effect] = []
        advance(to: due, into: &effects)
        record(.time, effects)
        settleVirtual(effects, late, answer: answer)
      } else {
        break
      }
    }
    now = max(now, limit)
  }

  /// Notes a turn for whoever set an empty list of `recordedTurns`.
  private mutating func record(_ cause: Turn.Cause, _ effects: [Effect]) {
    guard scratch.recordedTurns != nil else { return }
    let sealed = takeKeysToSeal().map { scratch.recordingSeal?.seal($0) ?? [] }
    let turn = Turn(at: now, cause: cause, usedKeys: takeUsedKeys(), sealedKeys: sealed)
    scratch.recordedTurns?.append(RecordedTurn(turn: turn, effects: effects))
  }

  private mutating func settleVirtual(_ effects: [Effect], _ late: LateInputs?, answer: Outside) {
    for effect in effects {
      if case .ask(let ticket, .tick(let interval)) = effect {
        runVirtual(to: now + interval, inclusive: true, late: late, answer: answer)
        feedVirtual(.answered(ticket, .ticked), late: late, answer: answer)
      } else {
        for input in answer(effect, now) { feedVirtual(input, late: late, answer: answer) }
      }
    }
  }
}
