import ACD
import CallModel
import DequeModule
import IVR
import LineProtocol

/// Connections, sessions and the order of replies.
extension Switchboard {
  mutating func open(_ connection: ConnectionID, role: Role, peer: Peer, into effects: inout Outgoing) {
    _ = sessions.open(connection, role: role, peer: peer)
    let capabilities = ["mux", "resume", "secret"] + (identity.isVirtual ? ["virtual"] : [])
    let hello = Notice.hello(server: identity.server, epoch: identity.epoch, capabilities: capabilities)
    effects.append(.send(connection, .notice(hello)))
    if case .draining(let by) = drain {
      effects.append(.send(connection, .notice(.drain(by: by.map { max($0 - now, .zero) }))))
    }
  }

  /// Works a line off at once, or parks it behind the request that still waits for its answer.
  mutating func receive(_ line: ClientLine, from number: SessionNumber, into effects: inout Outgoing) {
    if sessions[number].isClosing { return }
    if sessions[number].waitingFor != nil {
      sessions[number].parked.append(ParkedLine(line))
      return
    }
    carryOut(line, from: number, into: &effects)
  }

  private mutating func carryOut(_ line: ClientLine, from number: SessionNumber, into effects: inout Outgoing) {
    switch line.content {
    case .malformed(let error):
      reply(number, .error(tag: line.tag, error), into: &effects)
      guard error.errorClass == .bad else { return }
      sessions[number].badLinesInARow += 1
      if sessions[number].badLinesInARow >= limits.badLinesInARow {
        dismiss(number, reason: .protocol, into: &effects)
      }
    case .request(let request):
      sessions[number].badLinesInARow = 0
      perform(request, Asker(session: number, tag: line.tag), into: &effects)
    }
  }

  /// A line that ends a request: `OK` or `ERR`.
  mutating func reply(_ number: SessionNumber, _ line: ServerLine, into effects: inout Outgoing) {
    guard let connection = sessions[number].connection else { return }
    if case .error(_, let error) = line { countRefusal(error.symbol) }
    effects.reply(line, to: connection)
  }

  mutating func ok(_ asker: Asker, _ fields: [Field] = [], into effects: inout Outgoing) {
    reply(asker.session, .ok(tag: asker.tag, fields: fields, text: nil), into: &effects)
  }

  mutating func refuse(_ asker: Asker, _ error: WireError, into effects: inout Outgoing) {
    reply(asker.session, .error(tag: asker.tag, error), into: &effects)
  }

  mutating func row(
    _ asker: Asker, _ word: String, _ fields: [Field], text: String? = nil, into effects: inout Outgoing
  ) {
    guard let connection = sessions[asker.session].connection else { return }
    effects.append(.send(connection, .row(tag: asker.tag, word: word, fields: fields, text: text)))
  }

  /// Sends a numbered event and gives its number. A named session keeps it until it is acknowledged.
  @discardableResult
  mutating func tell(
    _ number: SessionNumber, _ subject: String, _ event: Event, into effects: inout Outgoing
  ) -> Int64 {
    let (connection, eventNumber) = sessions[number].note(
      subject, event, backlog: limits.backlog, forExpect: identity.isVirtual ? limits.eventsKeptForExpect : 0)
    if let connection { effects.send(number: eventNumber, subject: subject, event, to: connection) }
    return eventNumber
  }

  /// Puts a question to a driver; the asker's later lines wait until it is answered.
  mutating func ask(_ question: Question, for asker: Asker?, into effects: inout Outgoing) {
    lastTicket += 1
    let ticket = Ticket(lastTicket)
    let connection = asker.flatMap { sessions[$0.session].connection }
    questions[ticket] = PendingRequest(ticket: ticket, asker: asker, connection: connection, question: question)
    if let asker { sessions[asker.session].waitingFor = ticket }
    effects.append(.ask(ticket, question))
  }

  mutating func answered(_ ticket: Ticket, _ answer: Answer, into effects: inout Outgoing) {
    guard var pending = questions.removeValue(forKey: ticket) else { return }
    // Whoever asked has gone: what was asked for may still be done, but nobody is told.
    if let number = pending.asker?.session,
      !sessions.exists(number) || sessions[number].waitingFor != ticket
    {
      pending.asker = nil
      return settle(pending, with: answer, into: &effects)
    }
    settle(pending, with: answer, into: &effects)
    guard let connection = pending.connection, let asker = pending.asker?.session else { return }
    sessions[asker].waitingFor = nil
    // A parked HELLO may put another session onto the connection.
    while let number = sessions.number(of: connection), sessions[number].waitingFor == nil,
      !sessions[number].isClosing, let line = sessions[number].parked.popFirst()?.line
    {
      carryOut(line, from: number, into: &effects)
    }
    if let number = sessions.number(of: connection) { closeIfFinished(number, into: &effects) }
  }

