import Foundation
import FoundationXML
import Testing

/// The commands that need no daemon, on the shipped menus and on broken copies of them.
@Suite struct MenuCommandTests {
  /// A copy of the shipped menus that a test may spoil.
  private final class Menus {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.appendingPathComponent("menus-\(UUID().uuidString)").path
      // Resolved, so that what is spoiled is a copy also where the checkout's menus are a symbolic link.
      let shipped = ToolRun.root.appendingPathComponent("menus").resolvingSymlinksInPath()
      try FileManager.default.copyItem(atPath: shipped.path, toPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func append(_ text: String, to file: String) throws {
      let old = try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
      try (old + text).write(toFile: "\(path)/\(file)", atomically: true, encoding: .utf8)
    }
  }

  @Test func cleanMenusAreSummedUp() throws {
    let run = try ToolRun.finished("menu", "check", "menus")
    #expect(run.status == 0)
    #expect(run.lines.last?.hasPrefix("menus: ") == true)
    for word in ["nodes", "prompts", "languages", "queues", "agents", "version"] {
      #expect(run.lines.last?.contains(word) == true)
    }
  }

  @Test func theSummaryIsThereForPrograms() throws {
    let run = try ToolRun.finished("menu", "check", "--json")
    let object = try #require(try run.json() as? [String: Any])
    #expect(object["ok"] as? Bool == true)
    #expect(object["languages"] as? [String] == ["zh", "en"])
    #expect((object["nodes"] as? Int ?? 0) >= 83)
  }

