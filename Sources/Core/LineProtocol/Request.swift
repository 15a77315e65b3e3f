public import CallModel

/// What a client asks, typed: a case for each verb of lp/1, whatever socket it is spoken on.
///
/// Printing a request shows no secret: passwords are `Secret` and keypresses are `Keys`.
public enum Request: Equatable, Sendable {
  // On every socket.
  case ping
  /// `nil` lists the verbs of the socket.
  case help(Verb?)
  case quit
  /// Answered when everything before this line is durable.
  case sync
  /// A call, an agent, a queue, an offer; `nil` (never on ops.sock) is the current call or the console's agent.
  case show(id: String?)
  /// Moves the virtual clock.
  case tick(Interval)

  // On gw.sock.
  case hello(Hello)
  case call(Arrival)
  case key(KeyPress)
  /// A line of nothing but keys, for the current call. Where it is accepted it gets no `OK`.
  case keys(Keys)
  /// `?`: where is the current call?
  case describe
  case played(call: CallID, event: Int64)
  case bridged(call: CallID)
  case unreachable(call: CallID, reason: String)
  /// The customer whom `DIAL` named is on the line.
  case answered(call: CallID)
  /// Never `answered`, nor `noGateway`.
  case unanswered(call: CallID, result: DialResult)
  /// `nil` is the current call.
  case hangUp(call: CallID?, cause: String?)
  case use(call: CallID)
  case snapshot
  /// All events up to this number were taken.
  case acknowledge(event: Int64)
  case expect(Expectation)

  // On desk.sock.
  case login(Login)
  case ready
  case notReady(reason: String)
  case accept(offer: OfferID)
  case decline(offer: OfferID, reason: String?)
  case hold(call: CallID)
  case unhold(call: CallID)
  /// Blind.
  case transfer(call: CallID, to: TransferTarget)
  /// Never to a menu.
  case consult(call: CallID, to: TransferTarget)
  /// The caller, the agent and the consulted agent together. `nil` is the call being consulted on.
  case join(call: CallID?)
  /// The consulted agent keeps the caller.
  case complete(call: CallID?)
  /// The consultation ends and the agent has the caller back.
  case cancel(call: CallID?)
  case end(call: CallID)
  case wrap(call: CallID, code: String, note: String?)
  case deferQuestion(Deferral)
  case registerCase(CaseEntry)
  case payee(PayeeEntry)
  case customer(call: CallID)
  case supervise(SupervisionMode, call: CallID)
  /// Supervises no longer.
  case leave
  case logout

  // On ops.sock.
  case status
  case calls(CallsQuery)
  case queues
  case agents
  case callbacks
  /// Of a call or an offer.
  case why(id: String)
  case trace(call: CallID)
  /// Classes of monitor events, each once, in the order asked for.
  case watch(classes: [String])
  case reload
  case drain(by: Interval?)
  case audit
  case order(agent: AgentID, AgentOrder)
  case gate(queue: QueueID, QueueOrder)
  /// Takes back work that begins with dialling.
  case cancelCallback(CallID)
  case backup(path: String)
  case centre(CentreEntry)
  case unlock(Unlocking)
  case stop
}
