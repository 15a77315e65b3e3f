import CallModel
import IVR

/// Kinds that ask for keys.
extension NodeReader {
  mutating func kind(_ kind: Kind) -> NodeKind? {
    switch kind {
    case .menu: menu()
    case .digits: digits()
    case .amount: amount()
    case .secret: secret()
    case .confirm: confirm()
    case .choose: choose()
    case .survey: survey()
    case .language: language()
    case .say: target("next").map { .say(next: $0) }
    case .announcements: target("next").map { .announcements(next: $0) }
    case .action: action()
    case .branch: branch()
    case .queue: queue()
    case .callback: callback()
    case .transfer: transfer()
    case .call: call()
    case .returns: .return
    case .end: end()
    }
  }

  private mutating func menu() -> NodeKind? {
    let exhausted = optionalTarget("exhausted")
    guard let choices = map.required("choices")?.map("\"choices\"") else { return nil }
    var read: [MenuChoice] = []
    for entry in choices.entries {
      guard let keys = Keys(entry.key), !keys.isEmpty, keys.count <= 4 else {
        log.error(entry.keyPosition, "a choice must be one to four keys of 0-9 A-D * #, not \"\(entry.key)\"")
        continue
      }
      if keys.count == 1 { ownKeys.append(keys[0]) }
      if let choice = choice(Array(keys), entry.value) { read.append(choice) }
    }
    if choices.entries.isEmpty { log.error(choices.position, "\"choices\" has no choice") }
    if choices.entries.count > SettingsLimits.choices {
      let count = choices.entries.count
      log.error(choices.position, "\"choices\" has \(count) choices; at most \(SettingsLimits.choices) are allowed")
    }
    let positions = choices.entries.map { (key: $0.key, position: $0.keyPosition) }
    checkChoices(positions)
    read.sort { $0.keys.lexicographicallyPrecedes($1.keys) }
    return .menu(Menu(choices: read, exhausted: exhausted))
  }

  /// `main`, or `{to: main, set: {loss: debit}}`.
  private mutating func choice(_ keys: [Key], _ value: YAMLValue) -> MenuChoice? {
    guard value.isMap else { return target(value).map { MenuChoice(keys: keys, target: $0) } }
    guard var map = value.map("the choice \(value.name)") else { return nil }
    let target = map.required("to").flatMap { self.target($0) }
    let set = map.optional("set")?.map("\"set\"")
    map.finish()
    var assignments: [SessionAssignment] = []
    for entry in set?.entries ?? [] {
      if let wrong = YAMLValue.wrongIdentifier(entry.key) {
        log.error(entry.keyPosition, "a value's name \(wrong)")
        continue
      }
      guard let text = entry.value.text() else { continue }
      sets([entry.key])
      assignments.append(SessionAssignment(name: entry.key, value: .text(text)))
    }
    return target.map { MenuChoice(keys: keys, target: $0, sets: assignments) }
  }

  private mutating func digits() -> NodeKind? {
    let into = into()
    let lengths = map.required("length")?.range(1...32)
    let endKey = endKey()
    let starIsX = map.optional("star-is-x")?.boolean() ?? false
    if starIsX { ownKeys.append(.star) }
    let pattern = pattern(lengths)
    let checks = map.optional("checks").map { self.checks($0, lengths) } ?? []
    let ok = target("ok")
    let empty = optionalTarget("empty")
    let exhausted = optionalTarget("exhausted")
    guard let into, let lengths, let ok else { return nil }
    return .digits(
      DigitsEntry(
        into: into, lengths: lengths, endKey: endKey, starIsX: starIsX, pattern: pattern, checks: checks, ok: ok,
        empty: empty, exhausted: exhausted))
  }

  /// `end: "#"` (the default) or `end: none`.
  private mutating func endKey() -> Key? {
    guard let value = map.optional("end") else { return .hash }
    if value.isNone { return nil }
    guard let key = value.key() else { return nil }
    if key.digit != nil || key == .star {
      value.error("\(value.name) must be a key that is no digit and not the star")
      return nil
    }
    return key
  }

  /// Only for strings of one length: a longer or shorter string could never match.
  private mutating func pattern(_ lengths: ClosedRange<Int>?) -> String? {
    guard let value = map.optional("pattern"), let text = value.text() else { return nil }
    let isPattern = text.utf8.allSatisfy { $0 == UInt8(ascii: "d") || (0x30...0x39).contains($0) }
    if !isPattern { value.error("\"pattern\" must be made of d (any digit) and digits, not \"\(text)\"") }
    if let lengths, isPattern, !lengths.contains(text.utf8.count) {
      value.error("\"pattern\" has \(text.utf8.count) places, which \"length\" forbids")
    }
    return text
  }

