/// A line of a call script as far as it is spoken by somebody: `+5s desk1> READY`.
struct ScriptLine {
  var peer = "gw"
  var socket: String { ["gw", "desk", "ops"].first { peer.hasPrefix($0) } ?? "gw" }
  var milliseconds: Int?
  var line: String

  /// `nil`: a comment, an expectation, or what only a scripted host can do.
  init?(_ text: String) {
    var words = text.split(separator: " ")[...]
    guard let first = words.first, first != "#" || words.count == 1, !first.hasPrefix("<"), first != "EXPECT" else {
      return nil
    }
    if first.hasPrefix("+") {
      milliseconds = Self.milliseconds(first.dropFirst())
      words = words.dropFirst()
    }
    if let name = words.first, name.hasSuffix(">") {
      guard name != "host>" else { return nil }
      peer = String(name.dropLast())
      words = words.dropFirst()
    }
    guard !words.isEmpty else { return nil }
    line = words.joined(separator: " ")
  }

  private static func milliseconds(_ word: Substring) -> Int? {
    let number = word.prefix { $0.isNumber || $0 == "." }
    let unit = ["ms": 1.0, "s": 1_000, "m": 60_000, "h": 3_600_000][String(word.dropFirst(number.count))]
    return unit.flatMap { unit in Double(number).map { Int($0 * unit) } }
  }
}
