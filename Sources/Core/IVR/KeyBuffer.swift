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
