import CallModel
import Yams

/// Turns the text of a file into values with positions. The only place that knows Yams.
struct YAMLReader {
  let file: String
  let log: ProblemLog
  /// Stand-ins for the first character of keys that are given again; see `compose`.
  private var standIns: [Unicode.Scalar: Unicode.Scalar] = [:]

  init(file: String, log: ProblemLog) {
    self.file = file
    self.log = log
  }

  /// `nil` where the text is no YAML (said in the log) or empty.
  mutating func read(_ text: String) -> YAMLValue? {
    do {
      guard let root = try compose(text) else {
        log.error(position(nil), "the file is empty")
        return nil
      }
      return value(root, name: "the file")
    } catch {
      report(error)
      return nil
    }
  }

  // MARK: - Text to nodes

  /// Yams gives a map with a key given twice up, and with it the file and everything else that is wrong
  /// in it. So the first character of such a key is replaced by one of Unicode's private characters,
  /// positions stay what they are, and the walk over the nodes finds both keys and says where each is.
  private mutating func compose(_ text: String) throws -> Node? {
    var text = text
    var duplicate: (any Error)?
    for standIn in 0xE000...0xEFFF as ClosedRange<UInt32> {
      do {
        // Kept alive while it composes: nodes hold their anchors weakly.
        let parser = try Parser(yaml: text)
        let root = try parser.singleRoot()
        return try withExtendedLifetime(parser) { try root.map(refuseAnchors) }
      } catch let error as YamlError {
        if case .duplicatedKeysInMapping(_, let context) = error,
          let scalar = Unicode.Scalar(standIn), replace(at: context.mark, of: &text, by: scalar)
        {
          duplicate = duplicate ?? error
          continue
        }
        throw duplicate ?? error
      }
    }
    throw duplicate ?? YamlError.memory
  }

  private mutating func replace(at mark: Mark, of text: inout String, by standIn: Unicode.Scalar) -> Bool {
    var scalars = Array(text.unicodeScalars)
    guard !scalars.contains(standIn) else { return false }
    var index = scalars.startIndex
    var line = 1
    while line < mark.line {
      guard let newline = scalars[index...].firstIndex(of: "\n") else { return false }
      index = newline + 1
      line += 1
    }
    index += mark.column - 1
    guard index < scalars.endIndex else { return false }
    let quote = scalars[index]
    if quote == "\"" || quote == "'" {
      index += 1
      guard index < scalars.endIndex, scalars[index] != quote else { return false }
    }
    standIns[standIn] = scalars[index]
    scalars[index] = standIn
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    text = String(view)
    return true
  }

  /// One node in two places would have one position, and nested aliases can grow beyond all bounds.
  private func refuseAnchors(_ root: Node) throws -> Node {
    var open = [root]
    while let node = open.popLast() {
      let mark = node.mark
      switch node {
      case .scalar(let scalar):
        if scalar.anchor != nil { throw AnchorFound(mark: mark) }
      case .sequence(let sequence):
        if sequence.anchor != nil { throw AnchorFound(mark: mark) }
        open.append(contentsOf: sequence)
      case .mapping(let mapping):
        if mapping.anchor != nil { throw AnchorFound(mark: mark) }
        for (key, value) in mapping { open.append(contentsOf: [key, value]) }
      case .alias:
        throw AnchorFound(mark: mark)
      }
    }
    return root
  }

  private struct AnchorFound: Error {
    var mark: Mark?
  }

  // MARK: - Nodes to values

  private func value(_ node: Node, name: String) -> YAMLValue {
    YAMLValue(content: content(node, name: name), position: position(node.mark), name: name, log: log)
  }

  private func content(_ node: Node, name: String) -> YAMLValue.Content {
    switch node {
    case .scalar(let scalar):
      return .scalar(scalar.style == .plain && scalar.string == "~" ? "" : scalar.string)
    case .sequence(let sequence):
      return .list(sequence.enumerated().map { value($0.element, name: "item \($0.offset + 1) of \(name)") })
    case .mapping(let mapping):
      return .map(entries(mapping, name: name))
    case .alias:
      preconditionFailure("Aliases are refused before values are made.")
    }
  }

  private func entries(_ mapping: Node.Mapping, name: String) -> [YAMLValue.Entry] {
    var entries: [YAMLValue.Entry] = []
    var places: [String: SourcePosition] = [:]
    for (keyNode, valueNode) in mapping {
      let place = position(keyNode.mark)
      guard case .scalar(let scalar) = keyNode else {
        log.error(place, "a key must be a word")
        continue
      }
      let key = written(scalar.string)
      if let first = places[key] {
        let other = "line \(first.line), column \(first.column)"
        log.error(place, "the key \"\(key)\" is given twice; the first is at \(other)")
        continue
      }
      places[key] = place
      entries.append(.init(key: key, keyPosition: place, value: value(valueNode, name: "\"\(key)\"")))
    }
    return entries
  }

  /// The key as the file has it.
  private func written(_ key: String) -> String {
    guard let first = key.unicodeScalars.first, let original = standIns[first] else { return key }
    var view = String.UnicodeScalarView()
    view.append(original)
    view.append(contentsOf: key.unicodeScalars.dropFirst())
    return String(view)
  }

  private func position(_ mark: Mark?) -> SourcePosition {
    SourcePosition(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  // MARK: - What Yams refuses

  private func report(_ error: any Error) {
    if let anchor = error as? AnchorFound {
      log.error(position(anchor.mark), "anchors and aliases are not used in these files")
    } else if let error = error as? YamlError {
      report(error)
    } else {
      log.error(position(nil), "bad YAML: \(error)")
    }
  }

  private func report(_ error: YamlError) {
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let phase = context.map { "\($0.text): " } ?? ""
      let hint = phase.contains("alias") ? " (the key * must stand in quotes: \"*\")" : ""
      log.error(position(mark), "bad YAML: \(phase)\(problem)\(hint)")
    case .duplicatedKeysInMapping(let keys, let context):
      let words = keys.map { "\"\($0)\"" }.joined(separator: ", ")
      log.error(position(context.mark), "a key is given twice: \(words)")
    case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem), .representer(let problem):
      log.error(position(nil), "bad YAML: \(problem)")
    case .dataCouldNotBeDecoded, .memory, .no:
      log.error(position(nil), "bad YAML: it can't be decoded")
    }
  }
}
