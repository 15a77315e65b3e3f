import CallModel

/// Keys that have been pressed and not yet used.
///
/// Prints as nothing, like `Keys`: what a caller keys ahead may turn out to be a password.
struct KeyBuffer: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private(set) var keys: [Key] = []

  var isEmpty: Bool { keys.isEmpty }
  var count: Int { keys.count }

  mutating func append(_ key: Key) { keys.append(key) }
  mutating func popFirst() -> Key? { keys.isEmpty ? nil : keys.removeFirst() }
  /// Back in front, because they turned out to be for the next node.
  mutating func putBack(_ returned: ArraySlice<Key>) { keys.insert(contentsOf: returned, at: 0) }
  mutating func removeAll() {
    // A fresh array rather than kept capacity: ten thousand callers who wait hold no buffers.
    if !keys.isEmpty { keys = [] }
  }

  var description: String { "keys" }
  var debugDescription: String { "keys" }
  var customMirror: Mirror { Mirror(self, children: []) }
}
