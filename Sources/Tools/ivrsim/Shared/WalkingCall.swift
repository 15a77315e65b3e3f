import CallModel
import LineProtocol

/// One caller on his walk: which event he waits for, and what he does when it comes. He checks what he hears.
struct WalkingCall {
  enum Move {
    case none
    /// The keys of the step with this index.
    case press(step: Int)
    case hangUp
    /// The call has ended, as it should or after a fault.
    case done
    /// What is wrong, without the call's id; said once a call. He is to hang up, unless the call has ended.
    case fault(String)
  }

  private(set) var step = 0
  /// The balance was spoken.
  private(set) var hasHeard = false
  private(set) var hasEnded = false
  /// Something was wrong: he waits for END and nothing else.
  private(set) var hasFailed = false

  /// An event of this call.
  mutating func take(_ event: ReceivedLine, walk: CallWalk) -> Move {
    if hasFailed, !hasEnded {
      hasEnded = event.word == "END"
      return hasEnded ? .done : .none
    }
    let move = look(event, walk)
    if case .fault = move { hasFailed = true }
    return move
  }

  private mutating func look(_ event: ReceivedLine, _ walk: CallWalk) -> Move {
    guard !hasEnded else { return .fault("\(event.word ?? "an event") came after END") }
    switch event.word {
    case "SAY"?:
      guard step == walk.steps.count, !hasHeard, event["prompt"] == walk.spoken else { return .none }
      hasHeard = true
      return .hangUp
    case "ASK"?: return ask(event["node"] ?? "?", walk)
    case "END"?:
      hasEnded = true
      return hasHeard ? .done : .fault("it ended before the balance was spoken, cause=\(event["cause"] ?? "?")")
    case "NOINPUT"?, "NOMATCH"?, "QUEUE"?, "BRIDGE"?:
      return .fault("\(event.word ?? "") came, where \(expectation(walk)) was expected")
    case _?, nil: return .none
    }
  }

  private mutating func ask(_ node: String, _ walk: CallWalk) -> Move {
    // After the balance the menu goes on while our HANGUP is on its way.
    if hasHeard { return .none }
    guard step < walk.steps.count, walk.steps[step].node == node else {
      return .fault("it was asked at the node \(node), where \(expectation(walk)) was expected")
    }
    step += 1
    return .press(step: step - 1)
  }

  /// What the caller waits for.
  func expectation(_ walk: CallWalk) -> String {
    if hasEnded { return "nothing" }
    if hasHeard { return "END" }
    return step < walk.steps.count ? "ASK node=\(walk.steps[step].node)" : "SAY prompt=\(walk.spoken)"
  }
}
