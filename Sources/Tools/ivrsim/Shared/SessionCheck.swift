import LineProtocol

/// Keeps the books of one connection: every request gets exactly one answer, in order, and the numbers of events
/// rise by one. Requests carry tags that count up, so that a lost answer can't hide behind the next.
struct SessionCheck {
  private(set) var requests = 0
  /// Answers that came.
  private(set) var replies = 0
  private(set) var lastEvent: Int64 = 0
  /// The request that was answered last, and those before it that were passed over.
  private var lastReply = 0
  private var missingReplies = 0
  private var missingEvents: Int64 = 0

  /// Requests without an answer, and events whose numbers were left out.
  var lost: Int { requests - lastReply + missingReplies + Int(missingEvents) }

  /// The beginning of a new request's line: its tag and a space.
  mutating func nextTag() -> String {
    requests += 1
    return "@r\(requests) "
  }

  /// A line that came; the sentence says what is wrong with it.
  mutating func take(_ line: ReceivedLine) -> String? {
    switch line.kind {
    case .ok, .error: return takeReply(line)
    case .event: return takeEvent(line)
    case .row, .notice: return nil
    }
  }

  private mutating func takeReply(_ line: ReceivedLine) -> String? {
    replies += 1
    let expected = lastReply + 1
    guard let number = line.tag.flatMap({ Int($0.dropFirst()) }), (1...max(1, requests)).contains(number) else {
      return "an answer came that belongs to no request"
    }
    if number >= expected {
      missingReplies += number - expected
      lastReply = number
    }
    guard number == expected else {
      return "the answer to request r\(expected) was expected, and that to r\(number) came"
    }
    guard line.kind == .error else { return nil }
    return "ERR \(line.words.joined(separator: " "))" + (line.text.map { ": \($0)" } ?? "")
  }

  private mutating func takeEvent(_ line: ReceivedLine) -> String? {
    let number = line.number ?? 0
    let expected = lastEvent + 1
    lastEvent = max(number, lastEvent)
    if number == expected { return nil }
    missingEvents += max(0, number - expected)
    return "event \(number) came, where event \(expected) was expected"
  }
}
