import CallModel

/// The rest that agents must take after so many calls in a row: see `RestPolicy`.
extension ACDEngine {
  /// A talk begins.
  mutating func countInRow(_ agent: Int) {
    guard let rest else { return }
    let isInRow = agents[agent].workEnded.map { now < $0 + rest.length } ?? false
    agents[agent].callsInRow = isInRow ? agents[agent].callsInRow + 1 : 1
  }

  /// The call that he is done with was the last that he may have without a rest.
  func owesRest(_ agent: Int) -> Bool { rest.map { agents[agent].callsInRow >= $0.calls } ?? false }

  mutating func noteEndOfWork(_ agent: Int) {
    agents[agent].workEnded = now
    agents[agent].restEnds = owesRest(agent) ? now + rest!.length : nil
  }

  /// He has rested, if he had to.
  mutating func forgetRow(_ agent: Int) {
    guard agents[agent].restEnds != nil else { return }
    agents[agent].restEnds = nil
    agents[agent].callsInRow = 0
  }

  /// Whatever he is not ready for, and when he logs in again: before that instant he can't be.
  mutating func tellOfRest(_ agent: Int, into actions: inout [ACDAction]) {
    guard let until = agents[agent].restEnds, now < until else { return }
    actions.append(
      .rest(agent: agents[agent].configuration.id, calls: agents[agent].callsInRow, until: until))
  }

  /// He is ready again, or will be when his console is back.
  mutating func endRest(_ agent: Int, into actions: inout [ACDAction]) {
    guard agents[agent].graceEnds != nil else { return becomeIdle(agent, into: &actions) }
    forgetRow(agent)
    agents[agent].idleSince = now
    agents[agent].isReadyOnReturn = true
    setAlarm(ofAgent: agent)
  }
}
