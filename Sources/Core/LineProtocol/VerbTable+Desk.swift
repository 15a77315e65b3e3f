import CallModel

extension VerbTable {
  /// What agents' consoles say, in the order of a day's work.
  static let desk: [VerbEntry] = deskStates + deskCalls

  private static let deskStates: [VerbEntry] = [
    VerbEntry(
      .login, "LOGIN", .desk, "LOGIN <agent> password=<p>",
      help: "The agent is at this console; calls that the agent had are there again.",
      example: "LOGIN 1001 password=example",
      parse: { (arguments) throws(WireError) in
        .login(
          Request.Login(
            agent: AgentID(try arguments.requiredWord("agent")), password: try arguments.secret(field: "password")))
      }),
    VerbEntry(
      .ready, "READY", .desk, "READY", help: "The agent takes calls; during wrap-up it ends it early.",
      example: "READY", parse: { (_) throws(WireError) in .ready }),
    VerbEntry(
      .notReady, "NOTREADY", .desk, "NOTREADY reason=<r>", help: "The agent takes no calls for this reason.",
      example: "NOTREADY reason=lunch",
      parse: { (arguments) throws(WireError) in .notReady(reason: try arguments.requiredWord(field: "reason")) }),
    VerbEntry(
      .accept, "ACCEPT", .desk, "ACCEPT <offer>", help: "Takes an offered call.", example: "ACCEPT o1",
      parse: { (arguments) throws(WireError) in .accept(offer: OfferID(try arguments.requiredWord("offer"))) }),
    VerbEntry(
      .decline, "DECLINE", .desk, "DECLINE <offer> [reason=<r>]",
      help: "Leaves an offered call to others; the caller keeps the place in the queue.",
      example: "DECLINE o1 reason=related-account",
      parse: { (arguments) throws(WireError) in
        .decline(
          offer: OfferID(try arguments.requiredWord("offer")), reason: try arguments.word(field: "reason"))
      }),
  ]

  private static let deskCalls: [VerbEntry] = [
    VerbEntry(
      .hold, "HOLD", .desk, "HOLD <call>", help: "The caller hears music and not the agent.", example: "HOLD c1",
      parse: { (arguments) throws(WireError) in .hold(call: try arguments.call()) }),
    VerbEntry(
      .unhold, "UNHOLD", .desk, "UNHOLD <call>", help: "Ends the hold.", example: "UNHOLD c1",
      parse: { (arguments) throws(WireError) in .unhold(call: try arguments.call()) }),
    VerbEntry(
      .transfer, "TRANSFER", .desk, "TRANSFER <call> to=queue:<q>|agent:<a>|menu:<node>",
      help: "Sends the caller on without asking first (blind).", example: "TRANSFER c1 to=queue:loans",
      parse: { (arguments) throws(WireError) in
        .transfer(call: try arguments.call(), to: try parseTarget(arguments))
      }),
    VerbEntry(
      .consult, "CONSULT", .desk, "CONSULT <call> to=queue:<q>|agent:<a>",
      help: "Holds the caller and asks a colleague; JOIN, COMPLETE or CANCEL ends it.",
      example: "CONSULT c1 to=agent:1002", parse: parseConsult),
    VerbEntry(
      .join, "JOIN", .desk, "JOIN [<call>]", help: "Puts the caller, the agent and the consulted agent together.",
      example: "JOIN", parse: { (arguments) throws(WireError) in .join(call: try arguments.optionalCall()) }),
    VerbEntry(
      .complete, "COMPLETE", .desk, "COMPLETE [<call>]", help: "Leaves the caller with the consulted agent.",
      example: "COMPLETE", parse: { (arguments) throws(WireError) in .complete(call: try arguments.optionalCall()) }),
    VerbEntry(
      .cancel, "CANCEL", .desk, "CANCEL [<call>]", help: "Ends the consultation and takes the caller back.",
      example: "CANCEL", parse: { (arguments) throws(WireError) in .cancel(call: try arguments.optionalCall()) }),
    VerbEntry(
      .end, "END", .desk, "END <call>", help: "Ends the talk with the caller.", example: "END c1",
      parse: { (arguments) throws(WireError) in .end(call: try arguments.call()) }),
    VerbEntry(
      .wrap, "WRAP", .desk, "WRAP <call> code=<c> [:note]", help: "Says what the call was about, and ends wrap-up.",
      example: "WRAP c1 code=balance :asked for the balance of the savings account", parse: parseWrap),
    VerbEntry(
      .deferQuestion, "DEFER", .desk, "DEFER <call> phone=<p> consent=yes :question",
      help: "Answer later by a call back; refused without the caller's consent.",
      example: "DEFER c1 phone=13800138000 consent=yes :When is the loan paid out?", parse: parseDefer),
    VerbEntry(
      .registerCase, "CASE", .desk,
      "CASE <call> kind=enquiry|transaction|complaint|suggestion|praise "
        + "[urgency=loss|complaint|transaction|enquiry] [k=v ...] [:note]",
      help: "Registers what the caller wanted.", example: "CASE c1 kind=complaint cause=attitude :was not greeted",
      parse: parseCase),
    VerbEntry(
      .payee, "PAYEE", .desk,
      "PAYEE <call> customer=<number> verified=yes account=<digits> holder=<name> [bank=<name>]",
      help: "Registers an account for the caller's transfers; refused without the agent's word on who the caller is.",
      example: "PAYEE c1 customer=1 verified=yes account=100000000021 holder=Li", parse: parsePayee),
    VerbEntry(
      .customer, "CUSTOMER", .desk, "CUSTOMER <call>",
      help: "Who the caller is; masked until the caller is verified.", example: "CUSTOMER c1",
      parse: { (arguments) throws(WireError) in .customer(call: try arguments.call()) }),
    VerbEntry(
      .listen, "LISTEN", .desk, "LISTEN <call>",
      help: "A supervisor hears the caller and the agent; what he does is in the audit trail.", example: "LISTEN c1",
      parse: { (arguments) throws(WireError) in .supervise(.listen, call: try arguments.call()) }),
    VerbEntry(
      .whisper, "WHISPER", .desk, "WHISPER <call>",
      help: "A supervisor is heard by the agent only; in the audit trail.",
      example: "WHISPER c1",
      parse: { (arguments) throws(WireError) in .supervise(.whisper, call: try arguments.call()) }),
    VerbEntry(
      .barge, "BARGE", .desk, "BARGE <call>", help: "A supervisor is heard by both; in the audit trail.",
      example: "BARGE c1",
      parse: { (arguments) throws(WireError) in .supervise(.barge, call: try arguments.call()) }),
    VerbEntry(
      .leave, "LEAVE", .desk, "LEAVE", help: "Ends LISTEN, WHISPER or BARGE.", example: "LEAVE",
      parse: { (_) throws(WireError) in .leave }),
    VerbEntry(
      .logout, "LOGOUT", .desk, "LOGOUT", help: "The agent leaves.", example: "LOGOUT",
      parse: { (_) throws(WireError) in .logout }),
  ]

