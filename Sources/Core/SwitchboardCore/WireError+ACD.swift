import ACD
import CallModel
import LineProtocol

extension WireError {
  /// The ACD's refusals in the protocol's frozen symbols.
  init(_ refusal: ACDRefusal) {
    switch refusal {
    case .unknownAgent(let agent), .agentRemoved(let agent): self.init(.unknownAgent, [Field("agent", agent)])
    case .unknownQueue(let queue): self.init(.unknownQueue, [Field("queue", queue)])
    case .unknownCall(let call), .notYourCall(let call): self.init(.unknownCall, [Field("call", call)])
    case .unknownOffer(let offer), .notYourOffer(let offer): self.init(.unknownOffer, [Field("offer", offer)])
    case .offerEnded(let offer): self.init(.offerEnded, [Field("offer", offer)])
    case .duplicateCall(let call): self.init(.callExists, [Field("call", call)])
    case .unknownCode(let code, let known):
      let codes = known.joined(separator: ", ")
      self = .badArgument("code", "\(code) is not a wrap-up code of the call's queue; its codes are \(codes).")
    case .agentExcluded(let agent):
      let text = "agent \(agent) must not have this caller"
      self = .conflict(.wrongState, want: "another-agent", have: "excluded", text: text)
    case .agentDisconnected:
      self = .conflict(.wrongState, want: "connected", have: "disconnected")
    case .agentRests(let until):
      let text = "after so many calls in a row the agent must rest; READY is taken from then on"
      self.init(
        .wrongState,
        [Field("want", "rested"), Field("have", "resting"), Field("until", until.microseconds / 1_000)], text: text)
    case .agentState(let want, let have), .callState(let want, let have):
      self = .conflict(.wrongState, want: want, have: have)
    case .queueRefuses(let queue, let reason):
      let text = "queue \(queue) takes no callers now: \(reason.rawValue)"
      self = .conflict(.wrongState, want: "open", have: reason.rawValue, text: text)
    }
  }
}
