public import CallModel
public import LineProtocol

/// An agent's console without its terminal: commands become requests, lines of the server become lines to read.
///
/// Pure, so that an agent's day can be tested as a dialogue. What the agent may do is the server's to say; the
/// console only knows which offer, which call and which wrap-up a short command means.
public struct DeskConsole: Sendable {
  /// What a command comes to.
  public enum Step: Equatable, Sendable {
    case send(Request)
    /// A command in the protocol's own words, sent as it was typed.
    case sendLine(String)
    case show([String])
    /// There is no offer, call or wrap-up yet that it could mean; the sentence says so.
    case notYet(String)
    /// It can't be understood; the sentence says how it is written.
    case mistake(String)
  }

  /// A request that has not been answered.
  private enum Pending: Sendable {
    case login
    case logout
    case offer(String)
    case wrapUp
    case other
  }

  private struct Offer: Sendable {
    var id: String
    var call: String
  }

  private let style: Style
  public let agent: String
  private var pending: [Pending] = []
  private var offers: [Offer] = []
  /// With whom the agent speaks.
  private var call: String?
  /// About whom a colleague asks him.
  private var consulted: String?
  /// The last call that has ended and was not coded: what `w` means. Whether it may still be coded is the server's
  /// to say.
  private var wrapUp: String?
  private var state: String?
  private var reason: String?
  public private(set) var isLoggedIn = false
  /// The password was wrong, or the agent is logged in elsewhere.
  public private(set) var wasRefused = false
  /// Logged out, or the server has said good-bye.
  public private(set) var isOver = false

  public init(agent: String, style: Style) {
    self.agent = agent
    self.style = style
  }

  public var isAwaitingReply: Bool { !pending.isEmpty }

  /// What stands before what is typed: `1001 ready> `.
  public var prompt: String { "\(agent) \(state ?? "-")\(reason.map { " (\($0))" } ?? "")> " }

  // MARK: - Commands

  /// A line such as `r`, `n lunch`, `t queue:loans`, `w balance asked twice` or `:HELP TRANSFER`.
  public func step(_ line: String) -> Step {
    if line.hasPrefix(":") {
      let words = line.dropFirst().drop { $0 == " " }
      return words.isEmpty ? .show([]) : .sendLine(String(words))
    }
    guard let name = line.first(where: { $0 != " " }) else { return .show([]) }
    guard let command = DeskKey(rawValue: name) else {
      return .mistake("\(DisplayText.printable(String(name))) is no command; ? lists them")
    }
    let rest = line.drop { $0 == " " }.dropFirst().drop { $0 == " " }
    return step(command, String(rest))
  }

  private func step(_ command: DeskKey, _ rest: String) -> Step {
    switch command {
    case .ready: return .send(.ready)
    case .notReady: return rest.isEmpty ? .mistake(command.usage) : .send(.notReady(reason: rest))
    case .accept: return withOffer { .send(.accept(offer: $0)) }
    case .decline: return withOffer { .send(.decline(offer: $0, reason: rest.isEmpty ? nil : rest)) }
    case .hold: return withCall { .send(.hold(call: $0)) }
    case .unhold: return withCall { .send(.unhold(call: $0)) }
    case .end:
      if call == nil, let consulted { return .send(.end(call: CallID(consulted))) }
      return withCall { .send(.end(call: $0)) }
    case .customer: return withCall { .send(.customer(call: $0)) }
    case .transfer:
      guard let target = Self.target(rest) else { return .mistake(command.usage) }
      return withCall { .send(.transfer(call: $0, to: target)) }
    case .consult:
      guard let target = Self.target(rest) else { return .mistake(command.usage) }
      if case .menu = target { return .mistake(command.usage) }
      return withCall { .send(.consult(call: $0, to: target)) }
    case .join: return withCall { .send(.join(call: $0)) }
    case .complete: return withCall { .send(.complete(call: $0)) }
    case .cancel: return withCall { .send(.cancel(call: $0)) }
    case .wrap:
      let code = String(rest.prefix { $0 != " " })
      guard !code.isEmpty else { return .mistake(command.usage) }
      guard let wrapUp else { return .notYet("no call waits to be coded") }
      let note = rest.dropFirst(code.count).drop { $0 == " " }
      return .send(.wrap(call: CallID(wrapUp), code: code, note: note.isEmpty ? nil : String(note)))
    case .show: return .send(.show(id: nil))
    case .help: return .show(DeskKey.list)
    case .logout: return .send(.logout)
    }
  }

