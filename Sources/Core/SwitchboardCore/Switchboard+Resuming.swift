import ACD
import CallModel
import DequeModule
import IVR
import LineProtocol

/// Named sessions: `HELLO`, taking a session up again, and `ACK`. The same on every socket.
extension Switchboard {
  mutating func greet(_ hello: Request.Hello, _ asker: Asker, into effects: inout Outgoing) {
    guard sessions[asker.session].name == nil else {
      return refuse(asker, .conflict(.wrongState, want: "anonymous", have: "named"), into: &effects)
    }
    guard sessions[asker.session].calls.isEmpty else {
      let text = "say HELLO before the first CALL"
      return refuse(asker, .conflict(.wrongState, want: "no-calls", have: "calls", text: text), into: &effects)
    }
    guard sessions[asker.session].agent == nil else {
      let text = "say HELLO before LOGIN"
      return refuse(asker, .conflict(.wrongState, want: "logged-out", have: "logged-in", text: text), into: &effects)
    }
    var number = asker.session
    if let old = sessions.number(named: hello.name, role: sessions[number].role) {
      guard let resumed = takeUp(old, hello, asker, into: &effects) else { return }
      number = resumed
    } else if let resume = hello.resume {
      return refuse(asker, WireError(.unknownSession, [Field("session", resume.session)]), into: &effects)
    } else {
      sessions.name(number, hello.name)
    }
    welcome(number, hello, tag: asker.tag, into: &effects)
    if hello.resume != nil { sendAgain(number, into: &effects) }
    if let agent = sessions[number].agent {
      route(into: &effects) { acd, now, actions in _ = acd.connectionRestored(agent: agent, at: now, into: &actions) }
    }
  }

  private mutating func welcome(
    _ number: SessionNumber, _ hello: Request.Hello, tag: String?, into effects: inout Outgoing
  ) {
    let session = sessions[number]
    var fields = [
      Field("sid", session.id), Field("name", hello.name), Field("event", session.lastEvent),
    ]
    switch session.role {
    case .gateway:
      sessions[number].playback = hello.playback == .reported ? .reported : .instant
      sessions[number].dialsOut = hello.dial
      sessions[number].bridge = hello.bridge == .reported ? .reported : .instant
      fields += [
        Field("calls", session.calls.count), Field("playback", hello.playback.rawValue),
        Field("bridge", hello.bridge.rawValue),
      ]
      if hello.dial { fields.append(Field("dial", true)) }
    case .desk: if let agent = session.agent { fields.append(Field("agent", agent)) }
    case .operations: break
    }
    ok(Asker(session: number, tag: tag), fields, into: &effects)
  }

  /// A peer is back. With `resume=` it is sent what it has not taken; what is no longer held is said with `gone
  /// backlog`. Without, it begins from what `SNAPSHOT` or `SHOW` says.
  private mutating func takeUp(
    _ old: SessionNumber, _ hello: Request.Hello, _ asker: Asker, into effects: inout Outgoing
  ) -> SessionNumber? {
    guard let connection = sessions[asker.session].connection else { return nil }
    guard sessions[old].connection == nil else {
      refuse(asker, WireError(.sessionInUse, [Field("name", hello.name)]), into: &effects)
      return nil
    }
    // Whoever may open the socket may have guessed the session's name; the kernel says who it is.
    guard sessions[old].peer.userID == sessions[asker.session].peer.userID else {
      refuse(asker, WireError(.sessionInUse, [Field("name", hello.name)]), into: &effects)
      return nil
    }
    if let resume = hello.resume {
      guard resume.session == sessions[old].id else {
        refuse(asker, WireError(.unknownSession, [Field("session", resume.session)]), into: &effects)
        return nil
      }
      guard resume.event + 1 >= sessions[old].oldestKept, resume.event <= sessions[old].lastEvent else {
        let oldest = Field("oldest", sessions[old].oldestKept)
        refuse(asker, WireError(.backlog, [oldest], text: "say HELLO without resume=, then SNAPSHOT"), into: &effects)
        return nil
      }
      sessions[old].acknowledge(resume.event)
    } else {
      sessions[old].acknowledge(sessions[old].lastEvent)
    }
    deadlines.cancel(.linger(old))
    sessions[old].parked = sessions[asker.session].parked
    sessions[old].isHalfClosed = sessions[asker.session].isHalfClosed
    sessions[old].isCongested = sessions[asker.session].isCongested
    sessions.attach(old, to: connection, replacing: asker.session)
    return old
  }

  /// Everything that is kept, in order.
  private func sendAgain(_ number: SessionNumber, into effects: inout Outgoing) {
    guard let connection = sessions[number].connection else { return }
    for kept in sessions[number].backlog {
      effects.append(.send(connection, .event(number: kept.number, subject: kept.subject, kept.event)))
    }
  }

  mutating func acknowledge(_ event: Int64, _ asker: Asker, into effects: inout Outgoing) {
    guard event <= sessions[asker.session].lastEvent else {
      return refuse(asker, .badArgument("event", "not above the last event sent"), into: &effects)
    }
    sessions[asker.session].acknowledge(event)
    ok(asker, into: &effects)
  }
}
