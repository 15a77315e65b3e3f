import CallModel

/// Takes an order's words and fields as typed values. `finish` refuses what nobody asked for, so that a mistyped
/// option is never passed over in silence.
struct OrderReader {
  /// Characters of a free text, and bytes of a word.
  static let longestText = 2_000
  static let longestWord = 64
  /// Bytes of a title and of a list of words.
  static let longestTitle = 200
  static let longestList = 1_000

  private let order: CentreOrder
  private var nextWord = 2
  private var known = ["as", KeptOrder.field]
  private var textTaken = false

  init(_ order: CentreOrder) { self.order = order }

  mutating func word(_ name: String) throws(CentreRefusal) -> String {
    guard nextWord < order.words.count else { throw .missing(name) }
    defer { nextWord += 1 }
    return try checked(order.words[nextWord], name)
  }

  /// The number of an id such as `CP1001`.
  mutating func number(_ prefix: String) throws(CentreRefusal) -> Int64 {
    let id = try word("id")
    guard id.uppercased().hasPrefix(prefix), let number = Int64(id.dropFirst(prefix.count)), number > 0 else {
      throw .bad("id", "It is \(prefix) and a number, as \(prefix)1001.")
    }
    return number
  }

  mutating func optional(
    _ key: String, upTo longest: Int = OrderReader.longestWord
  ) throws(CentreRefusal) -> String? {
    known.append(key)
    let values = order.fields.filter { $0.key.lowercased() == key }
    guard values.count <= 1 else { throw .bad(key, "It is given twice.") }
    guard let value = values.first?.value else { return nil }
    return try checked(value, key, upTo: longest)
  }

  mutating func required(
    _ key: String, upTo longest: Int = OrderReader.longestWord
  ) throws(CentreRefusal) -> String {
    guard let value = try optional(key, upTo: longest) else { throw .missing(key) }
    return value
  }

  mutating func optionalID<Tag>(_ key: String, _: Tag.Type = Tag.self) throws(CentreRefusal) -> Identifier<Tag>? {
    guard let word = try optional(key) else { return nil }
    guard ClientWord.isValid(word) else {
      throw .bad(key, "It is 1 to \(ClientWord.maximumLength) of A-Z a-z 0-9 . _ -")
    }
    return Identifier(word)
  }

  mutating func requiredID<Tag>(_ key: String, _: Tag.Type = Tag.self) throws(CentreRefusal) -> Identifier<Tag> {
    guard let id: Identifier<Tag> = try optionalID(key) else { throw .missing(key) }
    return id
  }

  mutating func optionalChoice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _: Choice.Type = Choice.self
  ) throws(CentreRefusal) -> Choice? {
    guard let word = try optional(key) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      throw .bad(key, "It is one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return choice
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _: Choice.Type = Choice.self
  ) throws(CentreRefusal) -> Choice {
    guard let choice: Choice = try optionalChoice(key) else { throw .missing(key) }
    return choice
  }

  mutating func optionalInteger(_ key: String, in range: ClosedRange<Int64>) throws(CentreRefusal) -> Int64? {
    guard let word = try optional(key) else { return nil }
    guard let number = Int64(word), range.contains(number) else {
      throw .bad(key, "It is a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }

  /// `yes` or `no`.
  mutating func flag(_ key: String) throws(CentreRefusal) -> Bool {
    guard let flag = try optionalFlag(key) else { throw .missing(key) }
    return flag
  }

  mutating func optionalFlag(_ key: String) throws(CentreRefusal) -> Bool? {
    guard let word = try optional(key) else { return nil }
    guard word == "yes" || word == "no" else { throw .bad(key, "It is yes or no.") }
    return word == "yes"
  }

  /// One that callers are spoken to in.
  mutating func optionalLanguage(_ key: String) throws(CentreRefusal) -> Language? {
    guard let word = try optional(key) else { return nil }
    try Self.checkLanguage(word, key)
    return Language(word)
  }

  static func checkLanguage(_ word: String, _ key: String) throws(CentreRefusal) {
    let tags = [Language.chinese, .english].map(\.tag)
    guard tags.contains(word) else { throw .bad(key, "It is \(tags.joined(separator: " or ")).") }
  }

  /// `2026-11-24`.
  mutating func optionalDay(_ key: String) throws(CentreRefusal) -> CivilDay? {
    guard let word = try optional(key) else { return nil }
    guard let day = CivilDay(written: word) else { throw .bad(key, "It is a day, as 2026-11-24.") }
    return day
  }

  mutating func requiredDay(_ key: String) throws(CentreRefusal) -> CivilDay {
    guard let day = try optionalDay(key) else { throw .missing(key) }
    return day
  }

  mutating func requiredInteger(_ key: String, in range: ClosedRange<Int64>) throws(CentreRefusal) -> Int64 {
    guard let number = try optionalInteger(key, in: range) else { throw .missing(key) }
    return number
  }

  mutating func optionalPhone(_ key: String) throws(CentreRefusal) -> String? {
    guard let phone = try optional(key) else { return nil }
    guard CallbackRules.isDialable(phone) else { throw .bad(key, "It is the digits of a telephone number.") }
    return phone
  }

  mutating func requiredPhone(_ key: String) throws(CentreRefusal) -> String {
    guard let phone = try optionalPhone(key) else { throw .missing(key) }
    return phone
  }

  mutating func optionalText() throws(CentreRefusal) -> String? {
    textTaken = true
    guard let text = order.text, !text.isEmpty else { return nil }
    guard text.count <= Self.longestText else { throw .bad("text", "It has at most \(Self.longestText) characters.") }
    return text
  }

  mutating func requiredText() throws(CentreRefusal) -> String {
    guard let text = try optionalText() else { throw .missing("text") }
    return text
  }

  func finish() throws(CentreRefusal) {
    guard nextWord >= order.words.count else { throw .bad("word", "There is a word too many.") }
    if let field = order.fields.first(where: { !known.contains($0.key.lowercased()) }) {
      throw .bad(field.key, "This order doesn't know it.")
    }
    guard textTaken || order.text == nil else { throw .bad("text", "This order takes none.") }
  }

  private func checked(
    _ value: String, _ name: String, upTo longest: Int = OrderReader.longestWord
  ) throws(CentreRefusal) -> String {
    guard !value.isEmpty else { throw .bad(name, "It can't be empty.") }
    guard value.utf8.count <= longest else {
      throw .bad(name, "It has at most \(longest) bytes.")
    }
    return value
  }
}
