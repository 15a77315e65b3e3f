public import CallModel

/// A value of a settings file and where it stands, so that whatever is wrong with it can be said with
/// file, line and column. Apart from Yams' own nodes, which forget how keys were spelt.
public struct YAMLValue {
  public indirect enum Content {
    /// The text as it was written: `0`, `"0"` and `0x0` stay three different texts but for the quotes.
    case scalar(String)
    case list([YAMLValue])
    case map([Entry])
  }

  public struct Entry {
    public var key: String
    public var keyPosition: SourcePosition
    public var value: YAMLValue
  }

  public var content: Content
  public var position: SourcePosition
  /// What errors call it: `"first"`, `item 2 of "when"`.
  public var name: String
  let log: ProblemLog

  public func error(_ sentence: String) { log.error(position, sentence) }
  func warning(_ sentence: String) { log.warning(position, sentence) }

  /// `a map`, `a list`, `a text`, `nothing`.
  var shape: String {
    switch content {
    case .scalar(let text): text.isEmpty ? "nothing" : "a text"
    case .list: "a list"
    case .map: "a map"
    }
  }

  var isMap: Bool {
    switch content {
    case .map: true
    case .scalar, .list: false
    }
  }

  /// `what` names it in errors about its keys: `a menu node`.
  public func map(_ what: String) -> YAMLMap? {
    switch content {
    case .map(let entries):
      return YAMLMap(entries: entries, position: position, what: what, log: log)
    case .scalar, .list:
      error("\(name) must be a map, not \(shape)")
      return nil
    }
  }

  public func list() -> [YAMLValue]? {
    switch content {
    case .list(let items): return items
    case .scalar, .map:
      error("\(name) must be a list, not \(shape)")
      return nil
    }
  }

  /// Any text but an empty one.
  public func text() -> String? {
    switch content {
    case .scalar(let text):
      if text.isEmpty { error("\(name) is empty") }
      return text.isEmpty ? nil : text
    case .list, .map:
      error("\(name) must be a text, not \(shape)")
      return nil
    }
  }
}
