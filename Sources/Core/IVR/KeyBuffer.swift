import CallModel

/// Keys that have been pressed and not yet used.
///
/// Prints as nothing, like `Keys`, and keeps nothing of what has been taken: what a caller keys ahead may turn out to
/// be a password.
struct KeyBuffer: Sendable, Codable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private(set) var keys: [Key] = []

  var isEmpty: Bool { keys.isEmpty }
  var count: Int { keys.count }

  mutating func append(_ key: Key) {
    // All the room at once: an array that grows leaves its beginning behind in memory.
    if keys.isEmpty { keys.reserveCapacity(DialogueLimits.typeAhead) }
    keys.append(key)
  }

  mutating func popFirst() -> Key? {
    guard let first = keys.first else { return nil }
    for index in keys.indices.dropLast() { keys[index] = keys[index + 1] }
    // The last place, too, must not keep what was there.
    keys[keys.count - 1] = .hash
    keys.removeLast()
    return first
  }

  /// Back in front, because they turned out to be for the next node.
  mutating func putBack(_ returned: ArraySlice<Key>) { keys.insert(contentsOf: returned, at: 0) }
  mutating func removeAll() {
    // A fresh array rather than kept capacity: ten thousand callers who wait hold no buffers.
    if !keys.isEmpty { keys.wipe() }
  }

  var description: String { "keys" }
  var debugDescription: String { "keys" }
  var customMirror: Mirror { Mirror(self, children: []) }
}

/// Keys pressed before anything could use them: they may be the beginning of a password, so a snapshot of them hides
/// the digits, and has them sealed beside where somebody can seal. Apart from `KeyBuffer`, whose keys a menu or an
/// entry has taken already.
struct TypeAhead: Sendable, Codable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private var buffer = KeyBuffer()

  init() {}

  var isEmpty: Bool { buffer.isEmpty }
  var count: Int { buffer.count }
  var keys: Keys { Keys(buffer.keys) }
  /// No digit of it is hidden, as after a restart.
  var isKnown: Bool { !buffer.keys.contains(.hiddenDigit) }

  mutating func append(_ key: Key) { buffer.append(key) }
  mutating func popFirst() -> Key? { buffer.popFirst() }
  mutating func putBack(_ returned: ArraySlice<Key>) { buffer.putBack(returned) }
  mutating func removeAll() { buffer.removeAll() }

  /// These were the keys whose digits are hidden.
  mutating func reveal(_ known: Keys) {
    guard known.keys.count == count else { return }
    buffer.removeAll()
    for key in known.keys { buffer.append(key) }
  }

  private enum CodingKeys: String, CodingKey { case keys, sealed }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    for key in try container.decode([Key].self, forKey: .keys) { buffer.append(key) }
    if let seal = decoder.userInfo[.keySeal] as? any KeySeal,
      let sealed = try container.decodeIfPresent([UInt8].self, forKey: .sealed), let known = seal.open(sealed)
    {
      reveal(known)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(buffer.keys.map(\.hidden), forKey: .keys)
    if !isEmpty, let seal = encoder.userInfo[.keySeal] as? any KeySeal {
      try container.encodeIfPresent(seal.seal(keys), forKey: .sealed)
    }
  }

  var description: String { "keys" }
  var debugDescription: String { "keys" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