  private func withOffer(_ make: (OfferID) -> Step) -> Step {
    guard let offer = offers.first else { return .notYet("no call is offered") }
    return make(OfferID(offer.id))
  }

  private func withCall(_ make: (CallID) -> Step) -> Step {
    guard let call else { return .notYet("no caller is connected") }
    return make(CallID(call))
  }

  private static func target(_ text: String) -> Request.TransferTarget? {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[1].contains(" ") else { return nil }
    let targets: [(kind: String, target: Request.TransferTarget)] = [
      ("queue", .queue(QueueID(parts[1]))), ("agent", .agent(AgentID(parts[1]))), ("menu", .menu(NodeID(parts[1]))),
    ]
    return targets.first { $0.kind == parts[0] }?.target
  }

  // MARK: - Requests and their answers

  /// To be called for each request that goes out, in order.
  public mutating func sent(_ request: Request) {
    switch request {
    case .login: pending.append(.login)
    case .logout: pending.append(.logout)
    case .accept(let offer), .decline(let offer, reason: _): pending.append(.offer(offer.text))
    case .wrap: pending.append(.wrapUp)
    case .ping, .help, .quit, .sync, .show, .tick, .hello, .call, .key, .keys, .describe, .played, .bridged, .answered,
      .unanswered,
      .unreachable, .hangUp, .use, .snapshot, .acknowledge, .expect, .ready, .notReady, .hold, .unhold, .transfer,
      .consult, .join, .complete, .cancel, .end, .deferQuestion, .registerCase, .payee, .customer, .status, .calls,
      .queues,
      .agents, .why, .trace, .watch, .reload, .drain, .audit, .order, .gate, .callbacks, .cancelCallback, .supervise,
      .leave,
      .backup, .centre, .unlock,
      .stop:
      pending.append(.other)
    }
  }

  /// The same for a line in the protocol's own words.
  public mutating func sentLine() { pending.append(.other) }

  /// The lines to show for a line of the server.
  public mutating func take(_ line: ReceivedLine, at now: Timestamp) -> [String] {
    switch line.kind {
    case .ok: return settle(isOK: true, line)
    case .error: return settle(isOK: false, line)
    case .row: return RowReport([line]).lines(.detail, width: nil, style: style)
    case .notice: return takeNotice(line)
    case .event: return takeEvent(line, at: now)
    }
  }

  private mutating func settle(isOK: Bool, _ line: ReceivedLine) -> [String] {
    let request = pending.isEmpty ? .other : pending.removeFirst()
    switch request {
    case .login:
      isLoggedIn = isOK
      wasRefused = !isOK
      if isOK { return [style.good("agent \(DisplayText.printable(agent)) is logged in; ? lists the commands")] }
    case .logout:
      isOver = isOK
      if isOK { return [style.dim("logged out")] }
    case .offer(let id): offers.removeAll { $0.id == id }
    case .wrapUp: if isOK { wrapUp = nil }
    case .other: break
    }
    if isOK { return line.fields.isEmpty ? [] : [style.dim("ok \(line.shownFields)")] }
    return [style.bad(line.refusal)]
  }

  private mutating func takeNotice(_ line: ReceivedLine) -> [String] {
    switch line.word {
    case "HELLO": return []
    case "BYE":
      isOver = true
      return [style.notable("ivrd says good-bye: \(line.shown("reason"))")]
    case let word: return [style.notable("\(DisplayText.printable(word ?? "")) \(line.shownFields)")]
    }
  }

  // MARK: - Events

