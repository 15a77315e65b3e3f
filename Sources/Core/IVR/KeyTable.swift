import CallModel

/// The choices of one node, compiled for matching what is keyed: the node's own first, then its links.
///
/// Apart from `MenuNode`, which says what was written; this says which key decides.
final class KeyTable: Sendable {
  /// What a choice stands for.
  enum Choice: Sendable, Equatable {
    /// By its place in the node's own list. For `confirm`: 0 yes, 1 change, 2 cancel.
    case own(Int)
    case link(Key, Target)
  }

  enum Match: Sendable, Equatable {
    /// So many of the keys belong to the choice; the others are for the next node.
    case decided(Choice, used: Int)
    /// A longer choice begins with these keys.
    case open
    case none
  }

  private struct Entry: Sendable {
    var keys: [Key]
    var choice: Choice
  }

  /// What one key alone comes to, as a byte a key: `noEntry`, `openEntry`, or an index into `entries`.
  private static let noEntry: UInt8 = 0xFF
  private static let openEntry: UInt8 = 0xFE
  private static let maximumEntries = 0xFE

  private let entries: [Entry]
  private let single: [UInt8]

  init(of node: MenuNode) {
    var entries: [Entry] = []
    func add(_ keys: [Key], _ choice: Choice) {
      if !keys.isEmpty, !entries.contains(where: { $0.keys == keys }) {
        entries.append(Entry(keys: keys, choice: choice))
      }
    }
    var takesLinks = true
    switch node.kind {
    case .menu(let menu):
      for (place, choice) in menu.choices.enumerated() { add(choice.keys, .own(place)) }
    case .confirm(let confirm):
      add([Key("1")!], .own(KeyTable.yes))
      if confirm.change != nil { add([Key("2")!], .own(KeyTable.change)) }
      add([.star], .own(KeyTable.cancel))
    case .survey(let survey):
      for (place, answer) in survey.answers.enumerated() { add([answer.key], .own(place)) }
      takesLinks = false
    case .language(let language):
      for (place, choice) in language.choices.enumerated() { add([choice.key], .own(place)) }
    case .digits, .amount, .secret, .choose, .say, .announcements, .action, .branch, .queue, .callback, .transfer,
      .call, .return,
      .end:
      takesLinks = false
    }
    if takesLinks { for link in node.links { add([link.key], .link(link.key, link.target)) } }
    precondition(entries.count <= KeyTable.maximumEntries, "a node has more choices than its key table can hold")
    self.entries = entries
    single = entries.isEmpty ? [] : KeyTable.decisions(entries)
  }

  static let yes = 0
  static let change = 1
  static let cancel = 2

  /// For each key by its ordinal.
  private static func decisions(_ entries: [Entry]) -> [UInt8] {
    var table = [UInt8](repeating: noEntry, count: Key.count)
    for (place, entry) in entries.enumerated() {
      let ordinal = entry.keys[0].ordinal
      if entry.keys.count > 1 {
        table[ordinal] = openEntry
      } else if table[ordinal] == noEntry {
        table[ordinal] = UInt8(place)
      }
    }
    return table
  }

  /// The keys of each choice, in the order of a keypad read aloud.
  var spelled: [String] {
    entries.map(\.keys).sorted { $0.lexicographicallyPrecedes($1) }.map { String($0.map(\.character)) }
  }

  /// What one key comes to where nothing was keyed before it.
  func match(first key: Key) -> Match {
    guard !single.isEmpty else { return .none }
    let entry = single[key.ordinal]
    if entry == KeyTable.noEntry { return .none }
    if entry == KeyTable.openEntry { return .open }
    return .decided(entries[Int(entry)].choice, used: 1)
  }

  /// A choice begins with these keys: the last of them is one by which the caller chooses.
  func knows(_ key: Key, after earlier: [Key]) -> Bool {
    if earlier.isEmpty { return !single.isEmpty && single[key.ordinal] != KeyTable.noEntry }
    let keys = earlier + [key]
    return entries.contains { $0.keys.starts(with: keys) }
  }

  /// The longest match wins; while a longer one is possible and time is left, nothing is decided.
  func match(_ keys: [Key], isFinal: Bool) -> Match {
    var best: Entry?
    for entry in entries {
      if entry.keys.count > keys.count {
        if !isFinal, entry.keys.starts(with: keys) { return .open }
      } else if keys.starts(with: entry.keys), entry.keys.count > best?.keys.count ?? 0 {
        best = entry
      }
    }
    return best.map { .decided($0.choice, used: $0.keys.count) } ?? .none
  }
}

extension Key {
  static let count = 17

  /// 0 to 16: digits, letters, star, hash, and a hidden digit, which chooses nothing.
  var ordinal: Int {
    if self == .hiddenDigit { return 16 }
    if let digit { return digit }
    if self == .star { return 14 }
    return self == .hash ? 15 : 10 + Int(ascii - UInt8(ascii: "A"))
  }
}
