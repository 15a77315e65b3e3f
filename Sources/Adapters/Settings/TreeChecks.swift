import CallModel
import IVR

/// Checks over all nodes together, when each by itself has been read: what one reads another must set,
/// what is spoken must be known, and every node must be reached from somewhere.
///
/// Cheap ones only: nothing here follows a caller's path.
struct TreeChecks {
  let drafts: [NodeDraft]
  let names: TreeNames
  let texts: PromptTexts
  let log: ProblemLog

  /// A node that could not be read sets no value and leads nowhere, and the others are not to be blamed for it:
  /// so values are looked at only when all nodes are there, and ways only when nothing is wrong.
  func run(from start: NodeIndex, _ fallbacks: MenuTree.Fallbacks) {
    guard drafts.allSatisfy({ $0.node != nil }) else { return }
    checkReads()
    checkSpoken()
    checkApology()
    if !log.hasErrors { checkReachability([start, fallbacks.exhausted, fallbacks.hostDown]) }
  }

  // MARK: - Values

  private func checkReads() {
    let values = valuesSet()
    let known = Set(values)
    for draft in drafts {
      for read in draft.reads where !known.contains(read.name) {
        let hint = NearestWord.hint(read.name, among: values)
        log.error(read.position, "\(read.reader) reads \"\(read.name)\", which no node sets\(hint)")
      }
    }
  }

  /// In the order of setting.
  private func valuesSet() -> [String] {
    var seen: Set<String> = []
    return drafts.flatMap(\.sets).filter { seen.insert($0).inserted }
  }

  // MARK: - Prompts

  private func checkSpoken() {
    let values = valuesSet()
    let known = Set(values)
    var reported: Set<String> = []
    for draft in drafts {
      for spoken in draft.speaks {
        for text in texts[spoken.prompt] {
          for sentence in faults(of: text.template, in: spoken, values, known)
          where reported.insert("\(text.position) \(sentence.what)").inserted {
            log.error(text.position, "the prompt \"\(spoken.prompt)\", said at \(spoken.position), \(sentence.text)")
          }
        }
      }
    }
  }

  /// `what` is the same for the same fault, wherever the prompt is said.
  private func faults(
    of template: PromptTemplate, in spoken: NodeDraft.Spoken, _ values: [String], _ known: Set<String>
  ) -> [(what: String, text: String)] {
    var faults: [(what: String, text: String)] = []
    for hole in template.holes {
      if hole.format == .list {
        if spoken.role != .list { faults.append(("list", "has a list, but only a choose node lists anything")) }
      } else if !known.contains(hole.name), !spoken.values.contains(hole.name) {
        let hint = NearestWord.hint(hole.name, among: values + spoken.values)
        faults.append((hole.name, "speaks {\(hole.name)}, which no node sets\(hint)"))
      }
    }
    let excess = template.excess(bytes: SettingsLimits.itemBytes, holes: SettingsLimits.holesPerItem)
    if spoken.role == .item, let excess { faults.append(("item", "is an item of a list and has \(excess)")) }
    return faults
  }

  /// Callers who are told their wait must be told with an apology when it grows.
  private func checkApology() {
    guard texts[ConventionalPrompt.queueLonger()].isEmpty else { return }
    for text in texts[ConventionalPrompt.queueUpdate()] where text.template.holes.contains(where: { $0.name == "ewt" })
    {
      log.warning(
        text.position,
        "\"queue-update\" tells callers how long they will wait, but no prompt \"queue-longer\" apologizes when that grows"
      )
    }
  }

  // MARK: - Ways

  private func checkReachability(_ roots: [NodeIndex]) {
    var reached = Array(repeating: false, count: drafts.count)
    var open = roots
    while let index = open.popLast() {
      guard !reached[index.offset] else { continue }
      reached[index.offset] = true
      open.append(contentsOf: drafts[index.offset].edges)
      open.append(contentsOf: drafts[index.offset].pending?.edges ?? [])
    }
    for (offset, draft) in drafts.enumerated() where !reached[offset] {
      log.warning(draft.position, "no way leads to the node \"\(names.nodes.names[offset])\"")
    }
  }
}
