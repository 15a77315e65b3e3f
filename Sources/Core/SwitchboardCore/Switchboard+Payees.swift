import ACD
import CallModel
import IVR
import LineProtocol

/// Payees: an agent registers them for a caller whom he has verified, never keys.
extension Switchboard {
  mutating func registerPayee(
    _ entry: Request.PayeeEntry, of agent: AgentID, _ asker: Asker, into effects: inout Outgoing
  ) {
    let onTheLine: [AgentState.Kind] = [.talking, .held]
    guard let slot = calls.slot(of: entry.call), let status = acd.status(of: agent), status.call == entry.call,
      onTheLine.contains(status.state.kind)
    else { return refuse(asker, WireError(.unknownCall, [Field("call", entry.call)]), into: &effects) }
    guard entry.isVerified else {
      let text = "say verified=yes when the caller has proved to you who he is"
      return refuse(asker, WireError(.notPermitted, [Field("want", "verified")], text: text), into: &effects)
    }
    if let proved = calls[slot].dialogue.identified, proved != entry.payee.customer {
      let text = "the caller's password was that of another customer"
      return refuse(asker, WireError(.notPermitted, [Field("customer", proved.number)], text: text), into: &effects)
    }
    ask(.payee(entry), for: asker, into: &effects)
  }

  /// Who vouched for the caller stands in the log; the call's record says that an agent did.
  mutating func payeeAnswered(
    _ answer: PayeeAnswer, to entry: Request.PayeeEntry, _ asker: Asker, into effects: inout Outgoing
  ) {
    switch answer {
    case .registered(let number):
      if let slot = calls.slot(of: entry.call) { calls[slot].dialogue.agentHasVerified() }
      let agent = sessions[asker.session].agent?.text ?? "-"
      let sentence = "agent \(agent) has registered the payee \(number) for customer \(entry.payee.customer.number)"
      effects.append(.log(LogEntry(.info, sentence, identity(of: asker) + [Field("call", entry.call)])))
      ok(asker, [Field("payee", number)], into: &effects)
    case .refused(let code):
      refuse(asker, WireError(.notPermitted, [Field("rule", code)], text: "the bank refuses the payee"), into: &effects)
    }
  }
}
