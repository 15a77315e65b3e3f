import CallModel
import LineProtocol
import Testing

@testable import SwitchboardCore

/// A digest is of everything that an effect says.
struct EffectDigestTests {
  private static func digest(_ effects: Effect...) throws -> UInt64 {
    var digest = EffectDigest()
    try digest.add(effects)
    return digest.value
  }

  @Test func aLinesBytesCountAsTheLine() throws {
    let line = ServerLine.ok(tag: "a", fields: [Field("call", "c1")], text: "你好")
    var ofBytes = EffectDigest()
    ofBytes.add(line: line.encoded(), from: 0, to: ConnectionID(7))
    #expect(try Self.digest(.send(ConnectionID(7), line)) == ofBytes.value)
    #expect(try Self.digest(.send(ConnectionID(8), line)) != ofBytes.value)
  }

  @Test func everyByteAndTheLengthCount() throws {
    var seen: Set<UInt64> = []
    for count in 0...40 {
      var zeros = EffectDigest()
      zeros.add(line: [UInt8](repeating: 0, count: count), from: 0, to: ConnectionID(1))
      #expect(seen.insert(zeros.value).inserted, "\(count) zeros")
      for place in 0..<count {
        var bytes = [UInt8](repeating: 0, count: count)
        bytes[place] = 1
        var digest = EffectDigest()
        digest.add(line: bytes, from: 0, to: ConnectionID(1))
        #expect(seen.insert(digest.value).inserted, "a one at \(place) of \(count)")
      }
    }
  }

  @Test func theOrderCounts() throws {
    let (first, second) = (Effect.completed(ConnectionID(1), count: 1), Effect.close(ConnectionID(1)))
    #expect(try Self.digest(first, second) != Self.digest(second, first))
  }

  /// Each differs from the first of its kind in one field.
  @Test func everyFieldOfAFactCounts() throws {
    let at = Timestamp(microseconds: 1_000_000)
    let decision = OfferDecision(offer: OfferID("o1"), agent: AgentID("1001"), at: at, why: ["most-urgent", "ring-0"])
    let visit = QueueVisitRecord(
      queue: QueueID("general"), enteredAt: at, leftAt: at, result: "answered", agent: AgentID("1001"),
      talk: .seconds(1), hold: .seconds(2), decision: decision)
    let call = CallRecord(
      call: CallID("c1"), epoch: 1, gateway: "g", callingNumber: "1", calledNumber: "2", language: .english,
      customer: CustomerNumber(1), verification: .query, startedAt: at, endedAt: at, cause: "a", disposition: "b",
      menuVersion: "m", path: [NodeID("x")],
      operations: [OperationRecord(operation: .balance, outcome: .ok, at: at)], queueVisits: [visit])
    func calls(_ changes: (inout CallRecord) -> Void...) -> [Fact] {
      [.call(call)]
        + changes.map { change in
          var other = call
          change(&other)
          return .call(other)
        }
    }
    let later = at + .seconds(5)
    let ofCalls = calls(
      { $0.epoch = 2 }, { $0.gateway = "h" }, { $0.callingNumber = nil }, { $0.calledNumber = "3" },
      { $0.language = .chinese }, { $0.customer = nil }, { $0.verification = .transaction }, { $0.startedAt = later },
      { $0.endedAt = later }, { $0.cause = "b" }, { $0.disposition = "a" }, { $0.menuVersion = "n" }, { $0.path = [] },
      { $0.operations[0].outcome = .wrong }, { $0.operations[0].operation = .loans }, { $0.operations[0].at = later },
      { $0.queueVisits[0].queue = QueueID("cards") }, { $0.queueVisits[0].enteredAt = later },
      { $0.queueVisits[0].leftAt = later }, { $0.queueVisits[0].result = "abandoned" },
      { $0.queueVisits[0].agent = nil }, { $0.queueVisits[0].talk = .seconds(3) },
      { $0.queueVisits[0].hold = .seconds(3) }, { $0.queueVisits[0].decision = nil },
      { $0.queueVisits[0].decision?.why = ["ring-0"] }, { $0.queueVisits = [] })
    let others: [Fact] = [
      .agentInterval(AgentIntervalRecord(agent: AgentID("1"), state: "ready", reason: nil, from: at, to: later)),
      .agentInterval(AgentIntervalRecord(agent: AgentID("1"), state: "ready", reason: "", from: at, to: later)),
      .agentInterval(AgentIntervalRecord(agent: AgentID("1"), state: "ready", reason: nil, from: at, to: at)),
      .wrapUp(WrapUpRecord(call: CallID("c1"), epoch: 1, agent: AgentID("1"), code: "a", note: nil, at: at)),
      .wrapUp(WrapUpRecord(call: CallID("c1"), epoch: 1, agent: AgentID("1"), code: "a", note: "n", at: at)),
      .dial(DialRecord(call: CallID("c1"), attempt: 1, agent: nil, result: .busy, at: at)),
      .dial(DialRecord(call: CallID("c1"), attempt: 2, agent: nil, result: .busy, at: at)),
      .outboundClosed(OutboundClosedRecord(call: CallID("c1"), state: "done", at: at)),
      .outboundClosed(OutboundClosedRecord(call: CallID("c1"), state: "cancelled", at: at)),
      .promisesScored(PromiseScoreRecord(call: CallID("c1"), epoch: 1, at: at, result: "answered")),
      .promisesScored(PromiseScoreRecord(call: CallID("c1"), epoch: 1, at: at, result: "abandoned")),
    ]
    let digests = try (ofCalls + others).map { try Self.digest(.record($0)) }
    for (place, digest) in digests.enumerated() {
      let twin = digests.firstIndex(of: digest)
      #expect(twin == place, "\(place) and \(twin ?? -1) are told apart by nothing")
    }
  }
}
