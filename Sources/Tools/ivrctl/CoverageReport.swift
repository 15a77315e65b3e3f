import CallModel
import IVR
import Settings
import Terminal

/// Coverage for people and for programs.
struct CoverageReport {
  /// So many edges of one kind, and how many of them were taken.
  struct Share {
    var taken: Int
    var all: Int

    var words: String { "\(taken) of \(all) edges (\(Self.percent(taken, all)) %)" }

    /// In tenths of a per cent, rounded down: 100 only where nothing is missing.
    static func percent(_ taken: Int, _ all: Int) -> String {
      guard all > 0 else { return "100.0" }
      let tenths = taken * 1_000 / all
      return "\(tenths / 10).\(tenths % 10)"
    }
  }

  let review: MenuReview
  let coverage: MenuCoverage
  let countsAll: Bool
  let listsImpossible: Bool

  private var tree: MenuTree { coverage.tree }
  private var origins: [WayOut.Origin] { countsAll ? [.own, .link, .fallback] : [.own] }

  /// Recorded calls may have taken, in other hours, what the analysis holds for impossible.
  private func isPossible(_ edge: MenuCoverage.Edge) -> Bool {
    edge.taken > 0 || review.analysis.route(to: edge.way) != nil
  }

  func share(of origins: [WayOut.Origin]) -> Share {
    let edges = coverage.edges.filter { origins.contains($0.out.origin) && isPossible($0) }
    return Share(taken: edges.count { $0.taken > 0 }, all: edges.count)
  }

  var total: Share { share(of: origins) }

  func reaches(percent: Int) -> Bool { total.taken * 100 >= percent * total.all }

  private func edges(isPossible: Bool) -> [MenuCoverage.Edge] {
    coverage.edges.filter {
      $0.taken == 0 && origins.contains($0.out.origin) && self.isPossible($0) == isPossible
    }
  }

  func lines(_ style: Style) -> [String] {
    var lines = edges(isPossible: true).map { line($0, review.analysis.route(to: $0.way)?.words ?? "") }
    let impossible = edges(isPossible: false)
    if listsImpossible { lines += impossible.map { style.dim(line($0, review.reasonForNone($0.way))) } }
    let whole = total.taken == total.all
    lines.append((whole ? style.good(total.words) : style.notable(total.words)) + " taken")
    if !countsAll {
      lines.append("besides: inherited keys \(share(of: [.link]).words), fallbacks \(share(of: [.fallback]).words)")
    }
    if !impossible.isEmpty {
      let see = listsImpossible ? "" : " (--verbose lists them)"
      lines.append("not counted: \(impossible.count) edges that no caller can take\(see)")
    }
    return lines
  }

  private func line(_ edge: MenuCoverage.Edge, _ how: String) -> String {
    let node = tree[edge.way.node]
    return
      "\(node.position): \(node.id) \(node.words(for: edge.way.exit)) -> \(tree.words(for: edge.out.target)): \(how)"
  }

  var json: JSONValue {
    .object([
      .init("edges", .number(total.all)), .init("taken", .number(total.taken)),
      .init("percent", .number(Share.percent(total.taken, total.all))),
      .init("untaken", .array(edges(isPossible: true).map(json))),
      .init("impossible", .array(edges(isPossible: false).map(json))),
    ])
  }

  private func json(_ edge: MenuCoverage.Edge) -> JSONValue {
    let node = tree[edge.way.node]
    return .object([
      .init("node", .string(node.id.text)), .init("on", .string(node.words(for: edge.way.exit))),
      .init("to", .string(tree.words(for: edge.out.target))), .init("file", .string(node.position.file)),
      .init("line", .number(node.position.line)), .init("column", .number(node.position.column)),
      .init("keys", review.analysis.route(to: edge.way).map { .string($0.words) } ?? .null),
    ])
  }
}
