import Foundation

/// A queue with equal agents solved state by state: the stationary distribution of the number of calls, from the
/// balance of births and deaths. Written apart from `Erlang`, whose integrals it is held against.
struct BirthAndDeath {
  let arrivals: Double
  let service: Double
  let leaving: Double
  let agents: Int
  /// Probability of so many calls, waiting and talking.
  let states: [Double]

  /// Rates per second; `room` is how many may wait.
  init(arrivals: Double, service: Double, leaving: Double, agents: Int, room: Int) {
    self.arrivals = arrivals
    self.service = service
    self.leaving = leaving
    self.agents = agents
    var weights = [1.0]
    for calls in 1...(agents + room) {
      let deaths = Double(min(calls, agents)) * service + Double(max(0, calls - agents)) * leaving
      weights.append(weights[calls - 1] * arrivals / deaths)
    }
    let sum = weights.reduce(0, +)
    states = weights.map { $0 / sum }
  }

  var blocked: Double { states[states.count - 1] }
  var waits: Double { states[agents...].reduce(0, +) }
  var meanWaiting: Double { states.enumerated().reduce(0) { $0 + Double(max(0, $1.offset - agents)) * $1.element } }
  var meanWaitSeconds: Double { meanWaiting / arrivals }
  var abandons: Double { meanWaiting * leaving / arrivals }
  var occupancy: Double {
    states.enumerated().reduce(0) { $0 + Double(min($1.offset, agents)) * $1.element } / Double(agents)
  }
}