  /// What was sent before the half close is worked off; then each call that only its caller could move is
  /// hung up, and the connection closes with the last.
  mutating func halfClose(_ number: SessionNumber, into effects: inout Outgoing) {
    sessions[number].isHalfClosed = true
    closeIfFinished(number, into: &effects)
  }

  mutating func closeIfFinished(_ number: SessionNumber, into effects: inout Outgoing) {
    guard sessions.exists(number), sessions[number].isHalfClosed, !sessions[number].isClosing,
      sessions[number].waitingFor == nil, sessions[number].parked.isEmpty
    else { return }
    for slot in sessions[number].calls.reversed() where calls.isLive(slot) && isIdle(slot) {
      end(slot, cause: .gatewayClosed, into: &effects)
    }
    closeIfEmpty(number, into: &effects)
  }

  /// The same for one call, so that a long list is not walked for each of its members.
  func isIdle(_ slot: CallSlot) -> Bool {
    guard case .menu = calls[slot].stage else { return false }
    return calls[slot].hostRequest == nil && calls[slot].dialogue.isIdle
  }

  mutating func closeIfEmpty(_ number: SessionNumber, into effects: inout Outgoing) {
    guard sessions[number].isHalfClosed, !sessions[number].isClosing, sessions[number].calls.isEmpty,
      sessions[number].waitingFor == nil
    else { return }
    dismiss(number, reason: .finished, into: &effects)
  }

  /// Says good-bye and closes; what happens to the calls is decided when the connection is gone.
  mutating func dismiss(_ number: SessionNumber, reason: ByeReason, into effects: inout Outgoing) {
    guard !sessions[number].isClosing, let connection = sessions[number].connection else { return }
    sessions[number].closing = reason
    let resume = sessions[number].name.map { _ in
      ResumePoint(session: sessions[number].id, event: sessions[number].lastEvent)
    }
    effects.append(.send(connection, .notice(.bye(reason: reason, resume: resume))))
    effects.append(.close(connection))
  }

  /// The connection is gone. A named session lingers with its calls, its agent and its events; anyone else's calls
  /// are hung up. Whoever said `QUIT` and has no calls does not come back.
  mutating func lose(_ number: SessionNumber, into effects: inout Outgoing) {
    let mayComeBack = sessions[number].name != nil && (drain != .stopped || identity.isDurable)
    let isDone = sessions[number].calls.isEmpty && sessions[number].agent == nil && sessions[number].hasLeft
    if mayComeBack, !isDone {
      let lingers = now + limits.linger
      detach(number, until: lingers)
      if let agent = sessions[number].agent {
        route(into: &effects) { acd, now, actions in
          _ = acd.consoleDied(agent: agent, graceEnds: lingers, at: now, into: &actions)
        }
      }
      return
    }
    let agent = sessions[number].agent
    dissolve(number, into: &effects)
    if let agent { deskLost(agent, into: &effects) }
  }

  /// A named session goes on without a connection for some time.
  mutating func detach(_ number: SessionNumber, until lingers: Timestamp) {
    sessions.detach(number)
    sessions[number].closing = nil
    sessions[number].isHalfClosed = false
    sessions[number].waitingFor = nil
    sessions[number].parked.removeAll()
    sessions[number].isCongested = false
    deadlines.set(.linger(number), at: lingers, rank: 1)
  }

  /// The session ends with its connection. The agent, if any, is for the caller of this.
  mutating func dissolve(_ number: SessionNumber, into effects: inout Outgoing) {
    monitors.remove(number)
    dialsLost(of: number, into: &effects)
    if sessions[number].role == .gateway { endCalls(of: number, cause: .gatewayClosed, into: &effects) }
    sessions.remove(number)
  }
}

/// Who asked: where the reply goes, and with which tag.
struct Asker: Sendable, Codable {
  var session: SessionNumber
  var tag: String?
}

/// A request whose answer comes from outside the core.
struct PendingRequest: Sendable, Codable {
  var ticket: Ticket
  /// `nil` where nobody asked (a signal), or whoever asked has gone.
  var asker: Asker?
  var connection: ConnectionID?
  var question: Question
}