  private mutating func takeEvent(_ line: ReceivedLine, at now: Timestamp) -> [String] {
    let subject = line.subject ?? "-"
    let name = DisplayText.printable(subject)
    switch line.word {
    case "OFFER": return takeOffer(line)
    case "DEADLINE-SOON":
      let left = line["left"].flatMap(Int64.init).map { " \($0 / 1_000) s left" } ?? ""
      return [style.notable("OFFER \(name):\(left) - a to accept, d to decline")]
    case "WITHDRAWN":
      offers.removeAll { $0.id == subject }
      return [style.notable("WITHDRAWN \(name): \(line.shown("reason"))")]
    case "CONNECTED":
      call = subject
      consulted = nil
      offers.removeAll { $0.call == subject }
      return [style.good("CONNECTED \(name)")] + caller(line)
    case "CONSULT": return takeConsultation(line, of: subject)
    case "HELD": return [style.notable("HELD \(name) - u takes the caller back")]
    case "UNHELD": return [style.good("UNHELD \(name)")]
    case "ENDED":
      if call == subject { call = nil }
      wrapUp = subject
      return ["ENDED \(name)"]
    case "WRAPUP":
      wrapUp = subject
      return [style.notable("WRAP-UP \(name): w <code> [note]\(Self.wrapUpEnd(line, at: now))")]
    case "REST":
      let left = Self.left(until: line["until"], at: now).map { " for \($0) s" } ?? ""
      return [style.notable("REST after \(line.shown("calls")) calls in a row\(left); then ready by itself")]
    case "STATE": return takeState(line)
    case let word: return [style.dim("\(DisplayText.printable(word ?? "")) \(name) \(line.shownFields)")]
    }
  }

  private mutating func takeConsultation(_ line: ReceivedLine, of subject: String) -> [String] {
    let name = "CONSULT \(DisplayText.printable(subject)): \(line.shown("agent"))"
    switch line["state"] {
    case "asked": return [style.notable("\(name) is asked - x takes the caller back")]
    case "speaking":
      // Whoever is asked can leave with `e`.
      if call == nil { consulted = subject }
      return [style.good("\(name) is on the line - j joins the caller, o hands him over, x goes back to him")]
    case "joined": return [style.good("\(name) and the caller are on the line")]
    case let state:
      consulted = nil
      return [style.notable("\(name) \(DisplayText.printable(state ?? "-")): \(line.shown("reason"))")]
    }
  }

  private mutating func takeOffer(_ line: ReceivedLine) -> [String] {
    let id = line.subject ?? "-"
    offers.removeAll { $0.id == id }
    offers.append(Offer(id: id, call: line["call"] ?? "-"))
    let waited = line["waited"].flatMap(Int64.init).map { " waited \($0 / 1_000) s" } ?? ""
    let head = "OFFER \(DisplayText.printable(id)) call \(line.shown("call")) queue \(line.shown("queue"))\(waited)"
    let why = line["why"].map { style.dim("  chosen by " + DisplayText.printable($0)) } ?? ""
    return [style.bold(head) + " - a to accept, d to decline" + why]
  }

  private func caller(_ line: ReceivedLine) -> [String] {
    let path = (line["path"] ?? "").split(separator: ",").joined(separator: " > ")
    let level = line["verified"].flatMap(Int.init).flatMap(VerificationLevel.init)
    return [
      "  customer " + line.shown("customer"),
      "  verified " + (level.map { "\($0.rawValue) (\(Self.words(for: $0)))" } ?? line.shown("verified")),
      "  path     " + DisplayText.printable(path),
    ]
  }

  private static func words(for level: VerificationLevel) -> String {
    switch level {
    case .none: "nothing proved"
    case .query: "query password"
    case .transaction: "transaction password"
    case .agent: "by an agent"
    }
  }

  private static func wrapUpEnd(_ line: ReceivedLine, at now: Timestamp) -> String {
    guard let until = line["until"] else { return "" }
    guard Int64(until) != nil else { return "; it lasts until it is coded" }
    return left(until: until, at: now).map { "; it ends by itself in \($0) s" } ?? ""
  }

  /// Seconds from `now` on, rounded up; `nil` of what is no instant of this day.
  private static func left(until: String?, at now: Timestamp) -> Int64? {
    guard let milliseconds = until.flatMap(Int64.init) else { return nil }
    let left = Timestamp(microseconds: milliseconds * 1_000) - now
    // A server whose clock is virtual speaks of another time.
    guard left > .zero, left < .day else { return nil }
    return (left + .milliseconds(999)).seconds
  }

  private mutating func takeState(_ line: ReceivedLine) -> [String] {
    state = line["state"].map(DisplayText.printable)
    reason = line["reason"].map(DisplayText.printable)
    if state != "offered" { offers = [] }
    if state == "logged-out" { isOver = true }
    return [style.dim("STATE \(state ?? "?")\(reason.map { " (\($0))" } ?? "")")]
  }
}
