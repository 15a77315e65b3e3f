import CallModel

/// Names that settings define once and refer to elsewhere: nodes, prompts, queues, hours, skills.
struct NameTable<Value> {
  /// What one of them is called in errors: `node`.
  let noun: String
  /// False where a file with such names could not be read: then nobody is told that a name is unknown.
  var isComplete = true
  /// In the order of their definition.
  private(set) var names: [String] = []
  private var entries: [String: (value: Value, position: SourcePosition)] = [:]

  init(noun: String) { self.noun = noun }

  subscript(name: String) -> Value? { entries[name]?.value }
  func position(of name: String) -> SourcePosition? { entries[name]?.position }

  /// `false`, and an error that says where the first one is, for a name that exists already.
  @discardableResult
  mutating func define(_ name: String, _ value: Value, at position: SourcePosition, _ log: ProblemLog) -> Bool {
    if let first = entries[name] {
      log.error(position, "the \(noun) \"\(name)\" is defined twice; the first is at \(first.position)")
      return false
    }
    names.append(name)
    entries[name] = (value, position)
    return true
  }

  /// What the word at `value` stands for.
  func resolve(_ value: YAMLValue) -> Value? {
    guard let name = value.text() else { return nil }
    if let entry = entries[name] { return entry.value }
    if isComplete {
      let absence = noun.hasSuffix("s") ? "there are no" : "there is no"
      value.error("\(absence) \(noun) \"\(name)\"\(NearestWord.hint(name, among: names))")
    }
    return nil
  }
}
