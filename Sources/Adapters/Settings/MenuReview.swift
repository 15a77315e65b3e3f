public import CallModel
public import IVR

/// Loaded menus and everything that can be said against them: what the files say, and what callers would find.
public struct MenuReview: Sendable {
  public let loaded: LoadedSettings
  public let world: AnalysisWorld
  public let analysis: MenuAnalysis

  public init(_ loaded: LoadedSettings) {
    self.loaded = loaded
    world = AnalysisWorld(loaded.acd, loaded.tree)
    analysis = MenuAnalysis(
      tree: loaded.tree, world: world,
      expected: loaded.pending.flatMap(\.edges) + loaded.proposed.map(\.instead))
  }

  /// Menus that callers may be let into: read, followed on every way, and found without errors. What is only doubtful
  /// is among the warnings. `isAdmitted` knows versions that have been let in before: these are not followed again.
  public static func admit(
    directory: String, approved: ChangeApprovals = .none,
    unless isAdmitted: (_ version: String) -> Bool = { _ in false }
  ) throws(SettingsProblems) -> LoadedSettings {
    var loaded = try MenuLoader.load(directory: directory, approved: approved)
    guard !isAdmitted(loaded.tree.version) else { return loaded }
    let problems = MenuReview(loaded).problems.map(\.problem)
    guard !problems.contains(where: { $0.severity == .error }) else { throw SettingsProblems(problems) }
    loaded.warnings = problems
    return loaded
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
