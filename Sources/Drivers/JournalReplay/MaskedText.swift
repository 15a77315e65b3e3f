import CallModel
public import LineProtocol
import ServiceCentre
public import SwitchboardCore

/// What happened, in words that anybody who may look into a journal may read: no key, no number of a telephone, a card
/// or an account, no free text.
///
/// It names what may be shown and leaves out the rest, so that what is new is hidden until somebody has thought about it.
public enum MaskedText {
  /// Fields of requests and events that say nothing about the customer.
  private static let shown: Set<String> = [
    "n", "call", "name", "resume", "playback", "bridge", "dial", "lang", "cause", "reason", "code", "state", "limit",
    "consent", "by", "prompt", "interrupt", "node", "kind", "keys", "min", "max", "end", "first", "inter", "count",
    "queue", "position", "ewt", "agent", "offer", "disposition", "attempt", "ring", "verified", "path", "ttr", "waited",
    "why", "until",
  ]

  public static func text(_ input: Input) -> String {
    switch input {
    case .opened(_, let role, let peer): "opened \(role.socketName) uid=\(peer.userID) pid=\(peer.processID)"
    case .line(_, let line): text(line)
    case .halfClosed: "half-closed"
    case .closed: "closed"
    case .slowReader: "slow-reader"
    case .congested: "congested"
    case .relieved: "relieved"
    case .hostReplied(let reply): "host-replied call=\(reply.call.text) outcome=\(reply.outcome.rawValue)"
    case .answered(let ticket, _): "answered question=\(ticket.number)"
    case .callbackOwed(let job): "callback-owed \(job.id.text)"
    case .complaintStands(let notice): "complaint-stands \(notice.complaint)"
    case .qualificationsStand(let all): "qualifications-stand \(all.count)"
    case .wishesStand(let all): "wishes-stand \(all.count)"
    case .announcementsStand(let all): "announcements-stand \(all.count)"
    case .reloadRequested: "reload-requested"
    case .stopRequested: "stop-requested"
    case .storage(let isShort): "storage \(isShort ? "short" : "ample")"
    case .load(let isHigh): "load \(isHigh ? "too high" : "as usual")"
    case .restarted(let life):
      "restarted epoch=\(life.epoch) server=\(life.server)"
        + (life.handedOver.map { " connections-handed-over=\($0.count)" } ?? "")
    case .leftBehind: "left-behind"
    }
  }

  private static func text(_ line: ClientLine) -> String {
    switch line.content {
    case .malformed(let error): return "refused-line \(error.symbol.rawValue)"
    case .request(.keys): return "keys"
    case .request(.key(let press)):
      return "KEY \(press.call.text)" + (press.number.map { " n=\($0)" } ?? "")
    case .request(.login(let login)): return "LOGIN \(login.agent.text)"
    case .request(.centre(let entry)): return "CENTRE \(entry.words.prefix(2).joined(separator: " "))"
    case .request(let request):
      var bytes: [UInt8] = []
      do throws(WireError) {
        try ClientRequestWriter.append(request, limit: WireLimit.maximumEscaped, to: &bytes)
      } catch {}
      return masked(String(decoding: bytes.dropLast(), as: UTF8.self))
    }
  }

  /// Words as they are, fields that may be shown, nothing else.
  private static func masked(_ line: String) -> String {
    var words: [Substring] = []
    for token in line.split(separator: " ") {
      if token.hasPrefix(":") { break }
      guard let equals = token.firstIndex(of: "=") else {
        words.append(token)
        continue
      }
      words.append(shown.contains(String(token[..<equals])) ? token : token[...equals] + "…")
    }
    return words.joined(separator: " ")
  }

  public static func text(_ event: Event) -> String {
    ([event.kind] + event.fields.compactMap { shown.contains($0.key) ? "\($0.key)=\($0.value)" : nil })
      .joined(separator: " ")
  }
}
