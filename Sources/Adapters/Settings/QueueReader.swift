import ACD
import CallModel
import IVR

/// Reads `queues.yaml`: the skills that exist, the queues that want them, and the head start of VIP callers.
struct QueueReader {
  static let offerTimeouts = Interval.seconds(1)...Interval.minutes(10)
  static let waits = Interval.seconds(1)...Interval.hours(24)
  static let ringOffsets = Interval.zero...Interval.hours(24)
  static let announcements = Interval.seconds(10)...Interval.hours(1)
  static let points = -Int(ACDLimits.points)...Int(ACDLimits.points)

  let log: ProblemLog
  private(set) var skills = NameTable<SkillID>(noun: "skill")
  private(set) var queues: [QueueConfiguration] = []
  /// Where each of `queues` begins, for findings about it.
  private(set) var positions: [SourcePosition] = []
  private(set) var skillsPosition: SourcePosition
  private(set) var vipCredit: Int64 = 0
  private var entries: [YAMLValue.Entry] = []

  /// Reads the names, so that nodes and queues can name queues in any order.
  init(_ file: YAMLValue, _ names: inout NameTable<QueueID>) {
    log = file.log
    skillsPosition = file.position
    guard var root = file.map("the queues file") else { return }
    if let value = root.required("skills") {
      skillsPosition = value.position
      let items = value.list()
      skills.isComplete = items != nil
      for item in items ?? [] {
        if let skill = item.identifier() { skills.define(skill, SkillID(skill), at: item.position, log) }
      }
      limit(skills.names.count, to: SettingsLimits.skills, "skills", at: value.position)
    }
    if let value = root.optional("vip-credit") { vipCredit = Int64(value.integer(0...Int(ACDLimits.points)) ?? 0) }
    for entry in root.required("queues")?.map("\"queues\"")?.entries ?? [] {
      if let wrong = YAMLValue.wrongIdentifier(entry.key) {
        log.error(entry.keyPosition, "a queue's name \(wrong)")
      }
      names.define(entry.key, QueueID(entry.key), at: entry.keyPosition, log)
      entries.append(entry)
    }
    limit(entries.count, to: SettingsLimits.queues, "queues", at: root.position)
    root.finish()
  }

  private func limit(_ count: Int, to limit: Int, _ what: String, at position: SourcePosition) {
    if count > limit { log.error(position, "there are \(count) \(what); at most \(limit) are allowed") }
  }

  mutating func readQueues(_ names: TreeNames) {
    for entry in entries {
      guard let queue = queue(entry, names) else { continue }
      queues.append(queue)
      positions.append(entry.keyPosition)
    }
  }

  private func queue(_ entry: YAMLValue.Entry, _ names: TreeNames) -> QueueConfiguration? {
    guard var map = entry.value.map("the queue \(entry.value.name)") else { return nil }
    var queue = QueueConfiguration(id: QueueID(entry.key))
    if let value = map.required("rings") { queue.rings = value.list()?.compactMap { ring($0) } ?? [] }
    queue.strategy = map.optional("strategy")?.choice(Strategy.self) ?? queue.strategy
    queue.base = map.optional("base")?.integer(Self.points).map(Int64.init) ?? queue.base
    if let value = map.optional("rate") { readRate(value, into: &queue) }
    readChoice(&map, into: &queue)
    if let value = map.optional("service-level") { queue.serviceLevel = serviceLevel(value) }
    if let value = map.optional("wrap-up") { queue.wrapUp = wrapUp(value) }
    if let value = map.optional("announce") { queue.announce = announce(value) }
    if let value = map.optional("callback") { queue.callback = callback(value) }
    if let value = map.optional("blending") { queue.blending = blending(value) }
    queue.offerTimeout = map.optional("offer-timeout")?.duration(Self.offerTimeouts) ?? queue.offerTimeout
    queue.grace = map.optional("grace")?.duration(Interval.zero...Interval.minutes(10)) ?? queue.grace
    queue.holdLimit = map.optional("hold-limit")?.duration(Self.waits) ?? queue.holdLimit
    queue.noAnswerLimit = map.optional("no-answer-limit")?.integer(1...100) ?? queue.noAnswerLimit
    queue.declineLimit = map.optional("decline-limit")?.integer(1...100) ?? queue.declineLimit
    queue.maxWaiting = map.optional("max-waiting")?.integer(0...1_000_000)
    queue.maxWait = map.optional("max-wait")?.duration(Self.waits)
    if let value = map.optional("max-estimate") { readEstimates(value, into: &queue) }
    queue.overflow = map.optional("overflow").flatMap { overflow($0, names) }
    queue.joinWhenEmpty = map.optional("join-when-empty")?.boolean() ?? queue.joinWhenEmpty
    queue.leaveWhenEmpty = map.optional("leave-when-empty")?.boolean() ?? queue.leaveWhenEmpty
    queue.hours = map.required("hours").flatMap { names.hours.resolve($0) } ?? .always
    queue.closed = map.optional("closed").flatMap { overflow($0, names) }
    map.finish()
    return queue
  }

