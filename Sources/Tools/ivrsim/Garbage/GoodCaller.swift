import CallModel
import LineClient
import LineProtocol
import LineSwarm
import Terminal

/// The one good connection beside the garbage: it walks one call after the other, and must not notice anything.
final class GoodCaller {
  private let client: LineClient
  private let walk: CallWalk
  private let names = CallNames("good")
  private var check = SessionCheck()
  private var callsMade = 0
  /// As HELLO said it: another one is another daemon.
  private(set) var epoch: String?

  init(path: String, walk: CallWalk) throws(LineClientError) {
    client = try LineClient(path: path)
    self.walk = walk
    let hello = try client.nextLine()?.received
    epoch = hello?["epoch"]
  }

  var process: Int32? { PeerProcess.id(behind: client.descriptor) }

  /// Walks calls until then, and at least one. What was seen before the daemon is lost is in the result too.
  func walkCalls(
    until end: MonotonicInstant, into result: inout GoodCallerResult, progress: inout Progress
  ) throws(LineClientError) {
    let begin = MonotonicInstant.now
    let lostBefore = check.lost
    defer {
      progress.clear()
      result.seconds = MonotonicInstant.now.seconds(since: begin)
      result.lost = check.lost - lostBefore
    }
    repeat {
      try walkOne(&result)
      progress.show("\(Quantity.count(result.calls, "good call")) walked")
    } while MonotonicInstant.now < end && result.faults.isEmpty
  }

  private func walkOne(_ result: inout GoodCallerResult) throws(LineClientError) {
    callsMade += 1
    let id = names.id(callsMade)
    var caller = WalkingCall()
    /// When the key was pressed whose answer is waited for, where the time is the daemon's own.
    var pressedAt: MonotonicInstant?
    try client.send("\(check.nextTag())CALL call=\(id)")
    while true {
      guard let line = try client.nextLine() else { throw .closed(path: client.path, bye: nil) }
      guard let received = line.received else { return result.faults.add("\(id): no line of lp/1: \(line.text)") }
      if let problem = check.take(received) { return result.faults.add("\(id): \(problem)") }
      guard received.kind == .event else { continue }
      guard received.subject == id else { return result.faults.add("\(id): an event came for another call") }
      switch caller.take(received, walk: walk) {
      case .none: break
      case .press(let step):
        if let pressedAt { result.latency.record(.now - pressedAt) }
        pressedAt = walk.steps[step].asksBank ? nil : .now
        try press(step, of: id)
      case .hangUp: try client.send("\(check.nextTag())HANGUP \(id)")
      case .done:
        result.calls += 1
        return
      case .fault(let problem): return result.faults.add("\(id): \(problem)")
      }
    }
  }

  private func press(_ step: Int, of id: String) throws(LineClientError) {
    var line = Array("\(check.nextTag())KEY \(id) ".utf8)
    line += walk.steps[step].keys.map(\.ascii)
    line.append(UInt8(ascii: "\n"))
    try client.send(line)
  }
}

/// What the good caller has lived through in some time.
struct GoodCallerResult {
  var calls = 0
  var seconds = 0.0
  var lost = 0
  /// From a key to the next question, where no bank has to be asked.
  var latency = Latency()
  var faults = FaultList()

  var callsPerSecond: Double { seconds > 0 ? Double(calls) / seconds : 0 }
}
