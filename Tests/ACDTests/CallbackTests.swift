import ACD
import CallModel
import Testing

/// Calling back: the place in line is kept, the agent is reserved before the customer is dialled, and it ends
/// after so many attempts. The audit runs after each line.
struct CallbackTests {
  private static func floor(_ agents: [String], _ change: (inout QueueConfiguration) -> Void = { _ in }) -> Floor {
    Floor(agents: agents) { queue in
      queue.callback = CallbackPolicy(attempts: 3, pause: .minutes(5), ring: .seconds(45))
      change(&queue)
    }
  }

  /// amy talks with c0; c1 and c2 wait; c1 leaves for a callback.
  private static func promised(_ change: (inout QueueConfiguration) -> Void = { _ in }) -> Floor {
    var floor = floor(["amy"], change)
    floor.enter("c0", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    floor.enter("c1", at: 10)
    floor.enter("c2", at: 20)
    #expect(floor.keepPlace("c1", for: "CB1", at: 30) == nil)
    _ = floor.heard()
    return floor
  }

  @Test func placeholderKeepsItsPlaceAndTheAgentIsReservedBeforeTheCustomerIsDialled() {
    var floor = Self.promised()
    floor.end("c0", by: "amy", at: 60)
    #expect(
      floor.heard() == [
        "c0 ended with amy talk 60 hold 0 agent-ended", "amy ready", "offer o2 CB1 -> amy", "amy offered",
      ])
    floor.accept("o2", by: "amy", at: 65)
    #expect(floor.heard() == ["dial CB1 for amy attempt 1 ring 45"])
    #expect(floor.state("amy") == .offered)
    #expect(floor.at(80) { $0.customerAnswered(call: CallID("CB1"), at: $1, into: &$2) } == nil)
    #expect(floor.heard() == ["CB1 with amy after 70", "amy talking", "c2 at 1"])
    floor.end("CB1", by: "amy", at: 100)
    #expect(
      floor.heard() == [
        "CB1 ended with amy talk 20 hold 0 agent-ended", "amy ready", "offer o3 c2 -> amy", "amy offered",
      ])
    let counters = floor.counters()
    #expect(counters.offered == 3)
    #expect(counters.answered == 1)
    #expect(counters.calledBack == 1)
    #expect(counters.outboundReached == 1)
    #expect(counters.outboundOpen == 0)
  }

  /// From a queue that could not keep him: neither in line before his time nor behind those who came later.
  @Test func workWithAPlaceStandsWhereItsCallerStood() {
    var floor = Self.floor(["amy", "bob"])
    for agent in ["amy", "bob"] {
      _ = floor.at(0) { $0.notReady(agent: AgentID(agent), reason: "tea", at: $1, into: &$2) }
    }
    floor.enter("c1", at: 10)
    floor.enter("c3", at: 30)
    let place = OutboundWork.Place(
      arrival: Floor.noon + .seconds(20), entered: Floor.noon + .seconds(20), credit: 0)
    let work = OutboundWork(
      id: CallID("CB2"), queue: QueueID("q"), due: Floor.noon, place: place, excluded: [AgentID("amy")])
    #expect(floor.at(40) { $0.give(work, at: $1, into: &$2) } == nil)
    #expect(["c1", "CB2", "c3"].map { floor.engine.position(of: CallID($0))?.position } == [1, 2, 3])
    _ = floor.heard()
    floor.ready("amy", at: 50)
    #expect(floor.heard().contains("offer o1 c1 -> amy"))
    floor.accept("o1", by: "amy", at: 51)
    floor.end("c1", by: "amy", at: 52)
    #expect(floor.heard().contains("offer o2 c3 -> amy"), "she must not have CB2")
    floor.ready("bob", at: 53)
    #expect(floor.heard().contains("offer o3 CB2 -> bob"))
  }

  @Test func callerWhoIsBeingOfferedLeavesTheAgentToTheNext() {
    var floor = Self.floor(["amy"])
    floor.enter("c1", at: 0)
    #expect(floor.keepPlace("c1", for: "CB1", at: 5) == nil)
    #expect(
      floor.heard().suffix(4) == [
        "withdraw o1 c1 -> amy caller-gone", "amy ready", "offer o2 CB1 -> amy", "amy offered",
      ])
  }

  @Test func threeAttemptsWithAPauseBetweenThenAnotherChannel() {
    var floor = Self.floor(["amy"])
    floor.enter("c1", at: 0)
    #expect(floor.keepPlace("c1", for: "CB1", at: 0) == nil)
    var offer = 2
    for attempt in 1...3 {
      let begin = Int64(attempt - 1) * 310
      floor.wait(until: begin)
      _ = floor.heard()
      floor.accept("o\(offer)", by: "amy", at: begin)
      #expect(floor.heard() == ["dial CB1 for amy attempt \(attempt) ring 45"])
      #expect(floor.missed("CB1", .busy, at: begin + 10) == nil)
      let ended = ["withdraw o\(offer) CB1 -> amy not-reached", "amy ready"]
      #expect(floor.heard() == (attempt < 3 ? ended : ended + ["CB1 other-channel after 3"]))
      offer += 1
    }
    floor.wait(until: 100_000)
    #expect(floor.heard() == [], "there is never a fourth dial")
    #expect(floor.counters().outboundClosed == 1)
  }

  @Test func agentOffersAgainOnlyAfterThePauseAndCallersGoFirstMeanwhile() {
    var floor = Self.floor(["amy"])
    floor.enter("c1", at: 0)
    #expect(floor.keepPlace("c1", for: "CB1", at: 0) == nil)
    floor.accept("o2", by: "amy", at: 0)
    #expect(floor.missed("CB1", .noAnswer, at: 20) == nil)
    floor.enter("c2", at: 30)
    _ = floor.heard()
    floor.accept("o3", by: "amy", at: 31)
    floor.end("c2", by: "amy", at: 100)
    _ = floor.heard()
    floor.wait(until: 319)
    #expect(floor.heard() == [])
    floor.wait(until: 320)
    #expect(floor.heard() == ["offer o4 CB1 -> amy", "amy offered"])
  }

  @Test func refusalClosesAtOnce() {
    var floor = Self.floor(["amy"])
    floor.enter("c1", at: 0)
    #expect(floor.keepPlace("c1", for: "CB1", at: 0) == nil)
    floor.accept("o2", by: "amy", at: 0)
    _ = floor.heard()
    #expect(floor.missed("CB1", .refused, at: 5) == nil)
    #expect(floor.heard() == ["withdraw o2 CB1 -> amy not-reached", "amy ready", "CB1 other-channel after 1"])
  }

  @Test func gatewayThatIsNotThereCostsNoAttempt() {
    var floor = Self.floor(["amy"])
    floor.enter("c1", at: 0)
    #expect(floor.keepPlace("c1", for: "CB1", at: 0) == nil)
    for offer in 2...6 {
      let at = Int64(offer - 2) * 300
      floor.wait(until: at)
      _ = floor.heard()
      floor.accept("o\(offer)", by: "amy", at: at)
      #expect(floor.heard() == ["dial CB1 for amy attempt 1 ring 45"])
      #expect(floor.missed("CB1", .noGateway, at: at) == nil)
    }
  }

  @Test func silentGatewayHoldsTheAgentNoLongerThanTheTimeToRing() {
    var floor = Self.floor(["amy"])
    floor.enter("c1", at: 0)
    #expect(floor.keepPlace("c1", for: "CB1", at: 0) == nil)
    floor.accept("o2", by: "amy", at: 3)
    _ = floor.heard()
    floor.wait(until: 47)
    #expect(floor.heard() == [])
    floor.wait(until: 48)
    #expect(floor.heard() == ["dial no more CB1", "withdraw o2 CB1 -> amy not-reached", "amy ready"])
    #expect(
      floor.at(50) { $0.customerAnswered(call: CallID("CB1"), at: $1, into: &$2) }
        == .callState(want: "dialling", have: "paused"))
  }

  @Test func agentWhoIsLostWhileItRingsLeavesNoGhost() {
    var floor = Self.floor(["amy"])
    floor.enter("c1", at: 0)
    #expect(floor.keepPlace("c1", for: "CB1", at: 0) == nil)
    floor.accept("o2", by: "amy", at: 3)
    _ = floor.heard()
    #expect(floor.at(10) { $0.connectionLost(agent: AgentID("amy"), at: $1, into: &$2) } == nil)
    #expect(floor.heard() == ["withdraw o2 CB1 -> amy connection-lost", "dial no more CB1", "amy logged-out"])
    #expect(floor.engine.status(of: CallID("CB1"))?.place == .paused)
  }

  @Test func agentWhoDialsCanNeitherDeclineNorAcceptAgain() {
    var floor = Self.floor(["amy"])
    floor.enter("c1", at: 0)
    #expect(floor.keepPlace("c1", for: "CB1", at: 0) == nil)
    floor.accept("o2", by: "amy", at: 3)
    let dialling = ACDRefusal.agentState(want: "offered", have: "dialling")
    #expect(floor.at(4) { $0.accept(offer: OfferID("o2"), by: AgentID("amy"), at: $1, into: &$2) } == dialling)
    #expect(floor.at(4) { $0.decline(offer: OfferID("o2"), by: AgentID("amy"), at: $1, into: &$2) } == dialling)
  }

  @Test func placeholderNeitherCountsAsWaitingNorAgainstTheLimit() {
    var floor = Self.promised { $0.maxWaiting = 2 }
    floor.enter("c3", at: 40)
    #expect(floor.heard() == ["c3 at 3"])
    floor.enter("c4", at: 41)
    #expect(floor.heard() == ["c4 overflow full rejected"])
    #expect(floor.engine.status(of: QueueID("q"))?.waiting == 2)
  }

  @Test func placeholderStaysWhenTheLastAgentLeaves() {
    var floor = Self.floor(["amy"]) {
      $0.joinWhenEmpty = false
      $0.leaveWhenEmpty = true
    }
    floor.enter("c0", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    floor.enter("c1", at: 1)
    floor.enter("c2", at: 2)
    #expect(floor.keepPlace("c1", for: "CB1", at: 3) == nil)
    floor.end("c0", by: "amy", at: 4)
    _ = floor.heard()
    #expect(floor.at(5) { $0.connectionLost(agent: AgentID("amy"), at: $1, into: &$2) } == nil)
    #expect(
      floor.heard() == [
        "withdraw o2 CB1 -> amy connection-lost", "amy logged-out", "c2 overflow no-agents rejected",
      ])
    #expect(floor.engine.status(of: CallID("CB1"))?.place == .waiting)
  }

  @Test func nobodyIsDialledWhileTheQueueIsClosed() {
    // Noon to 12:10, and from noon of the next day on.
    var floor = Self.floor(["amy"]) {
      $0.hours = OpeningHours(.init(from: .hours(12), to: .hours(12) + .minutes(10))!)
    }
    floor.enter("c0", at: 0)
    floor.accept("o1", by: "amy", at: 0)
    floor.enter("c1", at: 1)
    #expect(floor.keepPlace("c1", for: "CB1", at: 3) == nil)
    _ = floor.heard()
    floor.end("c0", by: "amy", at: 600)
    #expect(floor.heard() == ["c0 ended with amy talk 600 hold 0 agent-ended", "amy ready"])
    #expect(floor.engine.status(of: CallID("CB1"))?.place == .paused)
    floor.wait(until: 86_399)
    #expect(floor.heard() == [])
    floor.wait(until: 86_400)
    #expect(floor.heard() == ["offer o2 CB1 -> amy", "amy offered"])
  }

  @Test func workIsTakenBackWhereverItIs() {
    var floor = Self.promised()
    let cancel: (inout Floor, Int64) -> ACDRefusal? = { floor, second in
      floor.at(second) { $0.cancelOutbound(CallID("CB1"), at: $1, into: &$2) }
    }
    var waiting = floor
    #expect(cancel(&waiting, 40) == nil)
    #expect(waiting.heard() == ["CB1 cancelled after 0", "c2 at 1"])
    floor.end("c0", by: "amy", at: 60)
    var offered = floor
    _ = offered.heard()
    #expect(cancel(&offered, 61) == nil)
    #expect(offered.heard().prefix(3) == ["withdraw o2 CB1 -> amy caller-gone", "amy ready", "CB1 cancelled after 0"])
    floor.accept("o2", by: "amy", at: 60)
    var dialled = floor
    _ = dialled.heard()
    #expect(cancel(&dialled, 61) == nil)
    #expect(dialled.heard().first == "dial no more CB1")
    #expect(floor.missed("CB1", .off, at: 70) == nil)
    #expect(cancel(&floor, 71) == nil)
    #expect(cancel(&floor, 72) == .unknownCall(CallID("CB1")))
  }

  @Test func reloadKeepsWorkWhereverItIs() {
    var floor = Self.promised()
    let settings = ACDConfiguration(
      queues: [
        QueueConfiguration(id: QueueID("other")),
        QueueConfiguration(id: QueueID("q"), wrapUp: WrapUpPolicy(mode: .none)),
      ], agents: [AgentConfiguration(id: AgentID("amy"))])
    let reload: (inout Floor, Int64) -> Void = { floor, second in
      _ = floor.at(second) {
        $0.reconfigure(settings, at: $1, into: &$2)
        return nil
      }
    }
    reload(&floor, 31)
    floor.end("c0", by: "amy", at: 60)
    reload(&floor, 61)
    floor.accept("o2", by: "amy", at: 62)
    reload(&floor, 63)
    #expect(floor.missed("CB1", .off, at: 70) == nil)
    reload(&floor, 71)
    #expect(floor.engine.status(of: CallID("CB1"))?.place == .paused)
  }

  @Test func unknownAndDoubleNamesAreRefused() {
    var floor = Self.promised()
    #expect(floor.keepPlace("c9", for: "CB2", at: 40) == .unknownCall(CallID("c9")))
    #expect(floor.keepPlace("c2", for: "CB1", at: 40) == .duplicateCall(CallID("CB1")))
    #expect(floor.keepPlace("c0", for: "CB2", at: 40) == .callState(want: "waiting|offered", have: "talking"))
    #expect(
      floor.at(41) { $0.leave(call: CallID("CB1"), reason: .abandoned, at: $1, into: &$2) }
        == .unknownCall(CallID("CB1")))
  }
}

extension Floor {
  mutating func keepPlace(_ call: String, for id: String, at seconds: Int64) -> ACDRefusal? {
    at(seconds) { $0.keepPlace(of: CallID(call), for: CallID(id), at: $1, into: &$2) }
  }

  mutating func missed(_ call: String, _ result: DialResult, at seconds: Int64) -> ACDRefusal? {
    at(seconds) { $0.customerMissed(call: CallID(call), result: result, at: $1, into: &$2) }
  }

  mutating func give(_ id: String, to queue: String = "q", due: Int64 = 0, at seconds: Int64) -> ACDRefusal? {
    let work = OutboundWork(id: CallID(id), queue: QueueID(queue), due: Floor.noon + .seconds(due))
    return at(seconds) { $0.give(work, at: $1, into: &$2) }
  }
}
