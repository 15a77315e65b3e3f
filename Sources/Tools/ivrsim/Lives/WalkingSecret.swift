import CallModel
import LineProtocol

/// A caller who stops in the middle of his password: what he has keyed is in the daemon's memory and nowhere else.
struct WalkingSecret {
  private let walk: CallWalk
  /// The step at which the password is asked for.
  private let place: Int
  private(set) var call = ""
  private var step = 0
  private(set) var isTaken = false
  private(set) var hasEnded = false
  private(set) var passwordsTaken = 0
  private(set) var problem: String?

  init(walk: CallWalk) {
    self.walk = walk
    place = walk.steps.firstIndex { $0.node == "query-password" }!
  }

  /// The password is asked for.
  var isAsked: Bool { step > place }
  private var password: String { String(decoding: walk.steps[place].keys.map(\.ascii), as: UTF8.self) }
  var firstHalf: String { String(password.prefix(3)) }
  var secondHalf: String { String(password.dropFirst(3)) }

  mutating func begin(as call: String) {
    self.call = call
    (step, isTaken, hasEnded) = (0, false, false)
  }

  /// Gives the keys to press now.
  mutating func take(_ event: ReceivedLine) -> String? {
    if event.word == "END" {
      hasEnded = true
      if !isTaken { problem = "the call with the password ended: cause=\(event["cause"] ?? "?")" }
      return nil
    }
    guard event.word == "ASK", !isTaken else { return nil }
    let node = event["node"] ?? ""
    guard step < walk.steps.count, node == walk.steps[step].node else {
      problem = "the call with the password was asked at \(node): it should have been at \(walk.steps[step].node)"
      return nil
    }
    step += 1
    if step <= place { return String(decoding: walk.steps[step - 1].keys.map(\.ascii), as: UTF8.self) }
    if step > place + 1 {
      isTaken = true
      passwordsTaken += 1
    }
    return nil
  }
}
