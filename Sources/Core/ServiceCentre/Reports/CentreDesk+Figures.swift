import CallModel

/// The rows of each report, as keys and values.
extension CentreDesk {
  typealias Row = [(String, String)]

  static func agents(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    try book.agentCounts(in: range).map { counts in
      [
        ("agent", counts.agent.text), ("handled", String(counts.handled)), ("talk", seconds(counts.talk)),
        ("hold", seconds(counts.hold)), ("wrap-up", seconds(counts.wrapUp)), ("aht", seconds(counts.handlingTime)),
        ("ringing", seconds(counts.offered)), ("ready", seconds(counts.ready)),
        ("not-ready", seconds(counts.notReady)), ("occupancy", counts.occupancy.percent),
      ]
    }
  }

  static func nodes(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    let sessions = try book.sessionCounts(in: range).reduce(0) { $0 + $1.sessions }
    return try book.nodeCounts(in: range).map { counts in
      [
        ("node", counts.node.text), ("visits", String(counts.visits)), ("calls", String(counts.calls)),
        ("share", Share(counts.calls, of: sessions).percent), ("ends", String(counts.ends)),
      ]
    }
  }

  static func sessions(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    let kinds = try book.sessionCounts(in: range)
    let sessions = kinds.reduce(0) { $0 + $1.sessions }
    let contained = kinds.reduce(0) { $0 + $1.contained }
    let all = SessionCounts(disposition: "all", sessions: sessions, contained: contained)
    return (kinds + [all]).map { counts in
      [
        ("disposition", counts.disposition), ("sessions", String(counts.sessions)),
        ("share", Share(counts.sessions, of: sessions).percent), ("contained", String(counts.contained)),
        ("containment", Share(counts.contained, of: sessions).percent),
      ]
    }
  }

  static func contacts(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    let agents = try book.contactCounts(in: range)
    var all = ContactCounts(agent: AgentID("all"), contacts: 0, repeated: 0, unsolved: 0)
    for counts in agents {
      all.contacts += counts.contacts
      all.repeated += counts.repeated
      all.unsolved += counts.unsolved
    }
    return (agents + [all]).map { counts in
      [
        ("agent", counts.agent.text), ("contacts", String(counts.contacts)), ("repeated", String(counts.repeated)),
        ("unsolved", String(counts.unsolved)), ("resolution", counts.resolution.percent),
      ]
    }
  }

  static func surveys(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    SatisfactionCounts.of(try book.surveyCounts(in: range)).map { counts in
      [
        ("agent", counts.agent.text), ("answers", String(counts.answers)), ("points", String(counts.points)),
        ("satisfaction", counts.satisfaction.percent), ("solved", String(counts.solved)),
        ("unsolved", String(counts.unsolved)),
      ]
    }
  }

  static func callbacks(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    try book.callbackCounts(in: range).map { counts in
      [
        ("state", counts.state.rawValue), ("callbacks", String(counts.callbacks)),
        ("attempts", String(counts.attempts)), ("in-time", String(counts.inTime)),
      ]
    }
  }

  static func tasks(_ range: Range<Timestamp>, at now: Timestamp, in book: some CentreBook) throws -> [Row] {
    let tasks: [CareTask] = try book.documents(DocumentFilter(made: range))
    return TaskPurpose.allCases.map { purpose in
      let some = tasks.filter { $0.purpose == purpose }
      return [("purpose", purpose.rawValue)]
        + TaskFigure.allCases.map { figure in
          (figure.rawValue, String(some.count { figure.takes($0, at: now) }))
        }
    }
  }

  static func projects(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    let projects: [OutboundProject] = try book.documents(DocumentFilter(made: range))
    return try projects.map { project in
      let entries: [OutboundEntry] = try book.documents(DocumentFilter(parent: project.id))
      let dialled = Int64(entries.count { !$0.attempts.isEmpty })
      let reached = Int64(entries.count { $0.attempts.contains { $0.result == .answered } })
      return [
        ("id", project.id), ("title", project.title), ("state", project.state.rawValue),
        ("customers", String(entries.count)), ("dialled", String(dialled)), ("reached", String(reached)),
        ("reached-share", Share(reached, of: dialled).percent),
        ("refused", String(entries.count(where: \.hasRefused))),
        ("other-channel", String(entries.count { $0.state == .otherChannel })),
      ]
    }
  }

  /// Were the waits that callers were told kept, and how good were they?
  static func promises(_ range: Range<Timestamp>, in book: some CentreBook) throws -> [Row] {
    let queues = try book.promiseCounts(in: range)
    var total = PromiseCounts(queue: QueueID("all"))
    for counts in queues { total += counts }
    return (queues + [total]).map { counts in
      [
        ("queue", counts.queue.text), ("told", String(counts.told)), ("longer", String(counts.longer)),
        ("answered", String(counts.answered)), ("kept", counts.coverage.percent), ("bias", seconds(counts.bias)),
        ("error", seconds(counts.meanError)), ("abandoned", String(counts.abandoned)), ("left", String(counts.left)),
        ("open", String(counts.open)),
      ]
    }
  }

  static func complaints(_ range: Range<Timestamp>, at now: Timestamp, in book: some CentreBook) throws -> [Row] {
    let complaints = try book.complaints(ComplaintFilter(received: range, limit: .max))
    return ComplaintStatistics(of: complaints, at: now).rows.map {
      [("by", $0.of), ("value", $0.value), ("complaints", String($0.complaints))]
    }
  }
}
