import Foundation

/// Compares a line of the document with one of the server. `<word>` in the document stands for one or more
/// characters without a space, and for the same ones wherever it stands in the same example.
struct DocumentWildcards {
  private var bound: [String: String] = [:]

  private static let wildcard = try! NSRegularExpression(pattern: "<[a-z][a-z0-9-]*>")

  /// True, and the wildcards of the line are bound from now on; or false, and nothing has changed.
  mutating func take(_ expected: String, _ got: String) -> Bool {
    var pattern = ""
    var names: [String] = []
    var rest = expected[...]
    for range in Self.ranges(in: expected) {
      pattern += NSRegularExpression.escapedPattern(for: String(rest[..<range.lowerBound]))
      let name = String(expected[range])
      rest = expected[range.upperBound...]
      if let value = bound[name] {
        pattern += NSRegularExpression.escapedPattern(for: value)
      } else if let earlier = names.firstIndex(of: name) {
        pattern += "\\\(earlier + 1)(?![0-9])"
      } else {
        names.append(name)
        pattern += "(\\S+)"
      }
    }
    pattern += NSRegularExpression.escapedPattern(for: String(rest))
    let whole = NSRange(got.startIndex..., in: got)
    guard let match = try! NSRegularExpression(pattern: "^\(pattern)$").firstMatch(in: got, range: whole) else {
      return false
    }
    for (index, name) in names.enumerated() {
      bound[name] = Range(match.range(at: index + 1), in: got).map { String(got[$0]) }
    }
    return true
  }

  private static func ranges(in text: String) -> [Range<String.Index>] {
    wildcard.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { Range($0.range, in: text) }
  }
}
