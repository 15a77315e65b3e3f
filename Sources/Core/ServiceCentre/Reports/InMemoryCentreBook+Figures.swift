public import CallModel

/// The figures counted plainly, record by record: what the database's must be equal to.
extension InMemoryCentreBook {
  public func queueCounts(in range: Range<Timestamp>, _ terms: ServiceTerms) -> [QueueCounts] {
    var queues: [QueueCounts] = []
    for visit in visits where range.contains(visit.enteredAt) && QueueVisitEnd(result: visit.result) != .reached {
      let index = queues.firstIndex { $0.queue == visit.queue } ?? queues.endIndex
      if index == queues.endIndex { queues.append(QueueCounts(queue: visit.queue)) }
      queues[index].count(visit, terms)
    }
    return queues.sorted { $0.queue < $1.queue }
  }

  public func agentCounts(in range: Range<Timestamp>) -> [AgentCounts] {
    var agents: [AgentCounts] = []
    func index(of agent: AgentID) -> Int {
      if let known = agents.firstIndex(where: { $0.agent == agent }) { return known }
      agents.append(AgentCounts(agent: agent))
      return agents.count - 1
    }
    for visit in visits where range.contains(visit.enteredAt) && visit.wasServed {
      guard let agent = visit.agent else { continue }
      let place = index(of: agent)
      agents[place].handled += 1
      agents[place].talk += visit.talk
      agents[place].hold += visit.hold
    }
    for interval in intervals where interval.from < range.upperBound && interval.to > range.lowerBound {
      guard AgentTimeKind(state: interval.state) != nil else { continue }
      let time = min(interval.to, range.upperBound) - max(interval.from, range.lowerBound)
      agents[index(of: interval.agent)].add(interval.state, time)
    }
    return agents.sorted { $0.agent < $1.agent }
  }

  public func timeThere(_ agent: AgentID, in range: Range<Timestamp>) -> Interval {
    intervals.reduce(.zero) { sum, interval in
      guard interval.agent == agent, AgentTimeKind(state: interval.state) != nil else { return sum }
      return sum + max(.zero, min(interval.to, range.upperBound) - max(interval.from, range.lowerBound))
    }
  }

  public func nodeCounts(in range: Range<Timestamp>) -> [NodeCounts] {
    var nodes: [NodeCounts] = []
    for record in records where range.contains(record.startedAt) {
      for (place, node) in record.path.enumerated() {
        let index = nodes.firstIndex { $0.node == node } ?? nodes.endIndex
        if index == nodes.endIndex { nodes.append(NodeCounts(node: node, visits: 0, calls: 0, ends: 0)) }
        nodes[index].visits += 1
        if !record.path[..<place].contains(node) { nodes[index].calls += 1 }
        if place == record.path.count - 1 { nodes[index].ends += 1 }
      }
    }
    return nodes.sorted { $0.node < $1.node }
  }

  public func sessionCounts(in range: Range<Timestamp>) -> [SessionCounts] {
    var kinds: [SessionCounts] = []
    for record in records where range.contains(record.startedAt) {
      let index = kinds.firstIndex { $0.disposition == record.disposition } ?? kinds.endIndex
      if index == kinds.endIndex {
        kinds.append(SessionCounts(disposition: record.disposition, sessions: 0, contained: 0))
      }
      kinds[index].sessions += 1
      if record.isContained { kinds[index].contained += 1 }
    }
    return kinds.sorted { $0.disposition < $1.disposition }
  }

  public func contactCounts(in range: Range<Timestamp>) -> [ContactCounts] {
    var agents: [ContactCounts] = []
    for record in records where range.contains(record.startedAt) {
      guard let agent = record.lastAnswered?.agent else { continue }
      let index = agents.firstIndex { $0.agent == agent } ?? agents.endIndex
      if index == agents.endIndex {
        agents.append(ContactCounts(agent: agent, contacts: 0, repeated: 0, unsolved: 0))
      }
      agents[index].contacts += 1
      if isRepeated(record) {
        agents[index].repeated += 1
      } else if isUnsolved(record) {
        agents[index].unsolved += 1
      }
    }
    return agents.sorted { $0.agent < $1.agent }
  }

  /// Whether the same customer came again for the same reason within the window.
  private func isRepeated(_ record: CallRecord) -> Bool {
    guard let customer = record.customer else { return false }
    return records.contains { later in
      later.customer == customer && later.startedAt > record.startedAt
        && later.startedAt - record.startedAt <= .day * ContactCounts.windowDays && later.lastAnswered != nil
        && reason(of: later) == reason(of: record)
    }
  }

  private func isUnsolved(_ record: CallRecord) -> Bool {
    surveys.contains {
      $0.call == record.call && $0.epoch == record.epoch && $0.answer == SurveyWords.unsolved
    }
  }

  private func reason(of record: CallRecord) -> String {
    let cases: [ContactCase] = documents(DocumentFilter(parent: record.call.text))
    return cases.last { $0.at >= record.startedAt && $0.reason != nil }?.reason ?? record.lastAnswered?.queue.text ?? ""
  }

