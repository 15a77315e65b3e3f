import ACD
import CallModel
import LineProtocol

/// An agent asks a colleague: the verbs of the desk, and what the gateway and both consoles are told.
///
/// The legs are the gateway's, and simulated here like all: a colleague's counts as up when he has accepted.
extension Switchboard {
  mutating func consult(
    _ call: CallID, by agent: AgentID, with target: Request.TransferTarget, _ asker: Asker,
    into effects: inout Outgoing
  ) {
    let colleague: TransferTarget =
      switch target {
      case .queue(let queue): .queue(queue)
      case .agent(let other): .agent(other)
      case .menu: preconditionFailure("The parser lets no menu be consulted.")
      }
    guard isTalking(call, agent, asker, into: &effects) else { return }
    command(asker, into: &effects) { $0.consult(call: call, by: agent, with: colleague, at: $1, into: &$2) }
  }

  /// Before the legs stand nobody can be held, and so nobody asked.
  private mutating func isTalking(
    _ call: CallID, _ agent: AgentID, _ asker: Asker, into effects: inout Outgoing
  ) -> Bool {
    guard let slot = calls.slot(of: call), case .bridging(let leg) = calls[slot].stage, leg.agent == agent else {
      return true
    }
    refuse(asker, .conflict(.wrongState, want: "talking|held", have: "bridging"), into: &effects)
    return false
  }

  /// A verb about the call that is named, else about the one on the agent's line.
  mutating func ofOwnCall(
    _ named: CallID?, _ agent: AgentID, _ asker: Asker, into effects: inout Outgoing,
    _ body: (inout ACDEngine, CallID, Timestamp, inout [ACDAction]) -> ACDRefusal?
  ) {
    guard let call = named ?? acd.status(of: agent)?.call else {
      return refuse(asker, WireError(.noCall, text: "nobody is on your line"), into: &effects)
    }
    command(asker, into: &effects) { body(&$0, call, $1, &$2) }
  }

  mutating func performConsultation(_ action: ACDAction, into effects: inout Outgoing) {
    switch action {
    case .consult(let offer, let agent, let colleague, let call, let queue, let ttr):
      let event = Event.Offer(
        agent: colleague, call: call, queue: queue, ttr: ttr, waited: .zero, why: ["consult"], consultedBy: agent)
      tellDesk(agent, call.text, .consulting(agent: colleague, state: "asked", reason: nil), into: &effects)
      tellDesk(colleague, offer.text, .offer(event), into: &effects)
    case .consulting(let call, let agent, let colleague, let offer):
      let address = acd.status(of: colleague)?.address ?? "-"
      tellGateway(call, .consult(agent: colleague, address: address, offer: offer), into: &effects)
      tellBoth(call, agent, colleague, "speaking", into: &effects)
    case .joined(let call, let agent, let colleague):
      tellGateway(call, .join, into: &effects)
      tellBoth(call, agent, colleague, "joined", into: &effects)
    case .consultEnded(let call, let agent, let colleague, let reason, let hasSpoken):
      let ended = Event.consulting(agent: colleague, state: "ended", reason: reason.rawValue)
      guard hasSpoken else { return tellDesk(agent, call.text, ended, into: &effects) }
      tellGateway(call, .unconsult, into: &effects)
      tellBoth(call, agent, colleague, "ended", reason: reason.rawValue, into: &effects)
    case .handedOver(let call, agent: _, let colleague, let offer, let queue):
      handOver(call, to: colleague, offer, queue, into: &effects)
    case .offer, .deadlineSoon, .withdraw, .connect, .held, .unheld, .talkEnded, .requeued, .dial, .dialCancelled,
      .outboundEnded, .position, .overflow, .agentState, .wrapUp, .rest, .coded, .stateInterval:
      preconditionFailure("This is no part of a consultation.")
    }
  }

  private mutating func handOver(
    _ call: CallID, to colleague: AgentID, _ offer: OfferID, _ queue: QueueID, into effects: inout Outgoing
  ) {
    guard let slot = calls.slot(of: call) else { return }
    epochsOfTalks[colleague] = calls[slot].epoch
    calls[slot].stage = .talking(
      .init(
        agent: colleague, offer: offer, queue: queue, enteredQueueAt: now, answeredAt: now, isBridgeSent: true,
        isHandedOver: true))
    tell(slot, .complete(agent: colleague), into: &effects)
    tellDesk(colleague, call.text, connected(calls[slot]), into: &effects)
  }

  private mutating func tellGateway(_ call: CallID, _ event: Event, into effects: inout Outgoing) {
    if let slot = calls.slot(of: call) { tell(slot, event, into: &effects) }
  }

  private mutating func tellBoth(
    _ call: CallID, _ agent: AgentID, _ colleague: AgentID, _ state: String, reason: String? = nil,
    into effects: inout Outgoing
  ) {
    tellDesk(agent, call.text, .consulting(agent: colleague, state: state, reason: reason), into: &effects)
    tellDesk(colleague, call.text, .consulting(agent: agent, state: state, reason: reason), into: &effects)
  }
}
