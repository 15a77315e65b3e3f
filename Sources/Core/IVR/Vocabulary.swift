/// The words of which a language's numbers, amounts and dates are made: those that a gateway has recordings of,
/// whatever the prompts. Named by what they mean, so `number/7` is 七 in one language and "seven" in another.
struct Vocabulary: Sendable {
  struct Entry: Sendable, Equatable {
    var name: String
    var text: String
  }

  let entries: [Entry]
  private let texts: [String: String]

  init(_ entries: [Entry]) {
    self.entries = entries
    var texts: [String: String] = [:]
    for entry in entries {
      precondition(texts.updateValue(entry.text, forKey: entry.name) == nil, "The word \(entry.name) is there twice.")
    }
    self.texts = texts
  }

  init(_ words: KeyValuePairs<String, String>) { self.init(words.map { Entry(name: $0.key, text: $0.value) }) }

  static func + (a: Self, b: Self) -> Self { Vocabulary(a.entries + b.entries) }

  /// `number/0`, `number/1` ... from a list in that order.
  static func counted(_ folder: String, from first: Int = 0, _ texts: [String]) -> Self {
    Vocabulary(texts.enumerated().map { Entry(name: "\(folder)/\(first + $0.offset)", text: $0.element) })
  }

  /// The letters of the alphabet, which every language here says as they are.
  static let letters = Vocabulary("ABCDEFGHIJKLMNOPQRSTUVWXYZ".map { Entry(name: letter($0), text: String($0)) })

  static func letter(_ letter: Character) -> String { "letter/" + letter.lowercased() }

  subscript(name: String) -> String {
    guard let text = texts[name] else { preconditionFailure("There is no word \(name).") }
    return text
  }
}