  /// `{after: 30s, skills: {cards: 2}}`, or `{after: 60s, anyone: true}`.
  private func ring(_ value: YAMLValue) -> RingConfiguration? {
    guard var map = value.map(value.name) else { return nil }
    let after = map.required("after")?.duration(Self.ringOffsets)
    let anyone = map.optional("anyone")?.boolean() ?? false
    let wanted = map.optional("skills")
    map.finish()
    if anyone == (wanted != nil) {
      value.error("\(value.name) needs either \"skills\" or \"anyone: true\"")
      return nil
    }
    let skills = wanted.map { requirements($0) } ?? []
    return after.map { RingConfiguration(after: $0, requirements: skills) }
  }

  private func serviceLevel(_ value: YAMLValue) -> ServiceLevelTarget {
    guard var map = value.map(value.name) else { return ServiceLevelTarget() }
    let percent = map.required("percent")?.integer(0...100)
    let within = map.required("within")?.duration(Self.waits)
    map.finish()
    return ServiceLevelTarget(percent: percent ?? 80, within: within ?? .seconds(20))
  }

  private func wrapUp(_ value: YAMLValue) -> WrapUpPolicy {
    var policy = WrapUpPolicy()
    guard var map = value.map(value.name) else { return policy }
    policy.mode = map.required("mode")?.choice(WrapUpPolicy.Mode.self) ?? policy.mode
    policy.limit = map.optional("limit")?.duration(Self.waits) ?? policy.limit
    policy.codes = map.optional("codes")?.list()?.compactMap { $0.identifier() } ?? []
    map.finish()
    return policy
  }

  private func announce(_ value: YAMLValue) -> AnnouncePolicy {
    var policy = AnnouncePolicy()
    guard var map = value.map(value.name) else { return policy }
    let upTo = map.optional("positions-up-to")?.integer(0...ACDLimits.announcedPositions)
    policy.positionsUpTo = upTo ?? policy.positionsUpTo
    if let every = map.optional("every") {
      policy.every = every.isNone ? nil : every.duration(Self.announcements)
    }
    map.finish()
    return policy
  }

  /// `{entering: 10m, waiting: 20m}`, or one of them.
  private func readEstimates(_ value: YAMLValue, into queue: inout QueueConfiguration) {
    guard var map = value.map(value.name) else { return }
    let (entering, waiting) = (map.optional("entering"), map.optional("waiting"))
    queue.maxEstimateEntering = entering?.duration(Self.waits)
    queue.maxEstimateWaiting = waiting?.duration(Self.waits)
    map.finish()
    if entering == nil, waiting == nil { value.error("\(value.name) needs \"entering\", \"waiting\" or both") }
  }

  /// `{attempts: 3, pause: 5m, ring: 45s}`.
  private func callback(_ value: YAMLValue) -> CallbackPolicy {
    var policy = CallbackPolicy()
    guard var map = value.map(value.name) else { return policy }
    policy.attempts = map.optional("attempts")?.integer(1...ACDLimits.attempts) ?? policy.attempts
    policy.pause = map.optional("pause")?.duration(Self.waits) ?? policy.pause
    policy.ring = map.optional("ring")?.duration(Self.offerTimeouts) ?? policy.ring
    map.finish()
    return policy
  }

  /// `{reserve: 2}`.
  private func blending(_ value: YAMLValue) -> BlendingPolicy {
    var policy = BlendingPolicy()
    guard var map = value.map(value.name) else { return policy }
    policy.reserve = map.optional("reserve")?.integer(0...1_000_000) ?? policy.reserve
    map.finish()
    return policy
  }

  /// `callback`, `{queue: loss}` or `{node: offer-callback}`.
  private func overflow(_ value: YAMLValue, _ names: TreeNames) -> OverflowTarget? {
    if case .scalar("callback") = value.content { return .callback }
    guard var map = value.map("\(value.name), unless it is callback,") else { return nil }
    let queue = map.optional("queue")
    let node = map.optional("node")
    map.finish()
    if (queue == nil) == (node == nil) {
      value.error("\(value.name) needs one of \"queue\" and \"node\"")
      return nil
    }
    if let queue { return names.queues.resolve(queue).map { .queue($0) } }
    guard let node, names.nodes.resolve(node) != nil, let id = node.text() else { return nil }
    return .node(NodeID(id))
  }
}
