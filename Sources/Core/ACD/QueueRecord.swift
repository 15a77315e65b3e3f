import CallModel

/// One queue as the engine knows it.
struct QueueRecord: Sendable, Codable {
  var configuration: QueueConfiguration
  /// The settings name it. If not, nobody enters, and it vanishes when its last caller has gone.
  var isConfigured = true
  /// An operator has closed it, whatever its hours are.
  var isShut = false
  var rule: UrgencyRule
  var counters = QueueCounters()
  var flow: WaitEstimator
  /// Callers in order of entering, or -1: a list threaded through the contacts.
  var firstIn = -1
  var lastIn = -1
  /// Calls that are here or on an agent's line from here.
  var calls = 0
  /// Agents logged in who serve the widest ring.
  var agentsLoggedIn = 0
  /// Of those who wait, outbound work; and of this, without an offer.
  var placeholders = 0
  var unofferedPlaceholders = 0
  var recent = ServiceLevelWindow()
  /// Someone left, so others may have moved up.
  var isTouched = false
  var words: OfferWords

  init(configuration: QueueConfiguration, at instant: Timestamp) {
    self.configuration = configuration
    rule = UrgencyRule(configuration)
    flow = WaitEstimator(startingAt: instant)
    words = OfferWords(configuration)
  }

  mutating func take(_ new: QueueConfiguration) {
    configuration = new
    isConfigured = true
    rule = UrgencyRule(new)
    words = OfferWords(new)
  }

  /// Where callers go who can't stay for this reason; `nil`: nowhere.
  func target(for reason: OverflowReason) -> OverflowTarget? {
    switch reason {
    case .closed: configuration.closed
    case .full, .noAgents, .maxWait, .longWait: configuration.overflow
    }
  }

  /// Several agents may ring for one of its callers.
  var ringsSeveral: Bool { configuration.strategy.ringsSeveral }

  /// The widest ring open at `instant` to a caller whose rings count from `clock`.
  func ring(at instant: Timestamp, from clock: Timestamp) -> Int {
    configuration.rings.lastIndex { clock + $0.after <= instant } ?? 0
  }
}
