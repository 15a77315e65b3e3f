import CallModel
import Foundation
import Settings
import Simulation
import SwitchboardCore
import Testing

/// Scripts that say what the host answers.
@Suite struct HostAnswerTests {
  private static func play(_ text: String) throws -> ScenarioResult {
    let loaded = try ShippedScenarioTests.settings.get()
    let settings = SwitchboardSettings(tree: loaded.tree, acd: loaded.acd, vipCredit: loaded.vipCredit)
    let world = ScenarioRunner.World(
      settings: settings, makeHost: { SimulatedHost(at: ScenarioRunner.defaultStart) },
      isRightPassword: { _, _ in false }, reload: { .settings(settings) }, start: ScenarioRunner.defaultStart)
    return ScenarioRunner(world: world).run(try Scenario(name: "a.call", text: text))
  }

  private static func problems(_ text: String) -> [String] {
    do {
      _ = try Scenario(name: "a.call", text: text)
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }

  @Test func theBankIsNotAsked() throws {
    let result = try Self.play(
      """
      host> look-up-caller vip lang=en
      CALL from=13800138000
      EXPECT SAY prompt=main-agent-first lang=en
      """)
    #expect(result.failure == nil)
  }

  /// The first of two answers goes to the first question, the other operation's is left alone.
  @Test func answersGoToTheirOperationInTurn() throws {
    let result = try Self.play(
      """
      CALL from=13900000004
      1
      host> verify-query-password wrong
      host> balance unavailable
      host> verify-query-password ok
      host> list-accounts ok items=2
      6222020000000049#
      000000#
      EXPECT SAY skip=yes prompt=query-password-wrong
      000000#
      EXPECT ASK skip=yes node=account-menu
      1
      EXPECT ASK skip=yes node=balance-account keys=0,1,2,9,*
      2
      EXPECT SAY prompt=host-down
      """)
    #expect(result.failure == nil, "\(result.failure?.description ?? "")")
  }

  @Test func aSilentHostCountsAsDownAtLast() throws {
    let result = try Self.play(
      """
      host> look-up-caller silent
      CALL from=13900000004
      TICK 30000
      EXPECT SAY skip=yes prompt=one-moment
      EXPECT SAY prompt=welcome
      """)
    #expect(result.failure == nil, "\(result.failure?.description ?? "")")
  }

  @Test func anAnswerThatNobodyAskedForFails() throws {
    let result = try Self.play("CALL\n  host> balance ok\nHANGUP\n")
    #expect(result.failure?.position.line == 2)
    #expect(result.failure?.expected == "a question balance of the host")
  }

  @Test(arguments: [
    ("host> balance", "the host's line is an operation and its outcome, like: host> balance unavailable"),
    ("host> balanse ok", "there is no operation balanse"),
    ("host> balance wrong", "balance never answers wrong; it has ok, unavailable, silent, lost, late"),
    ("host> list-accounts ok items=21", "items= is a number up to 20, not 21"),
    ("host> balance ok tier=vip", "the host's line takes items= and lang=, and late takes after=, not tier="),
    ("host> balance late", "a late answer has after=<seconds>"),
    ("host> balance late after=601", "after= is a number of seconds from 1 to 600, not 601"),
    ("host> balance late after=0", "after= is a number of seconds from 1 to 600, not 0"),
    ("host> balance lost after=1", "the host's line takes items= and lang=, and late takes after=, not after="),
  ]) func aWrongLineIsExplained(line: String, sentence: String) {
    #expect(Self.problems("CALL\n" + line) == ["a.call:2:1: error: \(sentence)"])
  }

  @Test(arguments: [
    "host> list-accounts ok items=20", "host> transfer silent", "host> transfer lost", "host> balance late after=5",
    "host> look-up-caller vip lang=en",
  ])
  func aLineIsWrittenAsItIsRead(line: String) throws {
    #expect(try Scenario(name: "a", text: line).steps.first?.hostAnswer?.line == line)
  }
}
