public import CallModel

// What operators ask. Nothing here changes anything; times are as of the latest event.
extension ACDEngine {
  /// In the order of the settings, then those that a reload took away and that still have callers.
  public var queueStatus: [QueueStatus] {
    queueOrder.filter { queues[$0].isConfigured || queues[$0].calls > 0 }.map(status(ofQueue:))
  }

  /// In the order of the settings, then those that a reload took away and that are still on a call.
  public var agentStatus: [AgentStatus] {
    agentOrder.filter { agents[$0].isConfigured || agents[$0].state != .loggedOut }.map(status(ofAgent:))
  }

  public func status(of queue: QueueID) -> QueueStatus? { queueIndex[queue].map(status(ofQueue:)) }

  public func status(of agent: AgentID) -> AgentStatus? { agentIndex[agent].map(status(ofAgent:)) }

  public func status(of call: CallID) -> CallStatus? {
    guard let slot = contacts.slot(of: call) else { return nil }
    let contact = contacts[slot]
    let place: CallStatus.Place
    switch contact.place {
    case .waiting: place = .waiting
    case .offered(let agent):
      place = .offered(agents[agent].offer!.id, agents[agent].configuration.id)
    case .talking(let agent):
      let id = agents[agent].configuration.id
      switch agents[agent].state {
      case .held: place = .held(id)
      case .consulting: place = .consulting(id)
      case .loggedOut, .notReady, .ready, .offered, .talking, .wrapUp: place = .talking(id)
      }
    case .dialling(let agent): place = .dialling(agents[agent].configuration.id)
    case .paused: place = .paused
    case .standby: place = .standby
    }
    return CallStatus(
      call: call, queue: queues[contact.queue].configuration.id, place: place, arrival: contact.arrival,
      entered: contact.entered, ring: contact.ring, position: places.contains(slot) ? places.rank(of: slot) : nil,
      due: contact.outbound?.due)
  }

  /// Of a waiting call, within its queue; calls with an offer outstanding count.
  public func position(of call: CallID) -> (position: Int, estimatedWait: Interval?)? {
    guard let slot = contacts.slot(of: call), places.contains(slot) else { return nil }
    let position = places.rank(of: slot)
    return (position, estimatedWait(contacts[slot].queue, position: position))
  }

  /// The last decision about a call that is still here.
  public func why(_ call: CallID) -> OfferDecision? {
    contacts.slot(of: call).flatMap { contacts[$0].decision }
  }

  private func status(ofQueue queue: Int) -> QueueStatus {
    let record = queues[queue]
    var (ready, onCall) = (0, 0)
    tables.profilesOfClass.forEach(inRow: tables.widestClass(of: queue)) { profile in
      ready += idle.count(of: profile)
      onCall += agentsOnCall[profile]
    }
    return QueueStatus(
      queue: record.configuration.id, gate: record.isShut ? .shut : isOpen(queue) ? .open : .closed,
      waiting: record.flow.waiting - record.placeholders,
      ringing: record.flow.waiting - record.flow.unoffered - record.placeholders + record.unofferedPlaceholders,
      longestWait: record.firstIn < 0 ? .zero : now - contacts[record.firstIn].entered,
      agentsLoggedIn: record.agentsLoggedIn, agentsReady: ready, agentsTalking: onCall, counters: record.counters,
      estimatedWait: estimatedWait(queue, position: record.flow.waiting + 1))
  }

  private func status(ofAgent agent: Int) -> AgentStatus {
    let record = agents[agent]
    let slot = record.offer?.slot ?? record.slot ?? record.consults
    let queue = slot.map { contacts[$0].queue } ?? record.wrapUp?.queue
    return AgentStatus(
      agent: record.configuration.id, name: record.configuration.name, address: record.configuration.address,
      state: record.state, since: record.since, call: slot.map { contacts[$0].call } ?? record.wrapUp?.call,
      queue: queue.map { queues[$0].configuration.id }, offer: record.offer?.id,
      isConnected: record.graceEnds == nil, answered: record.answered, missedInARow: record.missed)
  }
}
