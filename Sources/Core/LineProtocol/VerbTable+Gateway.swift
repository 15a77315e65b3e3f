import CallModel

extension VerbTable {
  /// What gateways and testers say, the busiest first.
  static let gateway: [VerbEntry] = [
    VerbEntry(
      .key, "KEY", .gateway, "KEY <call> <keys> [n=<k>] [t=<ms>] [dur=<ms>] [src=<how>]",
      help: "Keypresses of a call, the first of them its number n; a line of the keys alone is for the current call.",
      example: "KEY c1 42# n=3", parse: parseKey),
    VerbEntry(
      .call, "CALL", .gateway, "CALL [call=<id>] [from=<ANI>] [to=<DNIS>] [lang=<tag>]",
      help: "A caller arrives; the call becomes the connection's current one.",
      example: "CALL from=13800138000 to=95588", parse: parseCall),
    VerbEntry(
      .played, "PLAYED", .gateway, "PLAYED <call> <event>",
      help: "The prompt of that SAY has been heard (in a session with playback=reported).",
      example: "PLAYED c1 1",
      parse: { (arguments) throws(WireError) in
        .played(call: try arguments.call(), event: try arguments.number("event", in: 1...WireLimit.maximumNumber))
      }),
    VerbEntry(
      .bridged, "BRIDGED", .gateway, "BRIDGED <call>",
      help: "The agent's leg has answered (in a session with bridge=reported).", example: "BRIDGED c1",
      parse: { (arguments) throws(WireError) in .bridged(call: try arguments.call()) }),
    VerbEntry(
      .unreachable, "UNREACHABLE", .gateway, "UNREACHABLE <call> reason=<r>",
      help: "The agent's leg did not answer (in a session with bridge=reported).",
      example: "UNREACHABLE c1 reason=busy",
      parse: { (arguments) throws(WireError) in
        .unreachable(call: try arguments.call(), reason: try arguments.requiredWord(field: "reason"))
      }),
    VerbEntry(
      .answered, "ANSWERED", .gateway, "ANSWERED <call>",
      help: "The customer whom DIAL named is on the line (in a session with dial=yes).", example: "ANSWERED CB1001",
      parse: { (arguments) throws(WireError) in .answered(call: try arguments.call()) }),
    VerbEntry(
      .unanswered, "UNANSWERED", .gateway,
      "UNANSWERED <call> reason=no-answer|busy|off|wrong-number|voicemail|refused",
      help: "The customer whom DIAL named was not reached.", example: "UNANSWERED CB1001 reason=busy",
      parse: parseUnanswered),
    VerbEntry(
      .hangUp, "HANGUP", .gateway, "HANGUP [<call>] [cause=<c>]",
      help: "The caller is gone.", example: "HANGUP c1 cause=normal",
      parse: { (arguments) throws(WireError) in
        .hangUp(call: try arguments.optionalCall(), cause: try arguments.word(field: "cause"))
      }),
    VerbEntry(
      .use, "USE", .gateway, "USE <call>",
      help: "Makes it the current call, to which lines of keys go.", example: "USE c1",
      parse: { (arguments) throws(WireError) in .use(call: try arguments.call()) }),
    VerbEntry(
      .describe, "?", .gateway, "?",
      help: "Says where the current call is.", example: "?", parse: { (_) throws(WireError) in .describe }),
    VerbEntry(
      .snapshot, "SNAPSHOT", .gateway, "SNAPSHOT",
      help: "One row for each live call of the session.", example: "SNAPSHOT",
      parse: { (_) throws(WireError) in .snapshot }),
    VerbEntry(
      .expect, "EXPECT", .gateway, "EXPECT <KIND> [call=<id>] [k=v ...] [skip=yes] [:text]",
      help: "With the virtual clock: the next event must be of this kind, with these values (* is any).",
      example: "EXPECT SAY prompt=welcome lang=* skip=yes", parse: parseExpect),
  ]

  private static func parseKey(_ arguments: inout Arguments) throws(WireError) -> Request {
    let call = try arguments.call()
    guard let word = arguments.nextWord() else { throw .missing("keys") }
    guard let keys = RequestParser.keys(word) else { throw .badArgument("keys", "They are of 0-9 A-D * #") }
    return .key(
      Request.KeyPress(
        call: call, keys: keys, number: try arguments.number(field: "n", in: 1...WireLimit.maximumNumber),
        time: try arguments.milliseconds(field: "t"), duration: try arguments.milliseconds(field: "dur"),
        source: try arguments.word(field: "src")))
  }

  private static func parseCall(_ arguments: inout Arguments) throws(WireError) -> Request {
    .call(
      Request.Arrival(
        call: try arguments.call(field: "call"), from: try arguments.word(field: "from"),
        to: try arguments.word(field: "to"), language: try arguments.word(field: "lang").map(Language.init)))
  }

  private static func parseUnanswered(_ arguments: inout Arguments) throws(WireError) -> Request {
    let call = try arguments.call()
    let word = try arguments.requiredWord(field: "reason")
    guard let result = DialResult(rawValue: word), result != .answered, result.isAttempt else {
      throw .badArgument("reason", "It is no-answer, busy, off, wrong-number, voicemail or refused.")
    }
    return .unanswered(call: call, result: result)
  }

  private static func parseExpect(_ arguments: inout Arguments) throws(WireError) -> Request {
    let kind = try arguments.requiredWord("kind").uppercased()
    guard Event.gatewayKinds.contains(kind) else {
      throw .badArgument("kind", "It is one of \(Event.gatewayKinds.joined(separator: ", ")).")
    }
    var fields = try arguments.fields(except: ["call", "skip"])
    if let text = try arguments.text() { fields.append(Field("text", text)) }
    return .expect(
      Request.Expectation(
        kind: kind, call: try arguments.call(field: "call"), fields: fields,
        skip: try arguments.flag(field: "skip") ?? false))
  }
}