  /// `checks: {luhn: 16-19, past-days: 365, future-days: 14}`.
  private mutating func checks(_ value: YAMLValue, _ lengths: ClosedRange<Int>?) -> [DigitsEntry.Check] {
    guard var map = value.map("\"checks\"") else { return [] }
    var checks: [DigitsEntry.Check] = []
    if let luhn = map.optional("luhn")?.range(2...32) { checks.append(.luhn(lengths: luhn)) }
    for (key, length) in [("past-days", 8), ("future-days", 4)] {
      guard let value = map.optional(key), let days = value.integer(1...3_660) else { continue }
      checks.append(key == "past-days" ? .pastDate(days: days) : .futureDate(days: days))
      if let lengths, lengths != length...length {
        value.error("a date of \(length) digits needs \"length: \(length)\"")
      }
    }
    map.finish()
    return checks
  }

  private mutating func amount() -> NodeKind? {
    let into = into()
    let maximum = map.optional("maximum")?.money(1...99_999_999_999)
    let ok = target("ok")
    let exhausted = optionalTarget("exhausted")
    guard let into, let ok else { return nil }
    return .amount(AmountEntry(into: into, maximum: maximum ?? 99_999_999_999, ok: ok, exhausted: exhausted))
  }

  private mutating func secret() -> NodeKind? {
    let lengths = map.optional("length").map { $0.range(1...32) } ?? 6...6
    let operation = operation { $0.takesSecret ? nil : "takes no password" }
    let outcomes = outcomes(of: operation)
    let exhausted = optionalTarget("exhausted")
    guard let lengths, let outcomes, let operation = operation ?? placeholder else { return nil }
    return .secret(SecretEntry(lengths: lengths, operation: operation, outcomes: outcomes, exhausted: exhausted))
  }

  private mutating func confirm() -> NodeKind? {
    let yes = target("yes")
    let change = optionalTarget("change")
    let cancel = target("cancel")
    ownKeys = [Key("1")!, .star] + (change == nil ? [] : [Key("2")!])
    guard let yes, let cancel else { return nil }
    return .confirm(Confirm(yes: yes, change: change, cancel: cancel))
  }

  private mutating func choose() -> NodeKind? {
    let operation = operation { $0.itemOutputs.isEmpty ? "answers no list" : nil }
    let values = operation?.signature.itemOutputs ?? []
    sets(values)
    let item = map.required("item").flatMap { says($0, values: values + ["key"], role: .item) }
    let more = map.optional("more")
    let moreKey = more?.key() ?? Key("6")!
    ownKeys = (1...Choose.pageSize).map { Key(ascii: UInt8(ascii: "0") + UInt8($0))! }
    if let more, ownKeys.contains(moreKey) {
      more.error("the key \(moreKey.character) is used twice: it takes an item of the page")
    }
    ownKeys.append(moreKey)
    let takesOnlyItem = map.optional("take-only-item")?.boolean() ?? false
    let ok = target("ok")
    let none = target("none")
    let exhausted = optionalTarget("exhausted")
    guard let operation = operation ?? placeholder, let item, let ok, let none else { return nil }
    return .choose(
      Choose(
        operation: operation, item: item, moreKey: moreKey, takesOnlyItem: takesOnlyItem, ok: ok, none: none,
        exhausted: exhausted))
  }

  private mutating func survey() -> NodeKind? {
    let skip = target("skip")
    guard let answers = map.required("answers")?.map("\"answers\"") else { return nil }
    var read: [Survey.Answer] = []
    for entry in answers.entries {
      guard entry.key.count == 1, let key = Key(entry.key.first!) else {
        log.error(entry.keyPosition, "an answer must be one key of 0-9 A-D * #, not \"\(entry.key)\"")
        continue
      }
      guard var map = entry.value.map("the answer \(entry.value.name)") else { continue }
      let answer = map.required("answer")?.identifier()
      let target = map.required("to").flatMap { self.target($0) }
      map.finish()
      if let answer, let target { read.append(.init(key: key, answer: answer, target: target)) }
    }
    if answers.entries.isEmpty { log.error(answers.position, "\"answers\" has no answer") }
    checkChoices(answers.entries.map { (key: $0.key, position: $0.keyPosition) })
    return skip.map { .survey(Survey(answers: read.sorted { $0.key < $1.key }, skip: $0)) }
  }

  private mutating func language() -> NodeKind? {
    let silent = map.required("silent").flatMap { names.languages.resolve($0) }
    let next = target("next")
    guard let choices = map.required("choices")?.map("\"choices\"") else { return nil }
    var read: [LanguageChoice.Choice] = []
    for entry in choices.entries {
      guard entry.key.count == 1, let key = Key(entry.key.first!) else {
        log.error(entry.keyPosition, "a choice must be one key of 0-9 A-D * #, not \"\(entry.key)\"")
        continue
      }
      ownKeys.append(key)
      if let language = names.languages.resolve(entry.value) { read.append(.init(key: key, language: language)) }
    }
    guard let silent, let next else { return nil }
    return .language(LanguageChoice(choices: read.sorted { $0.key < $1.key }, silent: silent, next: next))
  }
}
