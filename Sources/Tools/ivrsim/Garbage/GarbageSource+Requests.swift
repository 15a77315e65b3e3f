import CallModel
import LineProtocol

/// Well-formed and ill-formed requests that mean nothing in the state that the connection is in: it has no current
/// call, has not logged in, and knows no ids. None of them changes anything.
extension GarbageSource {
  static func requests(for role: Role) -> [(line: String, answer: ExpectedAnswer)] {
    switch role {
    case .gateway: gateway + everywhere
    case .desk: desk + everywhere
    case .operations: operations + everywhere
    }
  }

  private static let everywhere: [(line: String, answer: ExpectedAnswer)] = [
    ("PING", .ok), ("pInG", .ok), ("HELP", .ok), ("HELP PING", .ok), ("HELP NOSUCHVERB", .error(.badArgument)),
    ("TICK", .error(.missingArgument)), ("TICK soon", .error(.badArgument)), ("QUIT not yet", .error(.extraArgument)),
    ("PIMG", .error(.unknownVerb, Field("did-you-mean", "PING"))), ("PING unknown=key", .ok),
    ("OK", .error(.unknownVerb)), ("* 1 c1 SAY", .error), ("-", .error(.unknownVerb)),
  ]

  private static let gateway: [(line: String, answer: ExpectedAnswer)] = [
    ("KEY nosuch 1", .error(.unknownCall)), ("KEY nosuch 1 n=5", .error(.unknownCall)),
    ("KEY", .error(.missingArgument)), ("KEY nosuch", .error(.missingArgument)),
    ("KEY nosuch xyz", .error(.badArgument)), ("KEY nosuch 1 n=0", .error(.badArgument)),
    ("HANGUP", .error), ("HANGUP nosuch", .error(.unknownCall)), ("?", .error), ("1", .error), ("42#", .error),
    ("USE nosuch", .error(.unknownCall)), ("PLAYED nosuch 1", .error(.unknownCall)),
    ("UNREACHABLE nosuch", .error(.missingArgument)), ("ACK 999999999", .error(.badArgument)),
    ("HELLO", .error(.missingArgument)), ("HELLO lp=9 name=x", .error(.badArgument)),
    ("HELLO lp=1 name=a/b", .error(.badArgument)), ("CALL call=a/b", .error(.badArgument)),
    ("CALL lang=xx", .error(.badArgument)), ("EXPECT SAY", .error), ("LOGIN 1001 password=x", .error(.wrongSocket)),
    ("READY", .error(.wrongSocket)), ("STATUS", .error(.wrongSocket)), ("DRAIN", .error(.wrongSocket)),
  ]

  private static let desk: [(line: String, answer: ExpectedAnswer)] = [
    ("READY", .error(.notLoggedIn)), ("NOTREADY reason=tea", .error(.notLoggedIn)), ("ACCEPT o1", .error),
    ("DECLINE o1", .error), ("HOLD c1", .error), ("UNHOLD c1", .error), ("TRANSFER c1 to=queue:nosuch", .error),
    ("CONSULT c1 to=agent:nosuch", .error), ("JOIN", .error), ("COMPLETE", .error), ("CANCEL", .error),
    ("END c1", .error), ("WRAP c1 code=x", .error), ("DEFER c1 phone=1 consent=no :why", .error),
    ("CUSTOMER c1", .error), ("LOGOUT", .error), ("LOGIN", .error(.missingArgument)),
    ("LOGIN nosuch password=wrong", .error(.badPassword)), ("LOGIN nosuch password=%zz", .error(.encoding)),
    ("CALL", .error(.wrongSocket)), ("1", .error(.wrongSocket)), ("STATUS", .error(.wrongSocket)),
  ]

  private static let operations: [(line: String, answer: ExpectedAnswer)] = [
    ("STATUS", .ok), ("QUEUES", .ok), ("AGENTS", .ok), ("CALLS limit=3", .ok), ("SHOW", .error(.missingArgument)),
    ("SHOW nosuch", .error), ("WHY", .error(.missingArgument)), ("WHY nosuch", .error), ("TRACE nosuch", .error),
    ("WATCH", .error(.missingArgument)), ("AGENT nosuch READY", .error), ("AGENT", .error(.missingArgument)),
    ("LISTEN nosuch", .error), ("WHISPER nosuch", .error), ("BARGE nosuch", .error),
    ("BACKUP", .error(.missingArgument)), ("CALL", .error(.wrongSocket)), ("KEY c1 1", .error(.wrongSocket)),
    ("READY", .error(.wrongSocket)), ("42#", .error(.wrongSocket)),
  ]
}
