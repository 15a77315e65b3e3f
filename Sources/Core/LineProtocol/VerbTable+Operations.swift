import CallModel

extension VerbTable {
  /// What operators and supervisors say.
  static let operations: [VerbEntry] = operationsViews + operationsOrders

  private static let operationsViews: [VerbEntry] = [
    VerbEntry(
      .status, "STATUS", .operations, "STATUS", help: "The daemon at a glance.", example: "STATUS",
      parse: { (_) throws(WireError) in .status }),
    VerbEntry(
      .calls, "CALLS", .operations, "CALLS [state=live|ended] [limit=<n>]", help: "One row for each call.",
      example: "CALLS state=live limit=20", parse: parseCalls),
    VerbEntry(
      .queues, "QUEUES", .operations, "QUEUES", help: "One row for each queue.", example: "QUEUES",
      parse: { (_) throws(WireError) in .queues }),
    VerbEntry(
      .agents, "AGENTS", .operations, "AGENTS", help: "One row for each agent.", example: "AGENTS",
      parse: { (_) throws(WireError) in .agents }),
    VerbEntry(
      .callbacks, "CALLBACKS", .operations, "CALLBACKS", help: "One row for each customer still to be called.",
      example: "CALLBACKS", parse: { (_) throws(WireError) in .callbacks }),
    VerbEntry(
      .why, "WHY", .operations, "WHY <call|offer>",
      help: "The rules behind each offer of the call, and for every agent the rule that ranks or refuses him now.",
      example: "WHY o1",
      parse: { (arguments) throws(WireError) in .why(id: try arguments.requiredWord("id")) }),
    VerbEntry(
      .trace, "TRACE", .operations, "TRACE <call>", help: "What happened to the call, step by step.",
      example: "TRACE c1", parse: { (arguments) throws(WireError) in .trace(call: try arguments.call()) }),
    VerbEntry(
      .watch, "WATCH", .operations, "WATCH <class,...>",
      help: "Sends events of these classes as they happen; too many are thinned, with a notice.",
      example: "WATCH call,agent", parse: parseWatch),
  ]

  private static let operationsOrders: [VerbEntry] = [
    VerbEntry(
      .reload, "RELOAD", .operations, "RELOAD",
      help: "Takes the settings anew, all or nothing; calls in progress stay on the tree they began with.",
      example: "RELOAD", parse: { (_) throws(WireError) in .reload }),
    VerbEntry(
      .drain, "DRAIN", .operations, "DRAIN [by=<s>]",
      help: "Takes no new calls, and stops when the last has ended or the time is over.", example: "DRAIN by=600",
      parse: { (arguments) throws(WireError) in
        .drain(by: try arguments.number(field: "by", in: 0...WireLimit.maximumDrain).map { .seconds($0) })
      }),
    VerbEntry(
      .audit, "AUDIT", .operations, "AUDIT", help: "Evaluates the invariants now.", example: "AUDIT",
      parse: { (_) throws(WireError) in .audit }),
    VerbEntry(
      .agent, "AGENT", .operations, "AGENT <agent> READY|NOTREADY|LOGOUT [reason=<r>]",
      help: "Puts an agent into a state.", example: "AGENT 1001 NOTREADY reason=meeting", parse: parseAgent),
    VerbEntry(
      .queue, "QUEUE", .operations, "QUEUE <queue> CLOSE|OPEN [waiting=stay|leave]",
      help:
        "Closes a queue whatever its hours are, and lets those who wait stay or sends them away; or opens it again.",
      example: "QUEUE cards CLOSE waiting=leave", parse: parseQueue),
    VerbEntry(
      .callback, "CALLBACK", .operations, "CALLBACK <id> CANCEL",
      help: "Takes a callback back: the customer is not called any more.", example: "CALLBACK CB1001 CANCEL",
      parse: parseCallback),
    VerbEntry(
      .backup, "BACKUP", .operations, "BACKUP <path>",
      help: "Copies bank, records, journal and menus as they are now, on the server's machine.",
      example: "BACKUP monday",
      parse: { (arguments) throws(WireError) in
        .backup(path: try arguments.requiredWord("path", limit: WireLimit.maximumLine))
      }),
    VerbEntry(
      .centre, "CENTRE", .operations, "CENTRE <area> <action> [<id>] [as=<staff>] [<k>=<v> ...] [:<text>]",
      help: "An order to the centre's desk; the roles of who gives it decide whether he may.",
      example: "CENTRE complaint list open=yes", parse: parseCentre),
    VerbEntry(
      .unlock, "UNLOCK", .operations, "UNLOCK customer=<number>|card=<digits>",
      help: "A branch has seen the customer: takes the bank's locks off.", example: "UNLOCK customer=1",
      parse: parseUnlock),
    VerbEntry(
      .stop, "STOP", .operations, "STOP",
      help: "Stops the daemon; calls and agents of named sessions wait for its next start.",
      example: "STOP", parse: { (_) throws(WireError) in .stop }),
  ]