  @Test func recordingsAreListedWithTheirWords() throws {
    let run = try ToolRun.finished("menu", "recordings", "--lang", "en")
    #expect(run.status == 0)
    for line in ["en\tnumber/7\tseven", "en\tbalance+2\tavailable balance"] { #expect(run.lines.contains(line)) }
    #expect(run.lines.allSatisfy { $0.hasPrefix("en\t") && $0.split(separator: "\t").count == 3 })
    let other = try ToolRun.finished("menu", "recordings", "--lang", "fr")
    #expect(other.status == 64)
    #expect(other.complaints.contains("no language fr; they have zh, en"))
  }

  @Test func everyProblemHasItsPlace() throws {
    let menus = try Menus()
    try menus.append("\n  broken:\n    kind: menu\n    choices: {\"1\": nowhere}\n", to: "accounts.yaml")
    let run = try ToolRun.finished("menu", "check", menus.path)
    #expect(run.status == 78)
    let place = try Regex("accounts\\.yaml:[0-9]+:[0-9]+: error: .*nowhere")
    #expect(run.output.contains(place), "\(run.output)")
    let machine = try ToolRun.finished("menu", "check", menus.path, "--json")
    #expect(machine.status == 78)
    let object = try #require(try machine.json() as? [String: Any])
    #expect(object["ok"] as? Bool == false)
    let problems = try #require(object["problems"] as? [[String: Any]])
    #expect(problems.contains { $0["severity"] as? String == "error" && ($0["line"] as? Int ?? 0) > 1 })
  }

  @Test(arguments: [["check"], ["tree"], ["graph"], ["walk"], ["recordings"], ["show", "main"]])
  func aDirectoryThatIsNotThereIsSaidByEachVerb(_ verb: [String]) throws {
    let run = try ToolRun(["menu"] + verb + ["/nonexistent"])
    run.finish()
    #expect(run.status == 66)
    #expect(run.complaints.hasPrefix("ivrctl: there are no menus: /nonexistent is not there"))
  }

  @Test(arguments: [["check"], ["tree"], ["walk"], ["recordings"], ["show", "main"], ["test"], ["coverage"]])
  func eachVerbTakesTheDirectoryOfMenus(_ verb: [String]) throws {
    let run = try ToolRun(["menu"] + verb + ["menus"], environment: ["IVRD_MENUS": "/nonexistent"])
    run.finish()
    #expect(run.status == 0, "\(run.complaints)")
  }

  @Test func scriptsPassAndFailAndAreReported() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scripts-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder + "/b", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func script(_ name: String, _ text: String) throws {
      try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    try script("a.call", "CALL from=13800138000\nEXPECT SAY prompt=welcome\n")
    try script("b/wrong.call", "CALL\nEXPECT SAY prompt=no-such-<prompt>\n")
    try script("c.call", "+5x 1\n")
    try script("notes.txt", "no script")

    let run = try ToolRun.finished("menu", "test", folder, "--junit", folder + "/report.xml")
    #expect(run.status == 1)
    #expect(run.output.contains("b/wrong.call:2:1: error: EXPECT SAY prompt=no-such-<prompt>\n  expected: OK\n  got:"))
    #expect(run.output.contains("c.call:1:1: error: "))
    #expect(run.lines.last?.hasPrefix("3 scripts, 2 failed, in ") == true)
    let report = try String(contentsOfFile: folder + "/report.xml", encoding: .utf8)
    #expect(report.contains("<testsuite name=\"call scripts\" tests=\"3\" failures=\"2\""))
    #expect(report.contains("prompt=no-such-&lt;prompt&gt;"))
    #expect(report.components(separatedBy: "<failure ").count == 3)
    #expect(try XMLDocument(data: Data(report.utf8)).rootElement()?.name == "testsuites")

    let one = try ToolRun.finished("menu", "test", folder + "/a.call", "--verbose")
    #expect(one.status == 0)
    #expect(one.output.contains("gw > CALL from=13800138000"))
    #expect(one.lines.last?.hasPrefix("1 script, all passed, in ") == true)

    let machine = try ToolRun.finished("menu", "test", folder, "--json")
    #expect(machine.status == 1)
    let object = try #require(try machine.json() as? [String: Any])
    let results = try #require(object["results"] as? [[String: Any]])
    #expect(results.map { $0["passed"] as? Bool } == [true, false, false])
  }

  @Test func noScriptsIsNoInput() throws {
    let run = try ToolRun.finished("menu", "test", "/nonexistent")
    #expect(run.status == 66)
    #expect(run.complaints == "ivrctl: there is no file or directory /nonexistent\n")
  }

  @Test func aNodeIsShown() throws {
    let run = try ToolRun.finished("menu", "show", "main")
    #expect(run.status == 0)
    #expect(run.lines.contains("kind       menu"))
    #expect(run.output.contains("1 -> accounts"))
    #expect(run.output.contains("0 (link) -> agent"))
    let object = try #require(try ToolRun.finished("menu", "show", "main", "--json").json() as? [String: Any])
    #expect((object["texts"] as? [String: String])?.keys.sorted() == ["en", "zh"])
  }

  @Test func aMistypedNodeIsGuessed() throws {
    let run = try ToolRun.finished("menu", "show", "mian")
    #expect(run.status == 64)
    #expect(run.complaints.contains("did you mean main"))
  }

  /// Every node stands in full exactly once, whatever leads to it.
  @Test func theTreeHasEveryNodeOnce() throws {
    let check = try #require(try ToolRun.finished("menu", "check", "--json").json() as? [String: Any])
    let rows = try #require(try ToolRun.finished("menu", "tree", "--json").json() as? [[String: Any]])
    let full = rows.filter { $0["kind"] != nil }.compactMap { $0["to"] as? String }
    #expect(full.count == check["nodes"] as? Int)
    #expect(Set(full).count == full.count)
  }

  @Test func theTreeSpeaksTheLanguageAskedFor() throws {
    #expect(try ToolRun.finished("menu", "tree", "--lang", "en").output.contains("For accounts press 1"))
    let unknown = try ToolRun.finished("menu", "tree", "--lang", "fr")
    #expect(unknown.status == 64)
    #expect(unknown.complaints.contains("they have zh, en"))
  }

  @Test func aPasswordBecomesAHash() throws {
    let run = try ToolRun.finished("agent-password", input: "correct horse\n")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("password: pbkdf2-sha256$210000$"))
    #expect(!(run.output + run.complaints).contains("horse"))
    #expect(try ToolRun.finished("agent-password", input: "\n").status == 64)
  }

  @Test(arguments: [
    ["nonsense"], ["calls", "--limit", "0"], ["agent", "1001", "dance"], ["drain", "--by", "x"], ["show"],
  ])
  func badUsageIs64(arguments: [String]) throws {
    let run = try ToolRun(arguments)
    run.finish()
    #expect(run.status == 64)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsAreThere(shell: String) throws {
    let run = try ToolRun.finished("--generate-completion-script", shell)
    #expect(run.status == 0)
    #expect(run.output.contains("agent-password"))
  }
}
