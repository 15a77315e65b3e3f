import ACD
import CallModel
import Testing

/// The engine and the brute-force scheduler, side by side: the same actions in the same order, event for event,
/// and the engine's own audit after each.
@Suite struct AgreementTests {
  /// Of all traces together 104,000.
  static let eventsOfATrace = 2_000

  @Test(arguments: 1...52) func agreesEventForEvent(seed: UInt64) {
    var trace = RandomTrace(seed: seed)
    let settings = trace.settings()
    var instant = trace.start
    var model = ReferenceACD(settings, at: instant)
    var engine = ACDEngine(configuration: settings, startingAt: instant)
    for number in 1...Self.eventsOfATrace {
      instant = instant + trace.step()
      let event = trace.event(for: model)
      model.actions = []
      var actions: [ACDAction] = []
      let isRefusedByModel = model.perform(event, at: instant)
      let refusal = engine.perform(event, at: instant, into: &actions)
      let violations = engine.audit()
      let told = actions.map(\.withoutEstimate)
      guard told == model.actions, (refusal != nil) == isRefusedByModel, violations.isEmpty else {
        Issue.record(
          """
          seed \(seed), event \(number), \(event) at \(instant.microseconds)
          engine refuses: \(String(describing: refusal)), reference refuses: \(isRefusedByModel)
          \(firstDifference(told, model.actions))
          audit: \(violations)
          """)
        return
      }
    }
  }

  private func firstDifference(_ engine: [ACDAction], _ reference: [ACDAction]) -> String {
    let index = zip(engine, reference).enumerated().first { $1.0 != $1.1 }?.offset ?? min(engine.count, reference.count)
    func name(_ actions: [ACDAction]) -> String { index < actions.count ? "\(actions[index])" : "nothing more" }
    return "action \(index): engine \(name(engine)); reference \(name(reference))"
  }

  /// A trace is worth something only if it gets everywhere.
  @Test func tracesReachEveryActionAndEveryReason() {
    var seen: Set<String> = []
    for seed in UInt64(1)...16 {
      var trace = RandomTrace(seed: seed)
      var instant = trace.start
      var model = ReferenceACD(trace.settings(), at: instant)
      for _ in 1...Self.eventsOfATrace {
        instant = instant + trace.step()
        _ = model.perform(trace.event(for: model), at: instant)
      }
      for action in model.actions {
        seen.insert(action.kindAndReason)
        if case .offer(_, _, _, _, _, _, let why) = action { seen.formUnion(why) }
      }
    }
    let wanted = [
      "offer", "deadlineSoon", "rest", "connect", "held", "unheld", "position", "wrapUp", "coded", "stateInterval",
      "withdraw no-answer",
      "withdraw declined", "withdraw caller-gone", "withdraw connection-lost", "withdraw answered-elsewhere",
      "overflow closed", "overflow full",
      "overflow no-agents", "overflow max-wait", "talkEnded caller-hung-up", "talkEnded agent-ended",
      "talkEnded transferred", "talkEnded connection-lost", "talkEnded unreachable", "requeued connection-lost",
      "requeued unreachable", "agentState not-ready", "agentState ready", "agentState logged-out", "agentState held",
      "agentState consulting", "consult", "consulting", "joined", "handedOver", "talkEnded handed-over",
      "withdraw cancelled", "consultEnded no-answer", "consultEnded declined", "consultEnded cancelled",
      "consultEnded left", "consultEnded connection-lost", "consultEnded hold-limit", "consultEnded call-ended",
    ]
    let rules = ["most-urgent", "takes-first", "rings-too", "preferred-agent", "transfer", "ring-2"]
    for kind in wanted + rules + Strategy.allCases.map(\.rawValue) {
      #expect(seen.contains(kind), "no trace has \(kind)")
    }
  }
}

