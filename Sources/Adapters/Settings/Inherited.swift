import CallModel
import IVR

/// What nodes have without saying so: from the tree, changed by their file, changed by themselves.
struct Inherited {
  var first = Interval.seconds(5)
  /// Between keys of a choice.
  var interMenu = Interval.seconds(3)
  /// Between keys of a string.
  var interDigits = Interval.seconds(4)
  var attempts = 3
  /// In the keys' order.
  var links: [Link] = []

  static let durations = Interval.milliseconds(100)...Interval.minutes(5)

  /// `defaults: {first, inter-menu, inter-digits, attempts}`.
  mutating func readDefaults(_ value: YAMLValue) {
    guard var map = value.map("\"defaults\"") else { return }
    first = map.optional("first")?.duration(Self.durations) ?? first
    interMenu = map.optional("inter-menu")?.duration(Self.durations) ?? interMenu
    interDigits = map.optional("inter-digits")?.duration(Self.durations) ?? interDigits
    attempts = map.optional("attempts")?.integer(1...SettingsLimits.attempts) ?? attempts
    map.finish()
  }

  /// `links: {"0": agent, "9": again, "*": none}`, or `links: none` for no links at all.
  /// Returns the keys written here and the edges that they make.
  @discardableResult
  mutating func readLinks(_ value: YAMLValue, _ names: TreeNames) -> [(key: Key, position: SourcePosition)] {
    switch value.content {
    case .scalar("none"):
      links = []
      return []
    case .scalar, .list, .map:
      break
    }
    guard let map = value.map("\"links\"") else { return [] }
    var written: [(key: Key, position: SourcePosition)] = []
    for entry in map.entries {
      guard let key = entry.linkKey else { continue }
      written.append((key, entry.keyPosition))
      links.removeAll { $0.key == key }
      if entry.value.isNone { continue }
      guard let target = entry.value.target(names) else { continue }
      links.append(Link(key: key, target: target))
    }
    links.sort { $0.key < $1.key }
    return written
  }
}

extension YAMLValue.Entry {
  fileprivate var linkKey: Key? {
    if key.count == 1, let first = key.first, let key = Key(first) { return key }
    value.log.error(keyPosition, "a link must be one key of 0-9 A-D * #, not \"\(key)\"")
    return nil
  }
}

extension YAMLValue {
  var isNone: Bool {
    switch content {
    case .scalar(let text): text == TargetWord.none.rawValue
    case .list, .map: false
    }
  }

  /// A node's name, `again`, `back` or `return`.
  func target(_ names: TreeNames) -> Target? {
    guard let text = text() else { return nil }
    if let word = TargetWord(rawValue: text) {
      if let target = word.target { return target }
      error("\(name) must be a node, again, back or return, not \"none\"")
      return nil
    }
    return names.nodes.resolve(self).map { .node($0) }
  }
}
