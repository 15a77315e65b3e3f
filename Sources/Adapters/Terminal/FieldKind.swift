/// What the value of a field is, told from its key and its text, for a client that knows none of the fields.
///
/// The wire has text only. A count is a number; an agent's id is not, though it may be all digits, and a
/// program that reads `--json` must not see it change its type from row to row.
public enum FieldKind: Sendable, Equatable {
  case text
  case number
  /// A date with a time of day and an offset from UTC, as ISO 8601 writes it.
  case time

  /// Digits beyond which readers of JSON lose some (IEEE 754 double precision).
  static let exactDigits = 15

  /// Names, ids, telephone numbers and keys: text also where they are all digits.
  private static let namesKeys: Set<String> = [
    "about", "about-person", "account", "address", "agent", "approved-by", "branch", "by", "call", "card", "cause",
    "code", "customer", "decided-by", "disposition", "end", "from", "gateway", "handler", "head", "have", "id", "keys",
    "lang", "last4", "menus", "name", "node", "nodes", "offer", "owner", "path",
    "payee", "phone",
    "prompt", "queue", "reason", "reference", "registered-by", "row", "server", "session", "sid", "specialists",
    "staff", "subject",
    "text", "to", "unit", "want", "why",
  ]

  static func of(_ value: String, key: String) -> FieldKind {
    if namesKeys.contains(key) { return .text }
    if isTime(value) { return .time }
    return isNumber(value) ? .number : .text
  }

  /// The value as people read it: a time without the offset, which is the bank's own in every row.
  func shown(_ value: String) -> String {
    switch self {
    case .text, .number: value
    case .time: value.prefix(10) + " " + value.dropFirst(11).prefix(8)
    }
  }

  /// `2026-11-24T09:30:00+08:00`.
  private static func isTime(_ value: String) -> Bool {
    let shape = Array("dddd-dd-ddTdd:dd:dd+dd:dd".utf8)
    let bytes = Array(value.utf8)
    return bytes.count == shape.count
      && zip(bytes, shape).allSatisfy { byte, want in
        want == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == want
      }
  }

  /// A decimal number in the grammar of JSON, short enough to be exact.
  private static func isNumber(_ value: String) -> Bool {
    let unsigned = value.hasPrefix("-") ? value.dropFirst() : value[...]
    let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), unsigned.utf8.count <= exactDigits,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    return parts[0].count == 1 || !parts[0].hasPrefix("0")
  }
}
