public import CallModel
public import LineProtocol

/// A telephone's display and keypad for one call: what the server tells becomes lines to read, what a person types
/// becomes keys. Pure, so that the conversation can be tested without a terminal.
public struct Telephone: Sendable {
  private let style: Style

  /// The server's id, once the call has been taken.
  public private(set) var call: String?
  /// True from a secret's `ASK` to the next other one: what is keyed now is not shown.
  public private(set) var isSecret = false
  /// True where keys are asked for and none has been sent since.
  public private(set) var isAsking = false
  public private(set) var isOver = false
  /// The request was refused; the call never began.
  public private(set) var wasRefused = false

  public init(style: Style) { self.style = style }

  /// What a typed character is on a keypad; letters work in both cases.
  public static func key(_ character: Character) -> Key? {
    guard let ascii = character.asciiValue else { return nil }
    return Key(ascii: character.isLowercase ? ascii & 0xDF : ascii)
  }

  /// What is shown of keys that have been sent: of a secret, as many dots as keys.
  public func echo(_ keys: [Key]) -> String {
    isSecret ? String(repeating: "•", count: keys.count) : String(keys.map(\.character))
  }

  /// Keys have gone out; the question that they answer is over.
  public mutating func sentKeys() { isAsking = false }

  /// The lines to show for a line of the server.
  public mutating func take(_ line: ReceivedLine) -> [String] {
    switch line.kind {
    case .event: return takeEvent(line)
    case .notice: return takeNotice(line)
    case .row: return [style.dim("  \(DisplayText.printable(line.word ?? "-")): \(line.shownFields)")]
    case .ok:
      if call == nil, let id = line["call"] {
        call = id
        return [
          style.dim(
            "call \(DisplayText.printable(id)) - keys 0-9 * # are sent as typed, ? says where you are, "
              + "Ctrl-C hangs up")
        ]
      }
      return []
    case .error:
      if call == nil { wasRefused = true }
      return [style.bad(line.refusal)]
    }
  }

  private mutating func takeNotice(_ line: ReceivedLine) -> [String] {
    switch line.word {
    case "HELLO": return []
    case "BYE": return isOver ? [] : [style.bad("ivrd says good-bye: \(line.shown("reason"))")]
    case "DRAIN": return [style.notable("ivrd is being stopped: it takes no new calls")]
    case let word: return [style.dim("\(DisplayText.printable(word ?? "")) \(line.shownFields)")]
    }
  }

  private mutating func takeEvent(_ line: ReceivedLine) -> [String] {
    switch line.word {
    case "SAY": return [DisplayText.printable(line.text ?? "")]
    case "ASK":
      isAsking = true
      isSecret = line["kind"] == Event.InputKind.secret.rawValue
      return [style.dim("  " + hint(line))]
    case "STOP": return []
    case "NOINPUT": return [style.dim("  \(line.shown("node")): no key came (\(line.shown("count")))")]
    case "NOMATCH": return [style.dim("  \(line.shown("node")): not a choice (\(line.shown("count")))")]
    case "QUEUE":
      leaveMenu()
      let wait = line["ewt"].flatMap(Int.init).map { "about \($0) s" } ?? "unknown"
      return [
        style.notable("  waiting: queue \(line.shown("queue")), position \(line.shown("position")), wait \(wait)")
      ]
    case "BRIDGE":
      leaveMenu()
      return [style.good("  connected: agent \(line.shown("agent")) at \(line.shown("address"))")]
    case "HOLD": return [style.notable("  on hold")]
    case "UNHOLD": return [style.good("  the agent is back")]
    case "UNBRIDGE": return [style.dim("  the agent has left")]
    case "END":
      leaveMenu()
      isOver = true
      let how = "cause \(line.shown("cause")), disposition \(line.shown("disposition"))"
      return [style.bold("call \(DisplayText.printable(line.subject ?? "")) has ended: \(how)")]
    case let word: return [style.dim("  \(DisplayText.printable(word ?? "")) \(line.shownFields)")]
    }
  }

  private mutating func leaveMenu() {
    isAsking = false
    isSecret = false
  }

  /// Node, what can be keyed, and the time for it.
  private func hint(_ line: ReceivedLine) -> String {
    var parts = [line.shown("node")]
    if let keys = line["keys"] {
      parts.append("keys \(DisplayText.printable(keys.split(separator: ",").joined(separator: " ")))")
    } else {
      parts.append(line.shown("kind"))
    }
    switch (line["min"], line["max"]) {
    case (let low?, let high?): parts.append(low == high ? "\(low) keys" : "\(low) to \(high) keys")
    case (let low?, nil): parts.append("at least \(low) keys")
    case (nil, let high?): parts.append("at most \(high) keys")
    case (nil, nil): break
    }
    if let end = line["end"] { parts.append("\(end) ends") }
    if let first = line["first"].flatMap(Int64.init) { parts.append("\(first / 1_000) s") }
    return DisplayText.printable(parts.joined(separator: ", "))
  }
}

extension ReceivedLine {
  /// A field's value, safe to show.
  func shown(_ key: String) -> String { DisplayText.printable(self[key] ?? "?") }

  /// All fields, safe to show, as they stand on the wire.
  var shownFields: String {
    let parts = fields.map { "\($0.key)=\($0.value)" } + (text.map { [$0] } ?? [])
    return DisplayText.printable(parts.joined(separator: " "))
  }

  /// An `ERR` as a sentence: its own text, or what the protocol's document says of the symbol, with its fields.
  public var refusal: String {
    let symbol = words.dropFirst().first ?? words.first ?? "?"
    let sentence = text ?? errorSymbol?.meaning ?? ""
    let details = fields.isEmpty ? "" : " (" + fields.map { "\($0.key)=\($0.value)" }.joined(separator: " ") + ")"
    return DisplayText.printable("refused: \(symbol)\(details)\(sentence.isEmpty ? "" : ": \(sentence)")")
  }
}
