public import CallModel

/// A map that is being read: it remembers which keys were asked for, so that all others are errors.
public struct YAMLMap {
  public let entries: [YAMLValue.Entry]
  public let position: SourcePosition
  /// `the menu node "main"`, `the queue "loss"`.
  private(set) var what: String
  let log: ProblemLog
  private var known: [String] = []

  init(entries: [YAMLValue.Entry], position: SourcePosition, what: String, log: ProblemLog) {
    self.entries = entries
    self.position = position
    self.what = what
    self.log = log
  }

  public mutating func optional(_ key: String) -> YAMLValue? {
    known.append(key)
    return entries.first { $0.key == key }?.value
  }

  public mutating func required(_ key: String) -> YAMLValue? {
    if let value = optional(key) { return value }
    log.error(position, "\(what) needs \"\(key)\"")
    return nil
  }

  public func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// The same map, called otherwise from here on.
  public func named(_ what: String) -> YAMLMap {
    var map = self
    map.what = what
    return map
  }

  /// Says which keys nobody has asked for. Call it last.
  public func finish() {
    for entry in entries where !known.contains(entry.key) {
      let hint = NearestWord.hint(entry.key, among: known)
      log.error(entry.keyPosition, "unknown key \"\(entry.key)\" in \(what)\(hint)")
    }
  }
}
