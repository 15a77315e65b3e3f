import CallModel
@testable import Settings
import Testing

/// Each limit at its edge: so much is taken, one more is refused.
@Suite struct SettingsLimitsTests {
  private func problems(withMore file: SettingsFile) -> [String] { SmallMenus.problems(SmallMenus.files + [file]) }

  @Test func fileSize() {
    let text = "nodes:\n  lost: {kind: return}\n"
    let padding = SettingsLimits.fileSize - text.utf8.count
    let longest = text + String(repeating: "#", count: padding)
    let warning = #"other.yaml:2:3: warning: no way leads to the node "lost""#
    #expect(problems(withMore: SettingsFile(path: "other.yaml", text: longest)) == [warning])
    let error = "other.yaml:1:1: error: the file has 262145 bytes; at most 262144 are read"
    #expect(problems(withMore: SettingsFile(path: "other.yaml", text: longest + "#")) == [error])
  }

  @Test func nodes() {
    let own = 7
    func file(_ count: Int) -> SettingsFile {
      let nodes = (1...count).map { "  n\($0): {kind: say, prompt: bye, next: \($0 < count ? "n\($0 + 1)" : "bye")}" }
      return SettingsFile(path: "other.yaml", text: "nodes:\n" + nodes.joined(separator: "\n") + "\n")
    }
    let most = SettingsLimits.nodes - own
    #expect(problems(withMore: file(most)).filter { $0.contains("error") } == [])
    #expect(
      problems(withMore: file(most + 1)).first?.contains("there are 5001 nodes; at most 5000 are allowed") == true)
  }

  @Test func prompts() {
    func files(_ count: Int) -> [SettingsFile] {
      let text = (1...count).map { "p\($0): word" }.joined(separator: "\n") + "\n"
      return ["en", "zh"].map { SettingsFile(path: "prompts/\($0)/more.yaml", text: text) }
    }
    let most = SettingsLimits.prompts - 8
    #expect(SmallMenus.problems(SmallMenus.files + files(most)) == [])
    #expect(
      SmallMenus.problems(SmallMenus.files + files(most + 1)) == [
        "prompts/en/more.yaml:9993:1: error: there are 10001 prompts; at most 10000 are allowed"
      ])
  }

  @Test func comfortPrompts() {
    func comfort(_ count: Int) -> [String] {
      let list = Array(repeating: "wait", count: count).joined(separator: ", ")
      return SmallMenus.problems(
        SmallMenus.files(
          "accounts.yaml", "queue: general", "queue: general\n    comfort: {prompts: [\(list)], every: 1m}"))
    }
    #expect(comfort(SettingsLimits.comfortPrompts) == [])
    #expect(
      comfort(SettingsLimits.comfortPrompts + 1) == [
        "accounts.yaml:34:24: error: there are 17 comfort messages; at most 16 are allowed"
      ])
  }

  /// The protocol writes `%` with three bytes.
  @Test func promptBytes() {
    func text(_ bytes: Int) -> [String] {
      let words = "a%" + String(repeating: "a", count: bytes - 4)
      return SmallMenus.problems(SmallMenus.files("prompts/en/all.yaml", "Goodbye.", words))
    }
    #expect(text(SettingsLimits.promptBytes) == [])
    #expect(
      text(SettingsLimits.promptBytes + 1) == [
        #"prompts/en/all.yaml:8:6: error: "bye" has 1025 bytes of words; at most 1024 are allowed"#
      ])
  }

  @Test func holesPerPrompt() {
    func text(_ holes: Int) -> [String] {
      let words = "'" + String(repeating: "{card:digits}", count: holes) + "'"
      return SmallMenus.problems(SmallMenus.files("prompts/en/all.yaml", "Goodbye.", words))
    }
    #expect(text(SettingsLimits.holesPerPrompt).filter { $0.contains("error") } == [])
    #expect(
      text(SettingsLimits.holesPerPrompt + 1) == [
        #"prompts/en/all.yaml:8:6: error: "bye" has 9 holes; at most 8 are allowed"#
      ])
  }

  @Test func itemsOfAList() {
    func text(_ bytes: Int) -> [String] {
      let words = "\"" + String(repeating: "a", count: bytes) + "{key:number}\""
      return SmallMenus.problems(
        SmallMenus.files("prompts/en/all.yaml", #""Ending {last4:digits} press {key:number}""#, words))
    }
    #expect(text(SettingsLimits.itemBytes) == [])
    #expect(
      text(SettingsLimits.itemBytes + 1) == [
        #"prompts/en/all.yaml:5:15: error: the prompt "account-item", said at accounts.yaml:23:11, "#
          + "is an item of a list and has 121 bytes of words; at most 120 are allowed"
      ])
  }

  /// Words and values at their limits, each value of 100 bytes, once by name and once in the sentence.
  @Test func theLongestSentenceFitsIntoALine() {
    let line = 4_096
    let head = 300
    let value = 100
    let holes = SettingsLimits.holesPerPrompt * (2 * value + SettingsLimits.identifierLength)
    #expect(head + SettingsLimits.promptBytes + holes <= line)
    let item = SettingsLimits.itemBytes + SettingsLimits.holesPerItem * value / 2
    #expect(head + 2 * 5 * item <= line)
  }

  @Test func choicesOfAMenu() {
    func menu(_ count: Int) -> [String] {
      // 1 and 2 are there; the others have two keys and begin with 3 to 9.
      let more = (30..<(30 + count - 2)).map { "      \"\($0)\": bye\n" }.joined()
      let problems = SmallMenus.problems(
        SmallMenus.files("accounts.yaml", "      \"2\": bye\n", "      \"2\": bye\n" + more))
      return problems.filter { $0.contains("error") }
    }
    #expect(menu(SettingsLimits.choices) == [])
    #expect(
      menu(SettingsLimits.choices + 1) == [
        #"accounts.yaml:6:7: error: "choices" has 65 choices; at most 64 are allowed"#
      ])
  }

  @Test func names() {
    func renamed(_ length: Int) -> [String] {
      let name = String(repeating: "n", count: length)
      let node = "  \(name): {kind: return}\n  bye:\n"
      return SmallMenus.problems(SmallMenus.files("accounts.yaml", "  bye:\n", node)).filter { $0.contains("error") }
    }
    #expect(renamed(SettingsLimits.identifierLength) == [])
    #expect(
      renamed(SettingsLimits.identifierLength + 1) == [
        "accounts.yaml:37:3: error: a node's name is longer than 64 characters"
      ])
  }

  @Test func attempts() {
    let most = SmallMenus.files("tree.yaml", "attempts: 3", "attempts: \(SettingsLimits.attempts)")
    #expect(SmallMenus.problems(most) == [])
    let more = SmallMenus.files("tree.yaml", "attempts: 3", "attempts: \(SettingsLimits.attempts + 1)")
    #expect(
      SmallMenus.problems(more) == [
        #"tree.yaml:5:67: error: "attempts" must be a whole number from 1 to 10, not "11""#
      ])
  }

  @Test func languages() {
    func tree(_ count: Int) -> [String] {
      let tags = (1...(count - 2)).map { "l\($0)" }
      let files = SmallMenus.files("tree.yaml", "[zh, en]", "[zh, en, \(tags.joined(separator: ", "))]")
      let chinese = SmallMenus.chinese
      let prompts = tags.map { SettingsFile(path: "prompts/\($0)/all.yaml", text: chinese) }
      return SmallMenus.problems(files + prompts)
    }
    #expect(tree(SettingsLimits.languages) == [])
    #expect(
      tree(SettingsLimits.languages + 1) == [
        "tree.yaml:1:12: error: there are 17 languages; at most 16 are allowed"
      ])
  }

  @Test func queuesAndSkills() {
    func skills(_ count: Int) -> [String] {
      let more = (1...(count - 2)).map { "s\($0)" }.joined(separator: ", ")
      return SmallMenus.problems(SmallMenus.files("queues.yaml", "[general, cards]", "[general, cards, \(more)]"))
    }
    #expect(skills(SettingsLimits.skills) == [])
    #expect(
      skills(SettingsLimits.skills + 1) == ["queues.yaml:1:9: error: there are 501 skills; at most 500 are allowed"])
    func queues(_ count: Int) -> [String] {
      let more = (1..<count).map { "  q\($0): {hours: always, rings: [{after: 0s, anyone: true}]}\n" }.joined()
      return SmallMenus.problems(SmallMenus.files("queues.yaml", "queues:\n", "queues:\n" + more))
    }
    #expect(queues(SettingsLimits.queues) == [])
    #expect(
      queues(SettingsLimits.queues + 1) == ["queues.yaml:1:1: error: there are 501 queues; at most 500 are allowed"])
  }
}
