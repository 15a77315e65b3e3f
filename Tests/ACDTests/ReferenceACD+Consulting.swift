import ACD
import CallModel

/// An agent who asks a colleague, by the rules as they are written.
extension ReferenceACD {
  struct Consultation {
    enum Stage { case asked, speaking, joined }
    var colleague: AgentID
    var queue: QueueID
    var offer: Int64
    var stage = Stage.asked
  }

  mutating func consult(_ id: CallID, _ agentID: AgentID, _ target: TransferTarget) -> Bool {
    guard let agent = mine(id, agentID), consultation(id) == nil else { return false }
    let call = calls[callIndex(id)!]
    guard let (colleague, asked) = colleague(target, for: call) else { return false }
    closeStretch(id, held: agents[agent].state == .held)
    if agents[agent].state == .talking { actions.append(.held(call: id, agent: agentID)) }
    change(agent, .consulting)
    let ttr = queue(call.queue).offerTimeout
    let number = beginOffer(id, colleague, ttr, isConsultation: true)
    calls[callIndex(id)!].consultation = Consultation(colleague: agents[colleague].id, queue: asked, offer: number)
    actions.append(
      .consult(
        offer: OfferID("o\(number)"), agent: agentID, colleague: agents[colleague].id, call: id, queue: asked, ttr: ttr)
    )
    change(colleague, .offered)
    return true
  }

  /// The agent named, if he is ready; of a queue, who is idle for longest in the lowest ring that has anybody.
  private func colleague(_ target: TransferTarget, for call: Call) -> (Int, QueueID)? {
    switch target {
    case .agent(let id):
      guard let agent = agentIndex(id), agents[agent].state == .ready, !call.excluded.contains(id) else { return nil }
      return (agent, call.queue)
    case .queue(let id):
      guard isOpen(id) else { return nil }
      for ring in queue(id).rings {
        let able = agents.indices.filter {
          agents[$0].state == .ready && serves(agents[$0].id, ring) && !isLeftToOthers($0, queue(id))
            && !call.excluded.contains(agents[$0].id)
        }
        let first = able.min { a, b in
          agents[a].idleSince != agents[b].idleSince
            ? agents[a].idleSince < agents[b].idleSince : agents[a].id < agents[b].id
        }
        if let first { return (first, id) }
      }
      return nil
    }
  }

  func consultation(_ id: CallID) -> Consultation? { callIndex(id).flatMap { calls[$0].consultation } }

  mutating func acceptConsultation(_ agent: Int) {
    let (number, id, _, _) = agents[agent].offer!
    agents[agent].offer = nil
    agents[agent].consults = id
    agents[agent].missed = 0
    agents[agent].declined = 0
    calls[callIndex(id)!].consultation!.stage = .speaking
    actions.append(
      .consulting(
        call: id, agent: agents[holder(id)!].id, colleague: agents[agent].id, offer: OfferID("o\(number)")))
    change(agent, .consulting)
  }

  mutating func join(_ id: CallID, _ agentID: AgentID) -> Bool {
    guard let agent = mine(id, agentID), let asked = consultation(id), asked.stage == .speaking else { return false }
    calls[callIndex(id)!].consultation!.stage = .joined
    takeOffHold(agent)
    change(agentIndex(asked.colleague)!, .talking)
    actions.append(.joined(call: id, agent: agentID, colleague: asked.colleague))
    return true
  }

  mutating func complete(_ id: CallID, _ agentID: AgentID) -> Bool {
    guard let agent = mine(id, agentID), let asked = consultation(id), asked.stage != .asked else { return false }
    let (index, colleague) = (callIndex(id)!, agentIndex(asked.colleague)!)
    let old = calls[index].queue
    if asked.stage == .speaking { actions.append(.unheld(call: id, agent: agentID)) }
    calls[index].talks.append(PastTalk(agent: agentID, ended: now, isOfThisCall: true))
    calls[index].consultation = nil
    part(agent, .handedOver)
    calls[index].queue = asked.queue
    calls[index].place = .talking(asked.colleague)
    calls[index].stretchBegan = now
    calls[index].talk = .zero
    calls[index].hold = .zero
    agents[colleague].consults = nil
    agents[colleague].call = id
    agents[colleague].isCoded = false
    agents[colleague].answered += 1
    countInRow(colleague)
    actions.append(
      .handedOver(
        call: id, agent: agentID, colleague: asked.colleague, offer: OfferID("o\(asked.offer)"), queue: asked.queue))
    if agents[colleague].state != .talking { change(colleague, .talking) }
    wrapUp(agent, id, old)
    return true
  }

  mutating func cancelConsultation(_ id: CallID, _ agentID: AgentID) -> Bool {
    guard mine(id, agentID) != nil, consultation(id) != nil else { return false }
    endConsultation(id, .cancelled)
    return true
  }

  /// The colleague goes, and the agent has his caller again.
  mutating func endConsultation(_ id: CallID, _ reason: ConsultEnd) {
    dissolveConsultation(id, reason)
    backToCaller(id)
  }

  mutating func backToCaller(_ id: CallID) {
    if let agent = holder(id), agents[agent].state == .consulting { takeOffHold(agent) }
  }

  mutating func dissolveConsultation(_ id: CallID, _ reason: ConsultEnd) {
    let colleague = agentIndex(consultation(id)!.colleague)!
    noteConsultEnd(id, reason)
    if agents[colleague].offer?.call == id {
      takeBack(colleague, reason == .callEnded ? .callerGone : .cancelled)
    } else {
      agents[colleague].consults = nil
      finish(colleague)
    }
  }

  mutating func noteConsultEnd(_ id: CallID, _ reason: ConsultEnd) {
    let asked = consultation(id)!
    calls[callIndex(id)!].consultation = nil
    actions.append(
      .consultEnded(
        call: id, agent: agents[holder(id)!].id, colleague: asked.colleague, reason: reason,
        hasSpoken: asked.stage != .asked))
  }
}
