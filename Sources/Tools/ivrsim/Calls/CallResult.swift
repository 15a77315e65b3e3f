/// What `bench calls` has seen.
struct CallResult {
  /// At the first menu together, before any went on.
  var alive = 0
  var ended = 0
  /// Calls that were told the balance.
  var heard = 0
  var requests = 0
  var replies = 0
  var events = 0
  /// Requests without an answer, and events whose numbers were left out.
  var lost = 0
  /// From the first CALL until the last call had heard the first menu.
  var openingSeconds = 0.0
  /// From there until the last END.
  var walkingSeconds = 0.0
  // Of the daemon; nil where the kernel does not tell.
  var usageBefore: ProcessUsage?
  var usageAlive: ProcessUsage?
  var usagePeak: ProcessUsage?
  var usageAfter: ProcessUsage?
  var faults = FaultList()

  mutating func count(_ check: SessionCheck) {
    requests += check.requests
    replies += check.replies
    lost += check.lost
  }

  func isClean(calls: Int) -> Bool { faults.isEmpty && lost == 0 && heard == calls && alive == calls && ended == calls }
}