  public func surveyCounts(in range: Range<Timestamp>) -> [SurveyCounts] {
    var counts: [SurveyCounts] = []
    for answer in surveys where range.contains(answer.at) {
      guard let agent = answer.agent else { continue }
      let index = counts.firstIndex { $0.agent == agent && $0.answer == answer.answer } ?? counts.endIndex
      if index == counts.endIndex { counts.append(SurveyCounts(agent: agent, answer: answer.answer, answers: 0)) }
      counts[index].answers += 1
    }
    return counts.sorted { $0.agent != $1.agent ? $0.agent < $1.agent : $0.answer < $1.answer }
  }

  public func callbackCounts(in range: Range<Timestamp>) -> [CallbackCounts] {
    let some = promised.filter { range.contains($0.registeredAt) }
    return CallbackTask.State.allCases.compactMap { state in
      let these = some.filter { $0.state == state }
      guard !these.isEmpty else { return nil }
      let inTime = these.count { task in
        dials.contains { $0.call.text == task.id && $0.result == .answered && $0.at <= task.dueAt }
      }
      return CallbackCounts(
        state: state, callbacks: Int64(these.count), attempts: these.reduce(0) { $0 + Int64($1.attempts) },
        inTime: Int64(inTime))
    }
  }

  public func keyedVisitCounts(in range: Range<Timestamp>) -> [KeyedVisitCounts]? {
    keyedVisits.map { visits in
      let branches = visits.filter { range.contains($0.at) }.map(\.branch).sorted()
      return branches.reduce(into: []) { counts, branch in
        if counts.last?.branch != branch { counts.append(KeyedVisitCounts(branch: branch, bookings: 0)) }
        counts[counts.count - 1].bookings += 1
      }
    }
  }

  public func keyedVisits(from phone: String, limit: Int) -> [KeyedVisit] {
    let some = (keyedVisits ?? []).reversed().filter { $0.phone == phone }
    return Array(some.prefix(limit))
  }

  public func calls(of drill: DrillDown) -> [CallRecord] {
    Array(records.reversed().filter { takes($0, drill) }.prefix(drill.limit))
  }

  private func takes(_ record: CallRecord, _ drill: DrillDown) -> Bool {
    switch drill.figure {
    case .contained: drill.range.contains(record.startedAt) && record.isContained
    case .walked: drill.range.contains(record.startedAt) && drill.node.map(record.path.contains) ?? false
    case .ended: drill.range.contains(record.startedAt) && drill.node == record.path.last
    case .repeated, .unsolved:
      drill.range.contains(record.startedAt) && record.lastAnswered != nil
        && (drill.agent == nil || record.lastAnswered?.agent == drill.agent)
        && (drill.figure == .repeated ? isRepeated(record) : isUnsolved(record) && !isRepeated(record))
    case .offered, .answered, .abandoned, .callback, .rejected, .answeredInTime, .answeredLate, .abandonedShort:
      record.queueVisits.contains { visit in
        drill.range.contains(visit.enteredAt) && (drill.queue == nil || visit.queue == drill.queue)
          && (drill.agent == nil || visit.agent == drill.agent) && drill.takes(visit)
      }
    }
  }
}

extension QueueVisitRecord {
  /// An agent had him, whoever called whom.
  var wasServed: Bool {
    switch QueueVisitEnd(result: result) {
    case .answered, .reached, .handedOver: true
    case .abandoned, .callback, .rejected: false
    }
  }
}

extension CallRecord {
  /// Ended in self-service with at least one operation done.
  public var isContained: Bool {
    disposition == "self-service" && operations.contains { $0.outcome == .ok }
  }

  /// The last agent's.
  public var lastAnswered: QueueVisitRecord? {
    queueVisits.last { $0.result == QueueVisitEnd.answered.rawValue && $0.agent != nil }
  }
}

extension DrillDown {
  /// Whether a stay in a queue is part of a figure of queues.
  public func takes(_ visit: QueueVisitRecord) -> Bool {
    let end = QueueVisitEnd(result: visit.result)
    let wait = visit.leftAt - visit.enteredAt
    return switch figure {
    case .offered: end != .reached && end != .handedOver
    case .answered: end == .answered
    case .abandoned: end == .abandoned
    case .callback: end == .callback
    case .rejected: end == .rejected
    case .answeredInTime: end == .answered && wait <= terms.target
    case .answeredLate: end == .answered && wait > terms.target
    case .abandonedShort: end == .abandoned && wait <= terms.short
    case .contained, .walked, .ended, .repeated, .unsolved: false
    }
  }
}

extension QueueCounts {
  /// Counts one stay in the queue.
  public mutating func count(_ visit: QueueVisitRecord, _ terms: ServiceTerms) {
    let wait = visit.leftAt - visit.enteredAt
    let end = QueueVisitEnd(result: visit.result)
    offered += end == .reached || end == .handedOver ? 0 : 1
    switch end {
    case .reached: break
    case .handedOver:
      talk += visit.talk
      hold += visit.hold
    case .answered:
      answered += 1
      if wait <= terms.target { answeredInTime += 1 }
      self.wait += wait
      talk += visit.talk
      hold += visit.hold
    case .abandoned:
      abandoned += 1
      if wait <= terms.target { abandonedInTime += 1 }
      if wait <= terms.short { abandonedShort += 1 }
    case .callback: callbacks += 1
    case .rejected: rejected += 1
    }
  }
}
