public import CallModel
public import IVR

/// Loaded menus and everything that can be said against them: what the files say, and what callers would find.
public struct MenuReview: Sendable {
  public let loaded: LoadedSettings
  public let world: AnalysisWorld
  public let analysis: MenuAnalysis

  /// `from` is when most callers call: a working day's morning.
  public init(_ loaded: LoadedSettings, from first: Timestamp) {
    self.loaded = loaded
    world = AnalysisWorld(loaded.acd, loaded.tree, from: first)
    analysis = MenuAnalysis(tree: loaded.tree, world: world, expected: loaded.pending.flatMap(\.edges))
  }

  /// With the keys that lead there.
  public var problems: [(problem: SettingsProblem, route: MenuRoute?)] {
    let known = Set(loaded.warnings.filter { $0.sentence.hasPrefix("no way leads to the node") }.map(\.position))
    let found = analysis.findings.compactMap { finding -> (problem: SettingsProblem, route: MenuRoute?)? in
      let position = loaded.tree[finding.node].position
      // A node without any way to it has been told of already.
      if finding.kind == .unreachable, known.contains(position) { return nil }
      let way = finding.route.map { "; to get there: \($0.words)" } ?? ""
      return (SettingsProblem(finding.isError ? .error : .warning, at: position, finding.sentence + way), finding.route)
    }
    return (loaded.warnings.map { ($0, nil) } + found).sorted { $0.problem < $1.problem }
  }

  /// Why no caller can take an edge.
  public func reasonForNone(_ way: MenuWay) -> String {
    if case .queue(let entry) = loaded.tree[way.node].kind {
      let queue = "the queue \(entry.queue)"
      if way.exit == .closed { return "no caller can take it: \(queue) never closes, or sends callers elsewhere" }
      if way.exit == .overflow { return "no caller can take it: \(queue) keeps everybody, or sends callers elsewhere" }
      if way.exit == .after { return "no caller can take it: no agent could serve \(queue)" }
    }
    return "no caller can take it"
  }
}