  private static func parseCalls(_ arguments: inout Arguments) throws(WireError) -> Request {
    .calls(
      Request.CallsQuery(
        state: try arguments.choice(field: "state"),
        limit: try arguments.number(field: "limit", in: 1...WireLimit.maximumRows).map(Int.init)))
  }

  private static func parseWatch(_ arguments: inout Arguments) throws(WireError) -> Request {
    guard let word = arguments.nextWord() else { throw .missing("class") }
    var classes: [String] = []
    for part in word.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
      guard let name = RequestParser.clientWord(part), classes.count < WireLimit.maximumClasses else {
        throw .badArgument("class", "It is up to \(WireLimit.maximumClasses) words with commas between them.")
      }
      if !classes.contains(name) { classes.append(name) }
    }
    return .watch(classes: classes)
  }

  private static func parseCentre(_ arguments: inout Arguments) throws(WireError) -> Request {
    var words = [try arguments.requiredWord("area"), try arguments.requiredWord("action")]
    while let word = try arguments.optionalWord("word") {
      guard words.count < WireLimit.maximumCentreWords else { throw .badArgument("word", "There are too many.") }
      words.append(word)
    }
    return .centre(
      Request.CentreEntry(words: words, fields: try arguments.fields(except: []), text: try arguments.text()))
  }

  private static func parseUnlock(_ arguments: inout Arguments) throws(WireError) -> Request {
    let customer = try arguments.number(field: "customer", in: 1...Int64.max)
    let card = try arguments.word(field: "card")
    switch (customer, card) {
    case (let number?, nil): return .unlock(.customer(CustomerNumber(number)))
    case (nil, let card?):
      guard card.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { throw .badArgument("card", "It is digits.") }
      return .unlock(.card(card))
    case (nil, nil): throw .missing("customer")
    case (.some, .some): throw .badArgument("card", "It is a customer or a card, not both.")
    }
  }

  private enum Waiting: String, CaseIterable {
    case stay, leave
  }

  private static func parseQueue(_ arguments: inout Arguments) throws(WireError) -> Request {
    let queue = QueueID(try arguments.requiredWord("queue"))
    let waiting: Waiting? = try arguments.choice(field: "waiting")
    let word = try arguments.requiredWord("order").uppercased()
    let orders: [Request.QueueOrder] = [.close(sendingAway: waiting == .leave), .open]
    guard let order = orders.first(where: { $0.word == word }) else {
      throw .badArgument("order", "It is CLOSE or OPEN.")
    }
    return .gate(queue: queue, order)
  }

  private static func parseCallback(_ arguments: inout Arguments) throws(WireError) -> Request {
    let id = CallID(try arguments.requiredWord("id"))
    guard try arguments.requiredWord("order").uppercased() == "CANCEL" else {
      throw .badArgument("order", "It is CANCEL.")
    }
    return .cancelCallback(id)
  }

  private static func parseAgent(_ arguments: inout Arguments) throws(WireError) -> Request {
    let agent = AgentID(try arguments.requiredWord("agent"))
    let reason = try arguments.word(field: "reason")
    let word = try arguments.requiredWord("state").uppercased()
    let orders: [Request.AgentOrder] = [.ready, .notReady(reason: reason), .logout]
    guard let order = orders.first(where: { $0.word == word }) else {
      throw .badArgument("state", "It is READY, NOTREADY or LOGOUT.")
    }
    return .order(agent: agent, order)
  }
}