extension ACDEngine {
  mutating func perform(_ event: TraceEvent, at t: Timestamp, into actions: inout [ACDAction]) -> ACDRefusal? {
    switch event {
    case .advance:
      advance(to: t, into: &actions)
      return nil
    case .enter(let call, let queue, let credit, let arrival, let preferred, let excluded, let talks):
      return enter(
        call: call, queue: queue, credit: credit, arrival: arrival, preferred: preferred, excluded: excluded,
        talks: talks, at: t, into: &actions)
    case .leave(let call, let reason): return leave(call: call, reason: reason, at: t, into: &actions)
    case .release(let call): return release(call: call, at: t, into: &actions)
    case .hangUp(let call): return hangUp(call: call, at: t, into: &actions)
    case .unreachable(let call): return unreachable(call: call, at: t, into: &actions)
    case .logIn(let agent): return logIn(agent: agent, at: t, into: &actions)
    case .logOut(let agent): return logOut(agent: agent, at: t, into: &actions)
    case .ready(let agent): return ready(agent: agent, at: t, into: &actions)
    case .notReady(let agent, let reason): return notReady(agent: agent, reason: reason, at: t, into: &actions)
    case .accept(let offer, let agent): return accept(offer: offer, by: agent, at: t, into: &actions)
    case .decline(let offer, let agent): return decline(offer: offer, by: agent, at: t, into: &actions)
    case .hold(let call, let agent): return hold(call: call, by: agent, at: t, into: &actions)
    case .unhold(let call, let agent): return unhold(call: call, by: agent, at: t, into: &actions)
    case .transfer(let call, let agent, let target):
      return transfer(call: call, by: agent, to: target, at: t, into: &actions)
    case .consult(let call, let agent, let target):
      return consult(call: call, by: agent, with: target, at: t, into: &actions)
    case .join(let call, let agent): return join(call: call, by: agent, at: t, into: &actions)
    case .complete(let call, let agent): return complete(call: call, by: agent, at: t, into: &actions)
    case .cancel(let call, let agent): return cancelConsultation(call: call, by: agent, at: t, into: &actions)
    case .end(let call, let agent): return end(call: call, by: agent, at: t, into: &actions)
    case .wrap(let call, let agent, let code): return wrap(call: call, by: agent, code: code, at: t, into: &actions)
    case .connectionLost(let agent): return connectionLost(agent: agent, at: t, into: &actions)
    case .connectionRestored(let agent): return connectionRestored(agent: agent, at: t, into: &actions)
    case .close(let queue, let sendingAway):
      return close(queue: queue, sendingAway: sendingAway, at: t, into: &actions)
    case .open(let queue): return open(queue: queue, at: t, into: &actions)
    case .reconfigure(let settings):
      reconfigure(settings, at: t, into: &actions)
      return nil
    }
  }
}

extension ACDAction {
  /// The estimate has tests of its own.
  var withoutEstimate: ACDAction {
    guard case .position(let call, let queue, let position, _) = self else { return self }
    return .position(call: call, queue: queue, position: position, estimatedWait: nil)
  }

  var kindAndReason: String {
    switch self {
    case .offer: "offer"
    case .deadlineSoon: "deadlineSoon"
    case .withdraw(_, _, _, let reason): "withdraw \(reason.rawValue)"
    case .connect: "connect"
    case .consult: "consult"
    case .consulting: "consulting"
    case .joined: "joined"
    case .consultEnded(_, _, _, let reason, _): "consultEnded \(reason.rawValue)"
    case .handedOver: "handedOver"
    case .held: "held"
    case .unheld: "unheld"
    case .talkEnded(_, _, _, _, _, let cause): "talkEnded \(cause.rawValue)"
    case .requeued(_, _, _, _, let cause): "requeued \(cause.rawValue)"
    case .dial: "dial"
    case .dialCancelled: "dialCancelled"
    case .outboundEnded(_, _, _, let end): "outboundEnded \(end.rawValue)"
    case .position: "position"
    case .overflow(_, _, _, let reason, _): "overflow \(reason.rawValue)"
    case .agentState(_, let state, _): "agentState \(state.word)"
    case .wrapUp: "wrapUp"
    case .coded: "coded"
    case .rest: "rest"
    case .stateInterval: "stateInterval"
    }
  }
}