  private static func parseConsult(_ arguments: inout Arguments) throws(WireError) -> Request {
    let call = try arguments.call()
    let target = try parseTarget(arguments)
    switch target {
    case .queue, .agent: return .consult(call: call, to: target)
    case .menu: throw .badArgument("to", "A consultation is with queue:<q> or agent:<a>.")
    }
  }

  private enum TargetKind: String {
    case queue, agent, menu
  }

  private static func parseTarget(_ arguments: Arguments) throws(WireError) -> Request.TransferTarget {
    guard let value = try arguments.field("to") else { throw .missing("to") }
    let text = try arguments.decode(value)
    guard let colon = text.firstIndex(of: ":"), let kind = TargetKind(rawValue: String(text[..<colon])),
      text.last != ":", text.utf8.count <= WireLimit.maximumWord
    else { throw .badArgument("to", "It is queue:<q>, agent:<a> or menu:<node>.") }
    let id = String(text[text.index(after: colon)...])
    switch kind {
    case .queue: return .queue(QueueID(id))
    case .agent: return .agent(AgentID(id))
    case .menu: return .menu(NodeID(id))
    }
  }

  private static func parseWrap(_ arguments: inout Arguments) throws(WireError) -> Request {
    .wrap(
      call: try arguments.call(), code: try arguments.requiredWord(field: "code"), note: try arguments.note())
  }

  private static func parseDefer(_ arguments: inout Arguments) throws(WireError) -> Request {
    let call = try arguments.call()
    let phone = try arguments.requiredWord(field: "phone")
    let consent = try arguments.flag(field: "consent") ?? false
    guard let question = try arguments.note() else { throw .missing("question") }
    return .deferQuestion(Request.Deferral(call: call, phone: phone, consent: consent, question: question))
  }

  private static func parsePayee(_ arguments: inout Arguments) throws(WireError) -> Request {
    let call = try arguments.call()
    guard let customer = try arguments.number(field: "customer", in: 1...Int64.max) else { throw .missing("customer") }
    let account = try arguments.requiredWord(field: "account")
    guard account.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .badArgument("account", "It is digits.")
    }
    let payee = NewPayee(
      customer: CustomerNumber(customer), name: try arguments.requiredWord(field: "holder"), account: account,
      bank: try arguments.word(field: "bank"))
    let isVerified = try arguments.flag(field: "verified") ?? false
    return .payee(Request.PayeeEntry(call: call, payee: payee, isVerified: isVerified))
  }

  private static func parseCase(_ arguments: inout Arguments) throws(WireError) -> Request {
    let call = try arguments.call()
    guard let kind: Request.CaseKind = try arguments.choice(field: "kind") else { throw .missing("kind") }
    return .registerCase(
      Request.CaseEntry(
        call: call, kind: kind, urgency: try arguments.choice(field: "urgency"),
        fields: try arguments.fields(except: ["kind", "urgency"]), note: try arguments.note()))
  }
}
