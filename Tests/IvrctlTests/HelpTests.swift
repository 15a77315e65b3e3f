import ArgumentParser
import Testing

@testable import ivrctl

@Suite("Every command of ivrctl tells how it is used")
struct HelpTests {
  /// All commands with the words that call them, from the tree that the parser itself has.
  private static let commands: [(words: String, type: any ParsableCommand.Type)] = below(IvrctlCommand.self, "ivrctl")

  private static func below(
    _ type: any ParsableCommand.Type, _ words: String
  ) -> [(words: String, type: any ParsableCommand.Type)] {
    let configuration = type.configuration
    return [(words, type)] + configuration.subcommands.flatMap { below($0, "\(words) \($0._commandName)") }
  }

  @Test func eachHasAnExampleOfItself() {
    #expect(Self.commands.count > 100)
    for (words, type) in Self.commands {
      let discussion = type.configuration.discussion
      #expect(discussion.contains("EXAMPLES"), "\(words)")
      // Tasks have one set of commands under two names.
      let names = [
        words, words.replacing("ivrctl followup", with: "ivrctl callback"),
        words.replacing("ivrctl callback", with: "ivrctl followup"),
      ]
      #expect(names.contains { discussion.contains($0) }, "\(words)")
      #expect(!type.configuration.abstract.isEmpty, "\(words)")
    }
  }

  @Test func theVerbsOfTheCentreAreThere() {
    let verbs = [
      "complaint open", "complaint assign", "complaint urge", "complaint extend", "complaint decide",
      "complaint withdraw", "complaint review", "complaint show", "complaint list", "outbound propose",
      "outbound submit", "outbound approve", "outbound reject", "outbound load", "outbound report",
      "outbound acknowledge", "callback", "followup", "qa", "agent", "group", "booking", "customer", "announce",
      "change", "appraise", "report", "audit",
    ]
    for verb in verbs { #expect(Self.commands.contains { $0.words == "ivrctl \(verb)" }, "\(verb)") }
  }

  /// What changes or shows something of the daemon answers programs too.
  @Test func theCommandsOfTheCentreAnswerInJSON() {
    let areas = [
      "complaint", "outbound", "callback", "followup", "qa", "group", "booking", "customer", "announce",
      "change", "appraise", "report", "audit", "agent", "staff", "case", "improvement", "bulletin",
    ]
    for (words, type) in Self.commands where areas.contains(where: { words.hasPrefix("ivrctl \($0)") }) {
      guard type.configuration.subcommands.isEmpty else { continue }
      #expect(type.helpMessage(columns: 80).contains("--json"), "\(words)")
    }
  }
}
