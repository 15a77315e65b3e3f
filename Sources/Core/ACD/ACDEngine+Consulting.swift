public import CallModel

/// An agent asks a colleague about a call. Meanwhile the caller is on hold, for no longer than he may be; then the
/// agent has him again (`cancelConsultation`), or all three speak (`join`), or the colleague takes over (`complete`).
///
/// The colleague is offered the call like any other, and the call stays the agent's until `complete`. Whoever is
/// asked has no wrap-up for it.
extension ACDEngine {
  /// `target`: a colleague who is ready, or the agent of a queue whom its callers would get now.
  @discardableResult
  public mutating func consult(
    call: CallID, by agentID: AgentID, with target: TransferTarget, at instant: Timestamp,
    into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    let (slot, agent): (Int, Int)
    switch conversation(call, agentID) {
    case .failure(let refusal): return refusal
    case .success(let found): (slot, agent) = found
    }
    if let refusal = refusalWhileConsulting(slot) { return refusal }
    let (colleague, queue): (Int, Int)
    switch self.colleague(target, for: slot) {
    case .failure(let refusal): return refusal
    case .success(let found): (colleague, queue) = found
    }
    closeTalkStretch(slot)
    if agents[agent].state == .talking { actions.append(.held(call: call, agent: agentID)) }
    change(agent, to: .consulting, into: &actions)
    let ttr = queues[contacts[slot].queue].configuration.offerTimeout
    let number = beginOffer(of: slot, to: colleague, ttr: ttr)
    agents[colleague].offer!.isConsultation = true
    contacts[slot].consultation = Contact.Consultation(colleague: colleague, queue: queue, offer: number)
    actions.append(
      .consult(
        offer: ACDEngine.offerID(number), agent: agentID, colleague: agents[colleague].configuration.id, call: call,
        queue: queues[queue].configuration.id, ttr: ttr))
    change(colleague, to: .offered, into: &actions)
    log(number, of: colleague)
    settle(into: &actions)
    return nil
  }

  /// All three speak.
  @discardableResult
  public mutating func join(
    call: CallID, by agentID: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    switch consultation(call, agentID, in: [.speaking]) {
    case .failure(let refusal): return refusal
    case .success(let (slot, agent, consultation)):
      contacts[slot].consultation?.stage = .joined
      takeOffHold(agent, into: &actions)
      change(consultation.colleague, to: .talking, into: &actions)
      actions.append(
        .joined(call: call, agent: agentID, colleague: agents[consultation.colleague].configuration.id))
    }
    settle(into: &actions)
    return nil
  }

  /// The colleague has the caller from now on; the agent wraps up.
  @discardableResult
  public mutating func complete(
    call: CallID, by agentID: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    switch consultation(call, agentID, in: [.speaking, .joined]) {
    case .failure(let refusal): return refusal
    case .success(let (slot, agent, consultation)):
      let old = contacts[slot].queue
      let colleague = consultation.colleague
      if consultation.stage == .speaking { actions.append(.unheld(call: call, agent: agentID)) }
      contacts[slot].acquaintance = acquaintance(of: slot, afterTalkWith: agent)
      contacts[slot].consultation = nil
      endTalk(slot, agent, cause: .handedOver, into: &actions)
      take(slot, colleague, into: consultation.queue)
      actions.append(
        .handedOver(
          call: call, agent: agentID, colleague: agents[colleague].configuration.id,
          offer: ACDEngine.offerID(consultation.offer), queue: queues[consultation.queue].configuration.id))
      if agents[colleague].state != .talking { change(colleague, to: .talking, into: &actions) }
      beginWrapUp(agent, call: call, queue: old, into: &actions)
    }
    settle(into: &actions)
    return nil
  }

  /// The agent has the caller again, without the colleague.
  @discardableResult
  public mutating func cancelConsultation(
    call: CallID, by agentID: AgentID, at instant: Timestamp, into actions: inout [ACDAction]
  ) -> ACDRefusal? {
    fireAlarms(before: instant, into: &actions)
    switch consultation(call, agentID, in: [.asked, .speaking, .joined]) {
    case .failure(let refusal): return refusal
    case .success(let (slot, _, _)): endConsultation(slot, because: .cancelled, into: &actions)
    }
    settle(into: &actions)
    return nil
  }

  // MARK: - What is asked for

  private func colleague(
    _ target: TransferTarget, for slot: Int
  ) -> Result<(colleague: Int, queue: Int), ACDRefusal> {
    switch target {
    case .agent(let id):
      guard let index = agentIndex[id] else { return .failure(.unknownAgent(id)) }
      guard agents[index].state == .ready else { return .failure(refusal(index, want: [.ready])) }
      guard !contacts[slot].excluded.contains(index) else { return .failure(.agentExcluded(id)) }
      return .success((index, contacts[slot].queue))
    case .queue(let id):
      guard let queue = openIndex(of: id) else { return .failure(.unknownQueue(id)) }
      guard let index = firstColleague(of: queue, for: slot) else { return .failure(.queueRefuses(id, .noAgents)) }
      return .success((index, queue))
    }
  }

