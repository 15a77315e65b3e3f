/// The frozen names of errors: the second word after `ERR`. One enum for the parser and the switchboard,
/// so that the document can list every symbol that a client may ever see.
public enum ErrorSymbol: String, CaseIterable, Sendable {
  case lineTooLong = "line-too-long"
  case encoding
  case badTag = "bad-tag"
  case unknownVerb = "unknown-verb"
  case missingArgument = "missing-argument"
  case badArgument = "bad-argument"
  case extraArgument = "extra-argument"
  case unknownAgent = "unknown-agent"
  case unknownQueue = "unknown-queue"
  case unknownNode = "unknown-node"
  case unknownUnit = "unknown-unit"
  case settingsRefused = "settings-refused"

  case wrongSocket = "wrong-socket"
  case badPassword = "bad-password"
  case notLoggedIn = "not-logged-in"
  case notPermitted = "not-permitted"
  case consentNeeded = "consent-needed"
  case forbidden
  case notVirtual = "not-virtual"
  case notAvailable = "not-available"

  case unknownCall = "unknown-call"
  case callEnded = "call-ended"
  case unknownOffer = "unknown-offer"
  case offerEnded = "offer-ended"
  case unknownID = "unknown-id"
  case unknownSession = "unknown-session"
  case backlog

  case noCall = "no-call"
  case callExists = "call-exists"
  case keyGap = "key-gap"
  case wrongState = "wrong-state"
  case alreadyLoggedIn = "already-logged-in"
  case agentInUse = "agent-in-use"
  case sessionInUse = "session-in-use"
  case unexpectedEvent = "unexpected-event"

  case draining
  case storage
  case overload
  case tooManyCalls = "too-many-calls"

  case `internal`
}

extension ErrorSymbol {
  /// Each symbol belongs to one class, for ever.
  public var errorClass: ErrorClass {
    switch self {
    case .lineTooLong, .encoding, .badTag, .unknownVerb, .missingArgument, .badArgument, .extraArgument,
      .unknownAgent, .unknownQueue, .unknownNode, .unknownUnit, .settingsRefused:
      .bad
    case .wrongSocket, .badPassword, .notLoggedIn, .notPermitted, .consentNeeded, .forbidden, .notVirtual,
      .notAvailable:
      .deny
    case .unknownCall, .callEnded, .unknownOffer, .offerEnded, .unknownID, .unknownSession, .backlog: .gone
    case .noCall, .callExists, .keyGap, .wrongState, .alreadyLoggedIn, .agentInUse, .sessionInUse, .unexpectedEvent:
      .conflict
    case .draining, .storage, .overload, .tooManyCalls: .retry
    case .internal: .bug
    }
  }

  /// One sentence for people; the protocol's document lists it. `k=` names the fields that come with the symbol.
  public var meaning: String {
    switch self {
    case .lineTooLong: "The line had more than `limit=` bytes with its LF; it was thrown away as a whole."
    case .encoding: "A NUL, invalid UTF-8 or a broken `%XX` begins at byte `at=` of the line, counted from 0."
    case .badTag: "A tag is `@` and 1 to 32 of `A-Z a-z 0-9 . _ -`; the answer bears no tag."
    case .unknownVerb: "There is no such verb; `did-you-mean=` names one that is near, if any is."
    case .missingArgument: "The argument `name=` is needed and was not given."
    case .badArgument: "The argument `name=` can't have that value."
    case .extraArgument: "There is one word (or a free text) too many; it begins at byte `at=` of the line."
    case .unknownAgent: "No agent has that id."
    case .unknownQueue: "No queue has that id."
    case .unknownNode: "No node of the menu has that id."
    case .unknownUnit: "No unit of the bank has that id."
    case .settingsRefused: "The settings have errors, so nothing of them was taken; the rows before say where."
    case .wrongSocket: "The verb is spoken on another socket: `want=` says which."
    case .badPassword: "The agent or the password is wrong; never said which."
    case .notLoggedIn: "The console must `LOGIN` first."
    case .notPermitted: "This connection, or this agent, has no right to do that."
    case .consentNeeded: "A question is deferred only with the caller's consent: `consent=yes`."
    case .forbidden:
      "A rule of the centre forbids it: `rule=` names it, `article=` says where it is written."
    case .notVirtual: "Time can be moved only where the daemon was started with `--clock virtual`."
    case .notAvailable: "This version of the daemon can't do that, or it was started without what it takes."
    case .unknownCall: "No call of that id is held: it never was, or it ended long ago."
    case .callEnded: "That call has ended."
    case .unknownOffer: "No offer of that id is held: it never was, or it ended long ago."
    case .offerEnded: "That offer was taken, declined, withdrawn, or ran out."
    case .unknownID: "Nothing that is held has that id."
    case .unknownSession: "No session of that id is held; begin a new one without `resume=`."
    case .backlog: "The events asked for are not held any more: the first that is held is `oldest=`."
    case .noCall: "The connection has no current call; say `CALL` or `USE` first."
    case .callExists: "A call of that id is live."
    case .keyGap: "Keys are missing: the next must be number `want=`, and `have=` came."
    case .wrongState: "That can't be done now: it needs the state `want=`, and the state is `have=`."
    case .alreadyLoggedIn: "This console is logged in already."
    case .agentInUse: "Another console is logged in as that agent."
    case .sessionInUse: "The session is open on another connection."
    case .unexpectedEvent: "The next event was not the expected one: `want=` was, `have=` came."
    case .draining: "The daemon takes no new calls because it is being stopped."
    case .storage: "The disk is full, or refuses: nothing new is begun; try again after `after=` milliseconds."
    case .overload: "The daemon has too much to do; try again after `after=` milliseconds."
    case .tooManyCalls: "The limit of live calls, `limit=`, is reached; try again after `after=` milliseconds."
    case .internal: "A fault of the server; `id=` finds it in the server's log."
    }
  }
}
