public import CallModel

/// One `key=value` of a line, unescaped. Apart from a tuple so that it can be compared, sent and matched.
public struct Field: Hashable, Sendable, Codable {
  public var key: String
  public var value: String

  public init(_ key: String, _ value: String) {
    self.key = key
    self.value = value
  }

  public init(_ key: String, _ value: some BinaryInteger) { self.init(key, String(value)) }
  public init<Tag>(_ key: String, _ value: Identifier<Tag>) { self.init(key, value.text) }
  public init(_ key: String, _ value: Language) { self.init(key, value.tag) }
  /// `yes` or `no`.
  public init(_ key: String, _ value: Bool) { self.init(key, value ? "yes" : "no") }
  /// Whole milliseconds, rounded down.
  public init(_ key: String, milliseconds: Interval) { self.init(key, milliseconds.milliseconds) }
  /// Whole seconds, rounded down.
  public init(_ key: String, seconds: Interval) { self.init(key, seconds.seconds) }
  /// The words with commas between them.
  public init(_ key: String, list: [String]) { self.init(key, list.joined(separator: ",")) }
}

extension [Field] {
  /// The value of the first field of that key.
  public func value(of key: String) -> String? { first { $0.key == key }?.value }
}
