import CallModel
import IVR
public import LineProtocol

/// The verbs of gw.sock.
extension Switchboard {
  mutating func arrive(_ arrival: Request.Arrival, _ asker: Asker, into effects: inout Outgoing) {
    guard drain == .open else { return refuse(asker, later(.draining), into: &effects) }
    guard !isStorageShort else { return refuse(asker, storageIsShort, into: &effects) }
    // Those who are here already get what they came for.
    guard !isOverloaded else { return refuse(asker, later(.overload), into: &effects) }
    guard calls.count < limits.calls else {
      let fields = [Field("limit", limits.calls), Field("after", milliseconds: limits.retryAfter)]
      return refuse(asker, WireError(.tooManyCalls, fields), into: &effects)
    }
    if let wanted = arrival.call, calls.slot(of: wanted) != nil || callbacks[wanted] != nil {
      return refuse(asker, WireError(.callExists, [Field("call", wanted)]), into: &effects)
    }
    if let language = arrival.language, !settings.tree.languages.contains(language) {
      let known = settings.tree.languages.map(\.tag).joined(separator: ", ")
      return refuse(asker, .badArgument("lang", "one of \(known)"), into: &effects)
    }
    let id = arrival.call ?? freshCallID()
    let dialogue = Dialogue(
      tree: settings.tree, language: arrival.language, callingNumber: arrival.from,
      playback: sessions[asker.session].playback)
    let slot = begin(id, dialogue, from: arrival.from, to: arrival.to, asker)
    sessions[asker.session].currentCall = slot
    ok(asker, [Field("call", id)], into: &effects)
    monitor(.call, id.text, [Field("state", "started")], into: &effects)
    converse(slot, into: &effects) { dialogue, now, actions in dialogue.begin(at: now, into: &actions) }
  }

  /// Something new can't be promised while the disk has no room for it.
  public var storageIsShort: WireError { later(.storage) }

  private func later(_ symbol: ErrorSymbol) -> WireError {
    WireError(symbol, [Field("after", milliseconds: limits.retryAfter)])
  }

  /// A call begins in the asker's session.
  mutating func begin(_ id: CallID, _ dialogue: Dialogue, from: String?, to: String?, _ asker: Asker) -> CallSlot {
    callsStarted += 1
    var call = CallSession(
      id: id, serial: callsStarted, epoch: identity.epoch, session: asker.session, callingNumber: from,
      calledNumber: to, startedAt: now, dialogue: dialogue)
    if waysTaken != nil, scratch.waysVersion.map({ $0 == dialogue.tree.version }) ?? true { call.dialogue.ways = [] }
    call.placeInSession = sessions[asker.session].calls.count
    let slot = calls.insert(call)
    sessions[asker.session].calls.append(slot)
    return slot
  }

  /// `c1`, `c2`, ...; a number that a gateway has taken for itself is passed over.
  private mutating func freshCallID() -> CallID {
    while true {
      let id = CallID("c\(nextCallNumber)")
      nextCallNumber += 1
      if calls.slot(of: id) == nil { return id }
    }
  }

  mutating func key(_ press: Request.KeyPress, _ asker: Asker, into effects: inout Outgoing) {
    guard let slot = ownCall(press.call, asker, into: &effects) else { return }
    var keys = press.keys
    if let first = press.number {
      let expected = calls[slot].keysTaken + 1
      guard first <= expected else {
        let fields = [Field("want", expected), Field("have", first)]
        return refuse(asker, WireError(.keyGap, fields), into: &effects)
      }
      let repeated = Int(clamping: expected - first)
      if repeated >= keys.count { return ok(asker, [Field("dup", 1)], into: &effects) }
      keys = Keys(keys.dropFirst(repeated))
    }
    ok(asker, into: &effects)
    take(keys, slot, into: &effects)
  }

  mutating func bareKeys(_ keys: Keys, _ asker: Asker, into effects: inout Outgoing) {
    guard let slot = currentCall(asker, into: &effects) else { return }
    if let connection = sessions[asker.session].connection { effects.append(.completed(connection, count: 1)) }
    take(keys, slot, into: &effects)
  }

  private mutating func take(_ keys: Keys, _ slot: CallSlot, into effects: inout Outgoing) {
    calls[slot].keysTaken += Int64(keys.count)
    keysTaken += Int64(keys.count)
    converse(slot, into: &effects) { dialogue, now, actions in dialogue.press(keys, at: now, into: &actions) }
  }

  mutating func played(_ id: CallID, event: Int64, _ asker: Asker, into effects: inout Outgoing) {
    guard let slot = ownCall(id, asker, into: &effects) else { return }
    guard calls[slot].dialogue.playback == .reported else {
      // The prompt counted as heard when it was sent: whoever reports it believes in timers that do not run so.
      return refuse(
        asker, .conflict(.wrongState, want: "playback=reported", have: "playback=instant"), into: &effects)
    }
    ok(asker, into: &effects)
    guard let ordinal = calls[slot].heard(event) else { return }
    converse(slot, into: &effects) { dialogue, now, actions in
      dialogue.promptHeard(through: ordinal, at: now, into: &actions)
    }
  }

  mutating func hangUp(_ id: CallID?, _ asker: Asker, into effects: inout Outgoing) {
    let found = if let id { ownCall(id, asker, into: &effects) } else { currentCall(asker, into: &effects) }
    guard let slot = found else { return }
    ok(asker, into: &effects)
    end(slot, cause: .callerHungUp, into: &effects)
  }

  mutating func use(_ id: CallID, _ asker: Asker, into effects: inout Outgoing) {
    guard let slot = ownCall(id, asker, into: &effects) else { return }
    sessions[asker.session].currentCall = slot
    ok(asker, [Field("call", id)], into: &effects)
  }

  mutating func snapshot(_ asker: Asker, into effects: inout Outgoing) {
    let slots = sessions[asker.session].calls.sorted { calls[$0].serial < calls[$1].serial }
    for slot in slots { row(asker, "call", summary(of: calls[slot]), into: &effects) }
    let fields = [Field("calls", slots.count), Field("event", sessions[asker.session].lastEvent)]
    ok(asker, fields, into: &effects)
  }

  /// A call of this session, or the refusal that says why not. Another gateway's call is as unknown as none.
  func liveCall(_ id: CallID, of number: SessionNumber) -> CallSlot? {
    guard let slot = calls.slot(of: id), calls[slot].session == number else { return nil }
    return slot
  }

  mutating func ownCall(_ id: CallID, _ asker: Asker, into effects: inout Outgoing) -> CallSlot? {
    if let slot = liveCall(id, of: asker.session) { return slot }
    refuse(asker, WireError(.unknownCall, [Field("call", id)]), into: &effects)
    return nil
  }

  mutating func currentCall(_ asker: Asker, into effects: inout Outgoing) -> CallSlot? {
    if let slot = sessions[asker.session].currentCall { return slot }
    if let ended = sessions[asker.session].endedCall {
      refuse(asker, WireError(.callEnded, [Field("call", ended)]), into: &effects)
      return nil
    }
    refuse(asker, WireError(.noCall, text: "say CALL first, or USE <call>"), into: &effects)
    return nil
  }
}
