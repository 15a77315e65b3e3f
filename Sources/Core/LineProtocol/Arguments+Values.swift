import CallModel

extension Arguments {
  // MARK: Positional words

  mutating func requiredWord(_ name: String, limit: Int = WireLimit.maximumWord) throws(WireError) -> String {
    guard let word = nextWord() else { throw .missing(name) }
    return try checked(decode(word), name, limit: limit)
  }

  mutating func optionalWord(_ name: String) throws(WireError) -> String? {
    guard let word = nextWord() else { return nil }
    return try checked(decode(word), name, limit: WireLimit.maximumWord)
  }

  mutating func call() throws(WireError) -> CallID {
    guard let call = try optionalCall() else { throw .missing("call") }
    return call
  }

  mutating func optionalCall() throws(WireError) -> CallID? {
    guard let word = nextWord() else { return nil }
    return try callID(word)
  }

  mutating func number(_ name: String, in range: ClosedRange<Int64>) throws(WireError) -> Int64 {
    guard let word = nextWord() else { throw .missing(name) }
    return try parseNumber(word, name, in: range)
  }

  // MARK: Fields

  /// `nil` where the field is not there or is empty.
  func word(field key: StaticString) throws(WireError) -> String? {
    guard let value = try field(key), !value.isEmpty else { return nil }
    return try checked(decode(value), "\(key)", limit: WireLimit.maximumWord)
  }

  func requiredWord(field key: StaticString) throws(WireError) -> String {
    guard let value = try field(key) else { throw .missing("\(key)") }
    return try checked(decode(value), "\(key)", limit: WireLimit.maximumWord)
  }

  func call(field key: StaticString) throws(WireError) -> CallID? {
    guard let value = try field(key), !value.isEmpty else { return nil }
    return try callID(value)
  }

  func number(field key: StaticString, in range: ClosedRange<Int64>) throws(WireError) -> Int64? {
    guard let value = try field(key) else { return nil }
    return try parseNumber(value, "\(key)", in: range)
  }

  func milliseconds(field key: StaticString) throws(WireError) -> Interval? {
    try number(field: key, in: 0...WireLimit.maximumNumber).map { .milliseconds($0) }
  }

  /// One of an enum's words.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    field key: StaticString, _: Choice.Type = Choice.self
  ) throws(WireError) -> Choice? {
    guard let value = try field(key) else { return nil }
    guard let choice = Choice(rawValue: try decode(value)) else {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw .badArgument("\(key)", "It is one of \(words).")
    }
    return choice
  }

  private enum Flag: String, CaseIterable {
    case yes, no
  }

  /// `yes` or `no`.
  func flag(field key: StaticString) throws(WireError) -> Bool? {
    try choice(field: key, Flag.self).map { $0 == .yes }
  }

  /// The bytes go into the secret and nowhere else.
  func secret(field key: StaticString) throws(WireError) -> Secret {
    guard let value = try field(key) else { throw .missing("\(key)") }
    guard !value.isEmpty else { throw .badArgument("\(key)", "It can't be empty.") }
    guard value.contains(ASCII.percent) else { return Secret(value) }
    var decoded = try decodeBytes(value)
    defer { decoded.wipe() }
    return Secret(decoded)
  }

  // MARK: Checks

  private func checked(_ word: String, _ name: String, limit: Int) throws(WireError) -> String {
    guard !word.isEmpty else { throw .badArgument(name, "It can't be empty.") }
    guard word.utf8.count <= limit else { throw .badArgument(name, "It has at most \(limit) bytes.") }
    return word
  }

  private func callID(_ word: ArraySlice<UInt8>) throws(WireError) -> CallID {
    guard let text = RequestParser.clientWord(word) else {
      throw .badArgument("call", "It is 1 to \(WireLimit.maximumTag) of A-Z a-z 0-9 . _ -")
    }
    return CallID(text)
  }

  private func parseNumber(
    _ word: ArraySlice<UInt8>, _ name: String, in range: ClosedRange<Int64>
  ) throws(WireError) -> Int64 {
    guard let number = DecimalNumber.parse(word), range.contains(number) else {
      throw .badArgument(name, "It is a whole number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }
}