  /// Who has been idle for the longest in the lowest ring that has anybody; no strategy is asked, for nobody's turn
  /// is used up.
  private func firstColleague(of queue: Int, for slot: Int) -> Int? {
    for matchClass in tables.firstClass[queue]...tables.widestClass(of: queue) {
      let able = mayServe(matchClass).profiles.flatMap { idle.agents(of: $0) }
      let free = able.filter { !contacts[slot].excluded.contains($0) }
      if let first = free.min(by: { agents[$0].key(in: .idleTime) < agents[$1].key(in: .idleTime) }) { return first }
    }
    return nil
  }

  private func consultation(
    _ call: CallID, _ agentID: AgentID, in stages: [Contact.Consultation.Stage]
  ) -> Result<(slot: Int, agent: Int, consultation: Contact.Consultation), ACDRefusal> {
    switch conversation(call, agentID) {
    case .failure(let refusal): return .failure(refusal)
    case .success(let (slot, agent)):
      let want = stages.map(\.rawValue).joined(separator: "|")
      guard let consultation = contacts[slot].consultation else {
        return .failure(.callState(want: want, have: agents[agent].state.word))
      }
      guard stages.contains(consultation.stage) else {
        return .failure(.callState(want: want, have: consultation.stage.rawValue))
      }
      return .success((slot, agent, consultation))
    }
  }

  /// What an agent can't do with his caller while a colleague is asked.
  func refusalWhileConsulting(_ slot: Int) -> ACDRefusal? {
    contacts[slot].consultation.map { .callState(want: "talking|held", have: $0.stage.rawValue) }
  }

  // MARK: - What comes of it

  mutating func beginConsulting(_ colleague: Int, into actions: inout [ACDAction]) {
    let offer = agents[colleague].offer!
    agents[colleague].offer = nil
    agents[colleague].consults = offer.slot
    agents[colleague].missed = 0
    agents[colleague].declined = 0
    contacts[offer.slot].consultation?.stage = .speaking
    actions.append(
      .consulting(
        call: contacts[offer.slot].call, agent: agents[agentTalking(offer.slot)!].configuration.id,
        colleague: agents[colleague].configuration.id, offer: ACDEngine.offerID(offer.number)))
    change(colleague, to: .consulting, into: &actions)
  }

  /// Parts the colleague from the call, and gives the agent his caller back.
  mutating func endConsultation(_ slot: Int, because reason: ConsultEnd, into actions: inout [ACDAction]) {
    dissolveConsultation(slot, because: reason, into: &actions)
    backToCaller(slot, into: &actions)
  }

  /// The offer to the colleague is closed already.
  mutating func backFromConsultation(_ slot: Int, because reason: ConsultEnd, into actions: inout [ACDAction]) {
    noteConsultEnd(slot, because: reason, into: &actions)
    backToCaller(slot, into: &actions)
  }

  private mutating func backToCaller(_ slot: Int, into actions: inout [ACDAction]) {
    if let agent = agentTalking(slot), agents[agent].state == .consulting { takeOffHold(agent, into: &actions) }
  }

  /// The colleague goes; what the agent does is for the caller of this.
  mutating func dissolveConsultation(_ slot: Int, because reason: ConsultEnd, into actions: inout [ACDAction]) {
    let colleague = contacts[slot].consultation!.colleague
    noteConsultEnd(slot, because: reason, into: &actions)
    if agents[colleague].offer?.slot == slot {
      withdraw(colleague, because: reason == .callEnded ? .callerGone : .cancelled, into: &actions)
    } else {
      agents[colleague].consults = nil
      finishWork(colleague, into: &actions)
    }
  }

  private mutating func noteConsultEnd(_ slot: Int, because reason: ConsultEnd, into actions: inout [ACDAction]) {
    let consultation = contacts[slot].consultation!
    contacts[slot].consultation = nil
    actions.append(
      .consultEnded(
        call: contacts[slot].call, agent: agents[agentTalking(slot)!].configuration.id,
        colleague: agents[consultation.colleague].configuration.id, reason: reason,
        hasSpoken: consultation.stage != .asked))
  }

  /// The call is the colleague's, in the queue for which he was asked.
  private mutating func take(_ slot: Int, _ colleague: Int, into queue: Int) {
    queues[contacts[slot].queue].calls -= 1
    queues[queue].calls += 1
    contacts[slot].queue = queue
    contacts[slot].place = .talking(colleague)
    contacts[slot].stretchBegan = now
    contacts[slot].talk = .zero
    contacts[slot].hold = .zero
    agents[colleague].consults = nil
    agents[colleague].slot = slot
    agents[colleague].isCoded = false
    agents[colleague].answered += 1
    countInRow(colleague)
  }
}

extension ConsultEnd {
  init(_ cause: WithdrawReason) {
    switch cause {
    case .declined: self = .declined
    case .connectionLost: self = .connectionLost
    case .noAnswer, .callerGone, .answeredElsewhere, .notReached, .cancelled: self = .noAnswer
    }
  }
}
