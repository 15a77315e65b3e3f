import Foundation
import Testing

/// `ivrctl menu coverage` on the shipped menus with scripts of the test.
@Suite struct CoverageCommandTests {
  private static func script(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("cover-\(UUID().uuidString).call").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private static func edges(_ run: ToolRun, _ key: String) throws -> [[String: Any]] {
    let object = try #require(try run.json() as? [String: Any])
    return try #require(object[key] as? [[String: Any]])
  }

  /// Look-up, language by key, past the announcements, the main menu's fifth choice: four edges of nodes, one by a tier.
  @Test func whatAScriptTookIsNotListed() throws {
    let path = try Self.script("CALL from=13800138000\n1\n5\nHANGUP\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try ToolRun.finished("menu", "coverage", path, "--json")
    #expect(run.status == 0)
    let object = try #require(try run.json() as? [String: Any])
    #expect(object["taken"] as? Int == 5)
    let untaken = try Self.edges(run, "untaken").map { "\($0["node"] ?? "") \($0["on"] ?? "")" }
    #expect(untaken.count + 5 == object["edges"] as? Int)
    #expect(try Self.edges(run, "untaken").allSatisfy { ($0["keys"] as? String)?.isEmpty == false })
    #expect(try Self.edges(run, "impossible").allSatisfy { $0["keys"] is NSNull })
    #expect(!untaken.contains("main 5"))
    #expect(untaken.contains("main 4"))
    #expect(!untaken.contains("language 1 zh"))
    #expect(untaken.contains("language 2 en"))
  }

  @Test func tooLittleIsRefused() throws {
    let path = try Self.script("CALL\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try ToolRun.finished("menu", "coverage", path, "--fail-under", "0").status == 0)
    let run = try ToolRun.finished("menu", "coverage", path, "--fail-under", "50")
    #expect(run.status == 1)
    #expect(run.complaints.contains("is less than 50 %"))
    #expect(try ToolRun.finished("menu", "coverage", path, "--fail-under", "101").status == 64)
  }

  /// What it went through before it failed proves nothing.
  @Test func aFailingScriptCoversNothing() throws {
    let path = try Self.script("CALL\n1\nEXPECT END\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let run = try ToolRun.finished("menu", "coverage", path)
    #expect(run.status == 1)
    #expect(run.complaints.contains("1 of the scripts failed"))
  }

  @Test func inheritedKeysCountOnlyWhenAskedFor() throws {
    let path = try Self.script("CALL\n1\n9\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let own = try ToolRun.finished("menu", "coverage", path, "--json")
    let all = try ToolRun.finished("menu", "coverage", path, "--json", "--all")
    let ownEdges = try #require((try own.json() as? [String: Any])?["edges"] as? Int)
    let allEdges = try #require((try all.json() as? [String: Any])?["edges"] as? Int)
    #expect(allEdges > ownEdges)
    let untaken = try Self.edges(all, "untaken").map { "\($0["node"] ?? "") \($0["on"] ?? "")" }
    #expect(!untaken.contains("main 9 (link)"))
    #expect(untaken.contains("main 0 (link)"))
  }
}
