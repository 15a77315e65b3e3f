/// JSON (RFC 8259) with the members of an object in the order in which they were put there, as rows of the line
/// protocol have theirs; and without Foundation, whose encoder knows no order.
public enum JSONValue: Sendable, Equatable {
  case string(String)
  /// A literal of JSON's grammar for numbers.
  case number(String)
  case bool(Bool)
  case null
  case array([JSONValue])
  case object([Member])

  public struct Member: Sendable, Equatable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  public static func number(_ value: some BinaryInteger) -> JSONValue { .number(String(value)) }

  /// On one line.
  public var text: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// An array with a line for each element, so that people and `diff` can read it; anything else on one line.
  public var lines: String {
    guard case .array(let elements) = self, !elements.isEmpty else { return text }
    return "[\n" + elements.map { "  " + $0.text }.joined(separator: ",\n") + "\n]"
  }

  private func write(to text: inout String) {
    switch self {
    case .string(let value): Self.write(value, to: &text)
    case .number(let literal): text += literal
    case .bool(let value): text += value ? "true" : "false"
    case .null: text += "null"
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { text += "," }
        element.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      var names: Set<String> = []
      for (index, member) in members.enumerated() {
        if index > 0 { text += "," }
        // Fields of the wire are put beside members of our own: two of one name would hide each other.
        var name = member.name
        while !names.insert(name).inserted { name += "_" }
        Self.write(name, to: &text)
        text += ":"
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  private static func write(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case let other where other.value < 0x20 || (0x7F..<0xA0).contains(other.value) || Self.endsLines(other):
        let digits = String(other.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      case let other: text.unicodeScalars.append(other)
      }
    }
    text += "\""
  }

  /// The separators that JavaScript takes for the end of a line.
  private static func endsLines(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x2028 || scalar.value == 0x2029 }
}
