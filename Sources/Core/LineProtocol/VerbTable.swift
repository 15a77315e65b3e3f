/// The one table of verbs, in the order of `Verb`. Its rows stand in a file for each socket.
public enum VerbTable {
  public static let entries: [VerbEntry] = {
    let entries = gateway + desk + operations + common
    precondition(
      entries.map(\.verb) == Verb.allCases, "The table of verbs must have a row for each verb, in the enum's order.")
    return entries
  }()

  private static let names: [PackedName] = entries.map { entry in
    guard let name = PackedName(entry.name.utf8) else { preconditionFailure("A verb has at most 16 characters.") }
    return name
  }

  /// In any case of letters; `nil` where there is no such verb on any socket.
  static func verb(named text: some Collection<UInt8>) -> Verb? {
    // Most lines are a key, and no verb begins with a digit: the table need not be gone through.
    guard let first = text.first, !ASCII.isDigit(first), let name = PackedName(text),
      let index = names.firstIndex(of: name)
    else { return nil }
    return Verb(rawValue: UInt8(index))
  }
}

extension Verb {
  public var entry: VerbEntry { VerbTable.entries[Int(rawValue)] }
  public var name: String { VerbTable.entries[Int(rawValue)].name }
  public var roles: RoleSet { VerbTable.entries[Int(rawValue)].roles }
}

/// A verb's name in capitals, in two words of the machine: compared on every line, so it is no String.
struct PackedName: Equatable, Sendable {
  static let maximumLength = 16

  private var high: UInt64 = 0
  private var low: UInt64 = 0

  /// `nil` where the name is empty or longer than any verb.
  init?(_ text: some Collection<UInt8>) {
    guard !text.isEmpty, text.count <= Self.maximumLength else { return nil }
    for byte in text {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(ASCII.uppercased(byte))
    }
  }
}
