import ACD
import CallModel
import Foundation
import IVR
import Ledger
import ServiceCentre
import Settings
import Testing

/// The menus that are shipped with the product.
enum ShippedMenus {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("menus").path
}

@Suite struct ShippedMenusTests {
  let loaded: LoadedSettings

  init() throws { loaded = try MenuLoader.load(directory: ShippedMenus.directory) }

  @Test func loadWithoutErrorOrWarning() {
    #expect(loaded.warnings.map(\.description) == [])
    #expect(loaded.acd.findings == [])
    #expect(loaded.pending == [], "no node waits for an operation")
    #expect(loaded.tree.languages == [.chinese, .english])
  }

  @Test func haveTheWordsThatTheEngineLooksFor() {
    let wanted =
      [1, 2].flatMap { [ConventionalPrompt.noInput($0), ConventionalPrompt.noMatch($0)] } + [
        ConventionalPrompt.oneMoment, ConventionalPrompt.menuLoop, ConventionalPrompt.more(),
        ConventionalPrompt.queueUpdate(), ConventionalPrompt.queueLonger(),
        ConventionalPrompt.unknown("phone"),
      ]
    for prompt in wanted { #expect(loaded.tree.prompts[prompt]?.templates.count == 2, "\(prompt)") }
  }

  @Test func haveTheWordsThatTheBankAndTheCentreAnswer() {
    for term in BankTerms.all + SelfServiceDesk.terms {
      #expect(loaded.tree.prompts[term]?.templates.count == 2, "\(term)")
    }
  }

  @Test func onlyTheReadBackOfMoneyCannotBeInterrupted() {
    let spoken = loaded.tree.nodes.compactMap(\.prompt).compactMap { loaded.tree.prompts[$0] }
    #expect(
      spoken.filter { !$0.interruptible }.map(\.id)
        == [PromptID("transfer-confirm"), PromptID("repayment-confirm"), PromptID("deposit-confirm")])
  }

  @Test(arguments: [("transfer", "transaction-password"), ("open-deposit", "deposit-password")])
  func moneyMovesOnlyAfterTheTransactionPassword(_ mover: String, _ password: String) throws {
    let transfer = try #require(loaded.tree.index(of: NodeID(mover)))
    #expect(loaded.tree[transfer].level == .transaction)
    var ways = 0
    for node in loaded.tree.nodes {
      for (_, target) in TreeWalk(loaded: loaded).edges(of: node) where target == .node(transfer) {
        #expect(node.id == NodeID(password))
        ways += 1
      }
    }
    #expect(ways > 0)
  }

  @Test func theLossDeskIsAlwaysOpenAndTheOthersFromNineToHalfPastSix() {
    func isOpen(_ queue: String, _ minutes: Int64) -> Bool? {
      let instant = CivilTime(day: CivilDay(year: 2026, month: 11, day: 29)!, timeOfDay: .minutes(minutes)).instant()
      return loaded.acd.queues.first { $0.id == QueueID(queue) }?.hours.isOpen(at: instant)
    }
    for queue in ["general", "cards", "complaints", "corporate", "branch", "teller"] {
      #expect([539, 540, 1_109, 1_110].map { isOpen(queue, $0) } == [false, true, true, false], "\(queue)")
    }
    #expect([0, 539, 1_110, 1_439].map { isOpen("loss", $0) } == [true, true, true, true])
  }

  @Test func lossGoesBeforeEveryOtherQueueHoweverLongItsCallersWaited() throws {
    let loss = try #require(loaded.acd.queues.first { $0.id == QueueID("loss") })
    for other in loaded.acd.queues where other.id != loss.id {
      let longest = try #require(other.maxWait)
      #expect(other.base + loaded.vipCredit + other.rate * longest.seconds < loss.base)
    }
  }

  @Test func theDemoAgentsPasswordIsDemo() {
    let demo = Secret(Array("demo".utf8))
    #expect(loaded.acd.agents.map(\.id.text) == (1_001...1_010).map(String.init))
    for agent in loaded.acd.agents { #expect(loaded.agentPasswords[agent.id]?.verify(demo) == true) }
    #expect(Set(loaded.acd.agents.compactMap { loaded.agentPasswords[$0.id]?.text }).count == 10, "salts of their own")
  }
}
