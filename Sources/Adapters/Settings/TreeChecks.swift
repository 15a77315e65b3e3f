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

  func run(from start: NodeIndex, _ fallbacks: MenuTree.Fallbacks) {
    checkReads()
    checkSpoken()
    checkReachability([start, fallbacks.exhausted, fallbacks.hostDown])
  }

  // MARK: - Values

  private func checkReads() {
    let set = valuesSet()
    for draft in drafts {
      for read in draft.reads where !set.contains(read.name) {
        let hint = NearestWord.hint(read.name, among: set)
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
    let set = valuesSet()
    var reported: Set<String> = []
    for draft in drafts {
      for spoken in draft.speaks {
        for text in texts[spoken.prompt] {
          for hole in text.template.holes {
            guard let sentence = fault(of: hole, in: spoken, among: set + spoken.values),
              reported.insert("\(text.position) \(hole.name)").inserted
            else { continue }
            log.error(text.position, sentence)
          }
        }
      }
    }
  }

  private func fault(of hole: PromptTemplate.Hole, in spoken: NodeDraft.Spoken, among known: [String]) -> String? {
    let place = "the prompt \"\(spoken.prompt)\", said at \(spoken.position),"
    if hole.format == .list {
      return spoken.hasList ? nil : "\(place) has a list, but only a choose node lists anything"
    }
    guard !known.contains(hole.name) else { return nil }
    let hint = NearestWord.hint(hole.name, among: known)
    return "\(place) speaks {\(hole.name)}, which no node sets\(hint)"
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
