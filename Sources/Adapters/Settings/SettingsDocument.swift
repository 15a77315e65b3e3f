public import CallModel

/// One file of settings that is not part of a menu directory: a simulation's scenario, a table of models. JSON is read
/// as the YAML that it is. For other modules, which read its values by the same rules and with the same errors.
public enum SettingsDocument {
  /// `read` says what is wrong by the values' own `error`, and returns `nil` then. All problems are thrown at once.
  public static func read<Value>(
    _ file: SettingsFile, _ read: (YAMLValue) -> Value?
  ) throws(SettingsProblems) -> Value {
    let log = ProblemLog()
    var value: Value?
    if let text = file.text(shownAs: file.path, log) {
      var reader = YAMLReader(file: file.path, log: log)
      value = reader.read(text).flatMap(read)
    }
    guard !log.hasErrors, let value else { throw SettingsProblems(log.problems) }
    return value
  }
}

extension YAMLValue {
  /// `180`, `0.5`, `2e9`.
  public func decimal(_ range: ClosedRange<Double>) -> Double? {
    guard let text = text() else { return nil }
    guard let number = Double(text), range.contains(number) else {
      error("\(name) must be a number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
      return nil
    }
    return number
  }

  /// What JSON writes for nothing.
  public var isNull: Bool {
    switch content {
    case .scalar(let text): text.isEmpty || text == "null"
    case .list, .map: false
    }
  }

  public var isEmptyList: Bool {
    switch content {
    case .list(let items): items.isEmpty
    case .scalar, .map: false
    }
  }

  /// `8:30`, as the time since midnight; `24:00` is the end of the day.
  public func timeOfDay() -> Interval? {
    guard let text = text() else { return nil }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 2, let hours = Int64(parts[0]), let minutes = Int64(parts[1]),
      (0...24).contains(hours), (0..<60).contains(minutes), hours * 60 + minutes <= 1_440
    else {
      error("\(name) must be a time of day such as 8:30, not \"\(text)\"")
      return nil
    }
    return .minutes(hours * 60 + minutes)
  }

  /// A text, which may be empty.
  public func anyText() -> String? {
    switch content {
    case .scalar(let text): return text
    case .list, .map: return text()
    }
  }
}
