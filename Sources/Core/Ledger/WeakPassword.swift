import CallModel

/// Why a new password is too easily guessed. The rules look at the secret where it lies: no digit of it is copied.
enum WeakPassword: String, CaseIterable, Sendable {
  case notSixDigits, allEqual, run, repeated, pairsInSteps, keypadLines, common, ownNumber, birthday

  static let length = 6

  /// Says why, and nothing of the password.
  var sentence: String {
    switch self {
    case .notSixDigits: "it should be six digits"
    case .allEqual: "it is one digit six times"
    case .run: "its digits are a run"
    case .repeated: "it is a short pattern again and again"
    case .pairsInSteps: "it is pairs in steps"
    case .keypadLines: "it is lines of the keypad"
    case .common: "it is among the commonest"
    case .ownNumber: "it is part of a number of its owner"
    case .birthday: "it is its owner's birthday"
    }
  }

  /// What a password must not be taken from.
  struct Owner: Hashable, Sendable {
    /// Cards, accounts, telephone, the end of the ID number.
    var numbers: [String]
    var birthday: CivilDay
  }

  static func first(in secret: Secret, of owner: Owner) -> WeakPassword? {
    secret.withUnsafeBytes { keys in allCases.first { $0.applies(to: keys, of: owner) } }
  }

  private func applies(to keys: UnsafeRawBufferPointer, of owner: Owner) -> Bool {
    switch self {
    case .notSixDigits:
      keys.count != Self.length || !keys.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    case .allEqual: Self.hasSteps(keys, [0])
    // 123456, 890123 and backwards: after 9 comes 0.
    case .run: Self.hasSteps(keys, [1]) || Self.hasSteps(keys, [9])
    // 121212, 123123.
    case .repeated: Self.repeats(keys, 2) || Self.repeats(keys, 3)
    // 112233, 332211, 224466.
    case .pairsInSteps: Self.isOfPairsInSteps(keys)
    case .keypadLines: Self.isOfKeypadLines(keys)
    case .common: Self.commonest.contains { Self.equals(keys, $0) }
    case .ownNumber: owner.numbers.contains { Self.isPart(keys, of: $0) }
    case .birthday: Self.spellings(of: owner.birthday).contains { Self.equals(keys, $0) }
    }
  }

  /// The twenty commonest six-digit passwords of published leaks that no other rule refuses, and those that the
  /// ear likes: 520131 and 1314 are sounded in Chinese like "I love you" and "for ever".
  static let commonest = [
    "123321", "159753", "520131", "131452", "521521", "147258", "112211", "123654", "100200", "201314",
    "520520", "111222", "666888", "888666", "168168", "518518", "110120", "102030", "696969", "007007",
  ]

  // MARK: - Patterns

  /// Whether every step from one digit to the next, modulo 10, is one of these.
  private static func hasSteps(_ keys: UnsafeRawBufferPointer, _ steps: [Int]) -> Bool {
    zip(keys, keys.dropFirst()).allSatisfy { steps.contains((Int($1) - Int($0) + 10) % 10) }
  }

  private static func repeats(_ keys: UnsafeRawBufferPointer, _ period: Int) -> Bool {
    keys.indices.dropFirst(period).allSatisfy { keys[$0] == keys[$0 - period] }
  }

  private static func isOfPairsInSteps(_ keys: UnsafeRawBufferPointer) -> Bool {
    guard keys[0] == keys[1], keys[2] == keys[3], keys[4] == keys[5] else { return false }
    return (Int(keys[2]) - Int(keys[0]) + 10) % 10 == (Int(keys[4]) - Int(keys[2]) + 10) % 10
  }

  /// Rows, columns and diagonals of the keypad, either way; two of them make a password: 147369, 789456.
  private static let lines = ["123", "456", "789", "147", "258", "369", "159", "357"]

  private static func isOfKeypadLines(_ keys: UnsafeRawBufferPointer) -> Bool {
    isLine(keys, at: 0) && isLine(keys, at: 3)
  }

  private static func isLine(_ keys: UnsafeRawBufferPointer, at start: Int) -> Bool {
    lines.contains { line in
      let line = Array(line.utf8)
      let isForward = (0..<3).allSatisfy { keys[start + $0] == line[$0] }
      return isForward || (0..<3).allSatisfy { keys[start + $0] == line[2 - $0] }
    }
  }

  // MARK: - The owner's numbers

  private static func equals(_ keys: UnsafeRawBufferPointer, _ text: String) -> Bool { keys.elementsEqual(text.utf8) }

  private static func isPart(_ keys: UnsafeRawBufferPointer, of number: String) -> Bool {
    let digits = Array(number.utf8)
    guard digits.count >= keys.count else { return false }
    return (0...digits.count - keys.count).contains { start in
      keys.elementsEqual(digits[start..<start + keys.count])
    }
  }

  /// Two digits each of year, month and day in any order; four of the year with the month or the day.
  private static func spellings(of birthday: CivilDay) -> [String] {
    let (year, month, day) = birthday.components
    func two(_ number: Int) -> String { (number % 100 < 10 ? "0" : "") + String(number % 100) }
    let (y, m, d) = (two(year), two(month), two(day))
    let long = String(year)
    return [y + m + d, y + d + m, m + y + d, m + d + y, d + y + m, d + m + y]
      + [long + m, m + long, long + d, d + long]
  }
}
