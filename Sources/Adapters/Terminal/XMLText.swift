/// Text inside an XML 1.0 document, such as a report for a build server.
public enum XMLText {
  /// For content and for attributes in double quotes; what XML can't hold becomes U+FFFD.
  public static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case let other where other.value < 0x20 || (0x7F..<0xA0).contains(other.value) || other.value & 0xFFFE == 0xFFFE:
        escaped += "\u{FFFD}"
      case let other: escaped.unicodeScalars.append(other)
      }
    }
    return escaped
  }
}
