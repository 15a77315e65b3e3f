import CallModel
import IVR
import Testing

@Suite("With an agent: answer, release, hand back, requeue")
struct AgentTests {
  private static func waiting(playback: PlaybackMode = .instant, connect: String? = "connect") -> DialogueTester {
    var tree = TestTree()
    tree.menu("main", ["1": "line"], links: [("*", "@back")])
    tree.prompt("connect", "agent {agent:digits} speaks; recorded")
    tree.queue("line", options: ("options", .seconds(60), .seconds(45)), connect: connect, after: "rate")
    tree.queue("second", after: "second-rate")
    tree.menu("options", ["1": "line"], links: [("*", "@back")])
    tree.menu("rate", ["1": "bye"], links: [("*", "@back")])
    tree.menu("second-rate", ["1": "bye"])
    tree.secret("pin", [.ok: "rate"])
    tree.node("private", level: .query, .say(next: tree.to("bye")))
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "main"), playback: playback)
    t.begin("SAY main", "ASK main menu 1,*")
    if playback == .reported { t.press("1", "STOP", "ENTER line") } else { t.press("1", "ENTER line") }
    return t
  }

  private static func talking() -> DialogueTester {
    var t = waiting()
    t.agentAnswers("SAY agent 1001 speaks; recorded", "BRIDGE")
    #expect(t.dialogue.phase == .talking)
    return t
  }

  @Test func theConnectPromptIsHeardBeforeTheBridge() {
    var t = Self.waiting(playback: .reported)
    t.agentAnswers("SAY agent 1001 speaks; recorded")
    #expect(t.dialogue.phase == .speaking)
    t.press("1")
    t.heard("BRIDGE")
  }

  @Test func withoutAConnectPromptTheBridgeIsAtOnce() {
    var t = Self.waiting(playback: .reported, connect: nil)
    t.agentAnswers("BRIDGE")
  }

  @Test func anAnswerDuringTheOptionsInterruptsThem() {
    var t = Self.waiting(playback: .reported)
    t.position(1, ewt: .seconds(90), "SAY line", "SAY options", "ASK options menu 1,*")
    t.agentAnswers("STOP", "SAY agent 1001 speaks; recorded")
    t.heard("BRIDGE")
    t.press("1")
  }

  @Test func anAnswerWhileTheHostRegistersACallbackWins() {
    var tree = TestTree()
    tree.queue("line", options: ("register", .zero, .seconds(45)))
    let callback = Callback(
      queue: QueueID("line"), prompt: PromptID("bye"), next: tree.to("bye"), unavailable: tree.to("line"))
    tree.node("register", prompt: nil, .callback(callback))
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "line"), from: "5551234")
    t.begin("ENTER line")
    t.position(1, ewt: .seconds(90), "SAY line", "HOST register-callback")
    t.agentAnswers("BRIDGE")
    t.host(.ok)
    #expect(t.dialogue.phase == .talking)
  }

  @Test func afterTheAgentTheQueueNodesAfterEdge() {
    var t = Self.talking()
    t.wait(.minutes(60))
    t.on("SAY rate", "ASK rate menu 1,*") { $0.agentReleased(at: $1, into: &$2) }
    #expect(t.path == ["main", "line", "rate"])
  }

  @Test func anAgentWhoGoesDuringTheConnectPromptIsReleasedToo() {
    var t = Self.waiting(playback: .reported)
    t.agentAnswers("SAY agent 1001 speaks; recorded")
    t.on("STOP", "SAY rate", "ASK rate menu 1,*") { $0.agentReleased(at: $1, into: &$2) }
  }

  @Test func aReleaseOutsideATalkIsNothing() {
    var t = Self.waiting()
    t.on { $0.agentReleased(at: $1, into: &$2) }
    #expect(t.dialogue.phase == .waiting(QueueID("line")))
  }

  @Test func theAgentHandsTheCallerBackToANode() {
    var t = Self.talking()
    t.on("SAY pin", "ASK pin secret 6-6 #") {
      #expect($0.resume(at: NodeID("pin"), at: $1, into: &$2))
    }
    #expect(t.dialogue.isInsideSecret)
  }

  @Test func notToANodeThatIsNotThereOrNotAllowed() {
    var t = Self.talking()
    t.on {
      #expect(!$0.resume(at: NodeID("nowhere"), at: $1, into: &$2))
      #expect(!$0.resume(at: NodeID("private"), at: $1, into: &$2))
    }
    #expect(t.dialogue.phase == .talking)
  }

  @Test func aCallThatHasEndedResumesNowhere() {
    var t = Self.talking()
    t.on("END menu-ended bye") { #expect($0.resume(at: NodeID("bye"), at: $1, into: &$2)) }
    t.on { #expect(!$0.resume(at: NodeID("main"), at: $1, into: &$2)) }
  }

  @Test func resumingOutOfAQueueLeavesIt() {
    var t = Self.waiting()
    t.on("LEAVE self-service", "SAY rate", "ASK rate menu 1,*") {
      #expect($0.resume(at: NodeID("rate"), at: $1, into: &$2))
    }
  }

  @Test func aLostAgentPutsTheCallerBackIntoTheQueueWithoutEnteringIt() {
    var t = Self.talking()
    t.on { $0.requeued(to: QueueID("line"), at: $1, into: &$2) }
    #expect(t.dialogue.phase == .waiting(QueueID("line")))
    t.position(1, ewt: nil, "SAY line")
    t.agentAnswers("SAY agent 1001 speaks; recorded", "BRIDGE")
    t.on("SAY rate", "ASK rate menu 1,*") { $0.agentReleased(at: $1, into: &$2) }
    #expect(t.path == ["main", "line", "line", "rate"])
  }

  @Test func aTransferToAnotherQueueTakesThatQueuesNode() {
    var t = Self.talking()
    t.on { $0.requeued(to: QueueID("second"), at: $1, into: &$2) }
    t.position(1, ewt: nil, "SAY second")
    t.agentAnswers("BRIDGE")
    t.on("SAY second-rate", "ASK second-rate menu 1") { $0.agentReleased(at: $1, into: &$2) }
  }

  @Test func aQueueWithoutANodeIsWaitedForWithTheEdgesOfTheLast() {
    var t = Self.talking()
    t.on { $0.requeued(to: QueueID("experts"), at: $1, into: &$2) }
    #expect(t.dialogue.phase == .waiting(QueueID("experts")))
    t.position(1, ewt: .seconds(90), "SAY line", "SAY options", "ASK options menu 1,*")
    t.press("1")
    #expect(t.dialogue.phase == .waiting(QueueID("experts")))
    t.agentAnswers("SAY agent 1001 speaks; recorded", "BRIDGE")
  }

  @Test func nothingBeforeTheTalkIsGoneBackTo() {
    var t = Self.talking()
    t.on("SAY rate", "ASK rate menu 1,*") { $0.agentReleased(at: $1, into: &$2) }
    t.press("*", "SAY rate", "ASK rate menu 1,*")
  }

  @Test func requeueingSomebodyWhoIsInTheMenuIsNothing() {
    var t = Self.talking()
    t.on("SAY rate", "ASK rate menu 1,*") { $0.agentReleased(at: $1, into: &$2) }
    t.on { $0.requeued(to: QueueID("line"), at: $1, into: &$2) }
    #expect(t.dialogue.phase == .asking)
  }
}
