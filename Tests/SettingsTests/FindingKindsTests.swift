import IVR
import Settings
import Testing

/// That the tables of broken menus, taken together, show what can be found: many kinds, each by a tree of its own.
@Suite struct FindingKindsTests {
  private static let read =
    BrokenShapesTests.cases + BrokenNamesTests.cases + BrokenWordsTests.cases + BrokenNodesTests.cases
    + BrokenPromptsTests.cases + BrokenCentreTests.cases + BrokenQueuesTests.cases + MenuWarningsTests.cases
  private static let followed = PathFindingTests.cases

  /// A problem as it is printed: where, how bad, and its sentence without what is this tree's own.
  private struct Finding {
    var file: String
    var line: Int
    var column: Int
    var kind: String

    init?(_ text: String) {
      guard let match = text.wholeMatch(of: /([^:]+):(\d+):(\d+): (error|warning): (.+)/),
        let line = Int(match.2), let column = Int(match.3)
      else { return nil }
      (file, self.line, self.column) = (String(match.1), line, column)
      kind = "\(match.4): \(match.5)".replacing(/; (to get there|did you mean).*/, with: "")
        .replacing(/"[^"]*"/, with: "\"\"").replacing(/\{[^}]*\}/, with: "{}").replacing(/\([^)]*\)/, with: "()")
        .replacing(/\d+/, with: "0")
    }
  }

  /// What the loader and the review say of each tree, by the tree's name.
  private static func found() throws -> [(tree: String, problems: [String])] {
    try read.map { ($0.name, $0.found) }
      + followed.map { ($0.name, try $0.review().problems.map { "\($0.problem)" }) }
  }

  /// Each kind counts once, however many trees have it. What differs in names and numbers alone is one kind.
  @Test func thereAreManyKinds() throws {
    let trees = try Self.found().filter { !$0.problems.isEmpty }
    var kinds: Set<String> = []
    for (tree, problems) in trees {
      for problem in problems {
        guard let finding = Finding(problem) else {
          Issue.record("\(tree): a problem without file, line and column: \(problem)")
          continue
        }
        #expect(SmallMenus.files.contains { $0.path == finding.file }, "\(tree): \(problem)")
        #expect(finding.line > 0 && finding.column > 0, "\(tree): \(problem)")
        kinds.insert(finding.kind)
      }
    }
    #expect(trees.count >= 40)
    #expect(kinds.count >= 40, "\(kinds.sorted())")
    print("\(trees.count) broken trees show \(kinds.count) kinds of findings")
  }

  /// A kind of the review that nobody has broken a tree for is a test that was forgotten.
  @Test func everyKindOfTheReviewHasATree() {
    for kind in MenuFinding.Kind.allCases { #expect(Self.followed.contains { $0.kind == kind }, "\(kind)") }
  }

  @Test func everyTreeHasANameOfItsOwn() {
    let names = Self.read.map(\.name) + Self.followed.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
