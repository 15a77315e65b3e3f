import LineProtocol
import LineSwarm

/// What callers and agents do when something happens to them: at once, what comes next.
extension QueueBench {
  func takeCallEvent(_ event: ReceivedLine, on connection: Int) {
    guard let call = event.subject else { return }
    switch event.word {
    case "ASK"?:
      switch event["node"] {
      case "language"?: request("KEY \(call) 2", connection)
      case "main"?: request("KEY \(call) 0", connection)
      case _?, nil: break
      }
    case "QUEUE"?:
      // Its place may be told again later.
      guard let index = CallNames.index(of: Array(call.utf8)[...]), index < calls, !isQueued[index] else { return }
      isQueued[index] = true
      queued += 1
    case "UNBRIDGE"?: request("HANGUP \(call)", connection)
    case "END"?:
      ended += 1
      if isRenewing { self.call() }
    case _?, nil: break
    }
  }

  func takeAgentEvent(_ event: ReceivedLine, agent: Int) {
    let connection = plan.connections + agent
    guard let subject = event.subject else { return }
    switch event.word {
    case "OFFER"?:
      if let freedAt { result.next.record(MonotonicInstant.now - freedAt) }
      freedAt = nil
      request("ACCEPT \(subject)", connection)
    case "CONNECTED"?: request("END \(subject)", connection)
    case "WRAPUP"?:
      if isPausing { pausedAt = subject } else { wrap(subject, agent) }
    case "WITHDRAWN"?: result.faults.add("agent \(agent): an offer was withdrawn: \(event["reason"] ?? "?")")
    case "STATE"?: if event["reason"] == "login" { loggedIn += 1 }
    case _?, nil: break
    }
  }
}
