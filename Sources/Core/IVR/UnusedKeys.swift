import CallModel

/// Keys that nothing has used yet: pressed before anything could, or of an entry that is not whole. They may be a
/// password, keyed ahead or at the wrong question, so a snapshot of them hides the digits, and has them sealed beside
/// where somebody can seal. Apart from `KeyBuffer`, with whose keys a menu has begun to choose.
struct UnusedKeys: Sendable, Codable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private var buffer = KeyBuffer()

  init() {}

  var isEmpty: Bool { buffer.isEmpty }
  var count: Int { buffer.count }
  var keys: [Key] { buffer.keys }
  /// No digit of it is hidden, as after a restart.
  var isKnown: Bool { !buffer.keys.contains(.hiddenDigit) }

  mutating func append(_ key: Key) { buffer.append(key) }
  mutating func popFirst() -> Key? { buffer.popFirst() }
  mutating func putBack(_ returned: ArraySlice<Key>) { buffer.putBack(returned) }
  mutating func removeAll() { buffer.removeAll() }

  /// These were the keys whose digits are hidden.
  mutating func reveal(_ known: some Collection<Key>) {
    guard known.count == count else { return }
    buffer.removeAll()
    for key in known { buffer.append(key) }
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
      try container.encodeIfPresent(seal.seal(Keys(keys)), forKey: .sealed)
    }
  }

  var description: String { "keys" }
  var debugDescription: String { "keys" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
