import ACD
import CallModel

/// The rest after so many calls in a row.
extension ReferenceACD {
  mutating func countInRow(_ agent: Int) {
    guard let rest = settings.rest else { return }
    if let ended = agents[agent].workEnded, now < ended + rest.length {
      agents[agent].row += 1
    } else {
      agents[agent].row = 1
    }
  }

  func isExhausted(_ agent: Int) -> Bool { settings.rest.map { agents[agent].row >= $0.calls } ?? false }

  mutating func noteEndOfWork(_ agent: Int) {
    agents[agent].workEnded = now
    agents[agent].restEnds = isExhausted(agent) ? now + settings.rest!.length : nil
  }

  mutating func forgetRow(_ agent: Int) {
    guard agents[agent].restEnds != nil else { return }
    agents[agent].restEnds = nil
    agents[agent].row = 0
  }

  mutating func tellOfRest(_ agent: Int) {
    guard let until = agents[agent].restEnds, now < until else { return }
    actions.append(.rest(agent: agents[agent].id, calls: agents[agent].row, until: until))
  }
}
