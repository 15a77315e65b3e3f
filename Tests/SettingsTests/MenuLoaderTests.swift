import CallModel
import Foundation
import IVR
@testable import Settings
import Testing

/// What the loader makes of files as a whole.
@Suite struct MenuLoaderTests {
  @Test func theSmallMenusLoadWithoutAFinding() {
    #expect(SmallMenus.problems(SmallMenus.files) == [])
  }

  @Test func aNodeOfTwoFilesIsSaidWithBothPlaces() {
    let other = SettingsFile(path: "other.yaml", text: "nodes:\n  bye:\n    kind: return\n")
    #expect(
      SmallMenus.problems(SmallMenus.files + [other]) == [
        #"other.yaml:2:3: error: the node "bye" is defined twice; the first is at accounts.yaml:37:3"#
      ])
  }

  @Test func aPromptOfTwoFilesIsSaidWithBothPlaces() {
    let other = SettingsFile(path: "prompts/en/more.yaml", text: "bye: So long.\n")
    #expect(
      SmallMenus.problems(SmallMenus.files + [other]) == [
        #"prompts/en/more.yaml:1:1: error: the prompt "bye" has a text in en already, at prompts/en/all.yaml:8:6"#
      ])
  }

  @Test func promptsOfALanguageThatTheTreeLacks() {
    let other = SettingsFile(path: "prompts/em/all.yaml", text: "bye: Ade.\n")
    #expect(
      SmallMenus.problems(SmallMenus.files + [other]) == [
        #"prompts/em/all.yaml:1:1: error: the tree has no language "em"; did you mean "en"?"#
      ])
  }

  @Test(arguments: ["agents.yaml", "hours.yaml", "queues.yaml", "tree.yaml"])
  func eachFileWithANameMustBeThere(_ path: String) {
    let problems = SmallMenus.problems(SmallMenus.files.filter { $0.path != path })
    #expect(problems == ["\(path):1:1: error: the file is missing"])
  }

  @Test(arguments: ["prompts/zh.yaml", "menus/more.yaml", "prompts/zh/a/b.yaml", "accounts.yml"])
  func filesInOtherPlacesAreNotPassedOverInSilence(_ path: String) {
    let problems = SmallMenus.problems(SmallMenus.files + [SettingsFile(path: path, text: "a: b\n")])
    let places = "tree.yaml, queues.yaml, hours.yaml, agents.yaml, <topic>.yaml or prompts/<language>/<name>.yaml"
    #expect(problems == ["\(path):1:1: error: this file is not read: it must be \(places)"])
  }

  @Test func bytesThatAreNoTextAreSaidWithTheirPlace() {
    let bytes = Array("nodes:\n  a: ".utf8) + [0xC3, 0x28]
    let problems = SmallMenus.problems(SmallMenus.files + [SettingsFile(path: "other.yaml", bytes: bytes)])
    #expect(problems == ["other.yaml:2:6: error: these bytes are not UTF-8"])
  }

  @Test func anEmptyFileIsAnError() {
    let problems = SmallMenus.problems(SmallMenus.files + [SettingsFile(path: "other.yaml", text: "# nothing\n")])
    #expect(problems == ["other.yaml:1:1: error: the file is empty"])
  }

  @Test func everythingThatIsWrongIsSaidAtOnceAndInOrder() throws {
    let files = SmallMenus.files("tree.yaml", "first: 5s", "first: soon").map { file in
      let text = String(decoding: file.bytes, as: UTF8.self)
      return SettingsFile(
        path: file.path,
        text: text.replacing("queue: general", with: "queue: generals").replacing("{key:number}", with: "{key:x}"))
    }
    #expect(
      SmallMenus.problems(files) == [
        #"accounts.yaml:33:12: error: there is no queue "generals"; did you mean "general"?"#,
        #"prompts/en/all.yaml:5:15: error: the hole {key:x} in "account-item" has an unknown format"#,
        #"prompts/zh/all.yaml:5:15: error: the hole {key:x} in "account-item" has an unknown format"#,
        #"tree.yaml:5:19: error: "first" must be a duration such as 300ms, 5s, 2m or 8h, not "soon""#,
      ])
    let thrown = #expect(throws: SettingsProblems.self) { try MenuLoader.load(files: files) }
    #expect(thrown?.description.split(separator: "\n").map(String.init) == SmallMenus.problems(files))
  }

  @Test func positionsBeginWithTheFolder() {
    let files = SmallMenus.files("tree.yaml", "start: main", "start: mein")
    let thrown = #expect(throws: SettingsProblems.self) { try MenuLoader.load(files: files, shownBelow: "etc/menus") }
    #expect(thrown?.description == #"etc/menus/tree.yaml:2:8: error: there is no node "mein"; did you mean "main"?"#)
  }

  // MARK: - Version

  @Test func theVersionIsOfTheContentsAlone() throws {
    let version = try MenuLoader.load(files: SmallMenus.files).tree.version
    #expect(version.count == 12 && version.allSatisfy { "0123456789abcdef".contains($0) })
    #expect(try MenuLoader.load(files: SmallMenus.files.reversed()).tree.version == version)
    #expect(try MenuLoader.load(files: SmallMenus.files, shownBelow: "elsewhere").tree.version == version)
    let changed = SmallMenus.files("prompts/en/all.yaml", "Goodbye.", "Good-bye.")
    #expect(try MenuLoader.load(files: changed).tree.version != version)
    let renamed = SmallMenus.files.map {
      $0.path == "accounts.yaml" ? SettingsFile(path: "account.yaml", bytes: $0.bytes) : $0
    }
    #expect(try MenuLoader.load(files: renamed).tree.version != version)
  }

  @Test func theVersionIsTheHashThatItSaysItIs() throws {
    // printf 'a\0001\000xb\0002\000yz' | sha256sum
    let files = [SettingsFile(path: "b", text: "yz"), SettingsFile(path: "a", text: "x")]
    #expect(MenuLoader.version(of: files) == "d94387a22b65")
  }

  // MARK: - Directories

  @Test func aDirectoryReadsLikeItsFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("menus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in SmallMenus.files {
      let url = folder.appendingPathComponent(file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    try Data("left behind".utf8).write(to: folder.appendingPathComponent(".accounts.yaml.swp"))
    try Data("left behind".utf8).write(to: folder.appendingPathComponent("notes.txt"))
    let loaded = try MenuLoader.load(directory: folder.path)
    #expect(loaded.tree.version == (try MenuLoader.load(files: SmallMenus.files).tree.version))
    #expect(loaded.tree.nodes.first?.position.file == folder.path + "/accounts.yaml")
  }

  /// Whatever line is missing, doubled, moved or cut: the loader answers, and refuses nothing without a reason.
  @Test(arguments: SmallMenus.files.map(\.path)) func noDamageToAFileIsTooMuch(_ path: String) throws {
    let file = try #require(SmallMenus.files.first { $0.path == path })
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    for index in lines.indices {
      let line = lines[index]
      let damaged = [
        [], [line, line], ["  " + line], [String(line.dropFirst(2))], [String(line.dropLast(line.count / 2))],
        [line.replacing(":", with: "")], [line.replacing(": ", with: ": [")], [line.replacing("\"", with: "'")],
      ]
      for instead in damaged {
        let text = (lines[..<index] + instead + lines[(index + 1)...]).joined(separator: "\n")
        let others = SmallMenus.files.filter { $0.path != path }
        let problems = SmallMenus.problems(others + [SettingsFile(path: path, text: text)])
        #expect(problems.allSatisfy { $0.contains(": error: ") || $0.contains(": warning: ") })
      }
    }
  }

  @Test(arguments: ["- ", "[", "{a: ", "? "]) func nestingTooDeepIsAnErrorAndNoCrash(_ opening: String) {
    let text = "nodes:\n  " + String(repeating: opening, count: 20_000)
    let problems = SmallMenus.problems(SmallMenus.files + [SettingsFile(path: "other.yaml", text: text)])
    #expect(problems.count == 1 && problems[0].hasPrefix("other.yaml:2:"), "\(problems)")
  }

  @Test func anAliasBombIsDefusedAtItsFirstAnchor() {
    let layers = (1...40).map { "  a\($0): &a\($0) [\($0 == 1 ? "1" : "*a\($0 - 1), *a\($0 - 1)")]" }
    let text = "nodes:\n" + layers.joined(separator: "\n") + "\n"
    let problems = SmallMenus.problems(SmallMenus.files + [SettingsFile(path: "other.yaml", text: text)])
    #expect(problems.count == 1 && problems[0].hasSuffix("anchors and aliases are not used in these files"))
  }

  @Test func aPipeAmongTheFilesIsNotWaitedFor() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("menus-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #expect(mkfifo(folder.path + "/tree.yaml", 0o600) == 0)
    let thrown = #expect(throws: SettingsProblems.self) { try MenuLoader.load(directory: folder.path) }
    #expect(thrown?.description == "\(folder.path)/tree.yaml:1:1: error: this is no regular file")
  }

  @Test func aDirectoryThatIsNotThereIsOneProblem() {
    let thrown = #expect(throws: SettingsProblems.self) { try MenuLoader.load(directory: "/nowhere/menus") }
    #expect(thrown?.problems.count == 1)
    #expect(thrown?.description.hasPrefix("/nowhere/menus:1:1: error: the directory can't be read: ") == true)
  }
}
