import LineProtocol

/// What the protocol says about lines of any bytes, worked out apart from the daemon's own decoder: by splitting a
/// whole array and by the standard library's idea of UTF-8.
enum LineOracle {
  /// For lines that are complete and, where they are text, name no verb.
  static func answers(to bytes: [UInt8]) -> [ExpectedAnswer] {
    precondition(bytes.last == UInt8(ascii: "\n"), "The oracle knows whole lines only.")
    return bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).compactMap(answer)
  }

  private static func answer(to raw: ArraySlice<UInt8>) -> ExpectedAnswer? {
    if raw.count + 1 > WireLimit.maximumLine { return .tooLong }
    let line = raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw
    if line.isEmpty { return nil }
    return isText(line) ? .error(.unknownVerb) : .error(.encoding)
  }

  static func isText(_ line: ArraySlice<UInt8>) -> Bool {
    !line.contains(0) && String(validating: line, as: UTF8.self) != nil
  }
}

extension ExpectedAnswer {
  static let tooLong = ExpectedAnswer.error(.lineTooLong, Field("limit", WireLimit.maximumLine))
}
