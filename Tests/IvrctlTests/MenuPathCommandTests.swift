import Foundation
import FoundationXML
import Testing

/// The commands that follow callers' ways, draw them and compare them, on copies of the shipped menus.
@Suite struct MenuPathCommandTests {
  private final class Copy {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("menus-\(UUID().uuidString)").path

    init() throws {
      let shipped = ToolRun.root.appendingPathComponent("menus").resolvingSymlinksInPath()
      try FileManager.default.copyItem(atPath: shipped.path, toPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func replace(_ old: String, by new: String, in file: String) throws {
      let text = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
      try #require(text.contains(old))
      try text.replacing(old, with: new, maxReplacements: 1)
        .write(toFile: "\(path)/\(file)", atomically: true, encoding: .utf8)
    }
  }

  @Test func aWayPastThePasswordIsRefused() throws {
    let menus = try Copy()
    try menus.replace("otherwise: identify-by-account", by: "otherwise: account-menu", in: "accounts.yaml")
    let run = try ToolRun.finished("menu", "check", menus.path)
    #expect(run.status == 78)
    let line = try #require(run.lines.first { $0.contains("\"account-menu\" demands the query password") })
    #expect(line.contains("accounts.yaml:"))
    #expect(line.contains("; to get there: "))
    #expect(run.complaints.contains("callers would meet them"))

    let machine = try ToolRun.finished("menu", "check", menus.path, "--json")
    #expect(machine.status == 78)
    let object = try #require(try machine.json() as? [String: Any])
    #expect(object["ok"] as? Bool == false)
    let problems = try #require(object["problems"] as? [[String: Any]])
    #expect(problems.contains { ($0["keys"] as? String)?.isEmpty == false })
  }

  @Test func theShippedMenusAreSound() throws {
    let run = try ToolRun.finished("menu", "check", "menus")
    #expect(run.status == 0)
    #expect(run.lines.count == 1)
  }

  /// Each generated script passes, and together they take every edge that a caller can.
  @Test func walksPassAndCoverEverything() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("walks-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let walk = try ToolRun.finished("menu", "walk", "--out", folder)
    #expect(walk.status == 0, "\(walk.complaints)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count > 50)
    let test = try ToolRun.finished("menu", "test", folder)
    #expect(test.status == 0, "\(test.output)")
    let coverage = try ToolRun.finished("menu", "coverage", folder, "--fail-under", "100")
    #expect(coverage.status == 0, "\(coverage.output)")
  }

  @Test func aWrongDeskPasswordIsExplained() throws {
    let walk = try ToolRun.finished("menu", "walk", "--desk-password", "wrong")
    #expect(walk.status == 1)
    #expect(walk.complaints.contains("is \"wrong\" the agents' password? see --desk-password"))
  }

  // MARK: - Pictures

  @Test func thePictureHasEveryNodeOnce() throws {
    let check = try #require(try ToolRun.finished("menu", "check", "--json").json() as? [String: Any])
    let run = try ToolRun.finished("menu", "graph", "--lang", "en")
    #expect(run.status == 0)
    let root = try #require(try XMLDocument(data: Data(run.output.utf8)).rootElement())
    #expect(root.name == "svg")
    #expect(root.elements(forName: "g").count == check["nodes"] as? Int)
  }

  /// No card lies over another or outside the picture, and every way that leads elsewhere has a card to lead to.
  @Test func thePictureIsClear() throws {
    let run = try ToolRun.finished("menu", "graph")
    let root = try #require(try XMLDocument(data: Data(run.output.utf8)).rootElement())
    // Not `attribute(forName:)`, which finds none on Linux where elements have a namespace.
    func text(_ element: XMLElement, _ name: String) -> String? {
      element.attributes?.first { $0.name == name }?.stringValue
    }
    func number(_ element: XMLElement, _ name: String) throws -> Int {
      try #require(text(element, name).flatMap { Int($0) }, "\(name) of \(element)")
    }
    let cards = try root.elements(forName: "g").map { card in
      let box = try #require(card.elements(forName: "rect").first)
      let (x, y) = (try number(box, "x"), try number(box, "y"))
      return (x: x..<x + (try number(box, "width")), y: y..<y + (try number(box, "height")))
    }
    let (width, height) = (try number(root, "width"), try number(root, "height"))
    for (place, card) in cards.enumerated() {
      #expect(card.x.lowerBound > 0 && card.x.upperBound < width && card.y.upperBound < height)
      #expect(!cards[..<place].contains { $0.x.overlaps(card.x) && $0.y.overlaps(card.y) })
    }
    let names = Set(root.elements(forName: "g").compactMap { text($0, "id") })
    let links = root.elements(forName: "g").flatMap { $0.elements(forName: "a") }
    #expect(links.count > 100)
    #expect(links.allSatisfy { names.contains(text($0, "href")?.dropFirst().description ?? "") })
  }

  @Test func graphsAreWrittenForOtherPrograms() throws {
    let dot = try ToolRun.finished("menu", "graph", "--format", "dot", "menus")
    #expect(dot.lines.first == "digraph menus {")
    #expect(dot.lines.last == "}")
    #expect(dot.output.contains("[label=\"1, ") || dot.output.contains("[label=\"1\"]"))
    let mermaid = try ToolRun.finished("menu", "graph", "--format", "mermaid")
    #expect(mermaid.lines.first == "flowchart LR")
    #expect(try ToolRun.finished("menu", "graph", "--format", "png").status == 64)
  }

  // MARK: - Comparing

  @Test func nothingChangesBetweenEqualMenus() throws {
    let copy = try Copy()
    let run = try ToolRun.finished("menu", "diff", "menus", copy.path, "--exit-code")
    #expect(run.status == 0)
    #expect(run.output == "nothing changes for callers\n")
  }

  @Test func changesAreSaidInWords() throws {
    let copy = try Copy()
    try copy.replace("\"3\": loss", by: "\"3\": complaints", in: "tree.yaml")
    try copy.replace("      \"5\": information\n", by: "", in: "tree.yaml")
    try copy.replace("hours: staffed", by: "hours: always", in: "queues.yaml")
    let run = try ToolRun.finished("menu", "diff", "menus", copy.path, "--exit-code")
    #expect(run.status == 1)
    #expect(run.lines.contains("main: 3 leads to complaints instead of loss"))
    #expect(run.lines.contains("main: 5 no longer leads to information"))
    #expect(run.lines.contains("queue general: is open at other hours"))
    let back = try ToolRun.finished("menu", "diff", copy.path, "menus", "--json")
    #expect(back.status == 0)
    let changes = try #require((try back.json() as? [String: Any])?["changes"] as? [[String: String]])
    #expect(changes.contains(["subject": "main", "sentence": "5 leads to information, and did nothing"]))
  }
}
