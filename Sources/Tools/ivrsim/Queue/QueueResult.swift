/// What `bench queue` has seen.
struct QueueResult {
  /// Of the daemon's memory, for each caller who waits; `nil` where the kernel does not tell.
  var bytesEach: Double?
  /// The share of a core that the daemon takes while all wait and nothing happens.
  var restingCPU: Double?
  /// From an agent's READY or WRAP to his OFFER, while many wait and one agent works.
  var next = Latency()
  /// So many callers were taken by all agents at once, in so many seconds.
  var drained = (callers: 0, seconds: 0.0)
  var calls = 0
  /// Calls that the daemon would not begin, for the load (`ERR retry`): each was tried again later, as another.
  var refused = 0
  var callSeconds = 0.0
  /// Of a core, for each whole call, in seconds.
  var callCPU: Double?
  /// Requests without an answer, and events whose numbers were left out.
  var lost = 0
  var faults = FaultList()

  var isClean: Bool { faults.isEmpty && lost == 0 }
  var callsPerSecond: Double { callSeconds > 0 ? Double(calls) / callSeconds : 0 }

  mutating func count(_ check: SessionCheck) { lost += check.lost }
}
