import CallModel
import Testing

@Suite struct FaultyHostTests {
  /// Answers everything, and knows what it has done.
  private final class Recorder: HostLink {
    private(set) var done: [Int64] = []

    func perform(_ requests: [HostRequest]) -> [HostReply] {
      done += requests.map(\.id)
      return requests.map { $0.reply(.ok) }
    }
  }

  private static func requests(_ ids: ClosedRange<Int64>) -> [HostRequest] {
    ids.map {
      HostRequest(id: $0, call: CallID("c\($0)"), operation: .balance, idempotencyKey: "\($0)", at: .epoch)
    }
  }

  @Test func withoutFaultsEverythingIsAnsweredAtOnce() {
    let recorder = Recorder()
    let host = FaultyHost(recorder, faults: HostFaults())
    let answers = host.perform(Self.requests(1...100))
    #expect(answers.map(\.reply.id) == Array(1...100))
    #expect(answers.allSatisfy { $0.delay == .zero && $0.reply.outcome == .ok })
    #expect(recorder.done == Array(1...100))
  }

  @Test func eachFaultDoesWhatItSays() throws {
    let cases: [(words: String, isDone: Bool, outcome: HostOutcome?)] = [
      ("refused=1000", false, .unavailable), ("unheard=1000", false, nil), ("lost=1000", true, nil),
      ("late=1000,delay=4000", true, .ok),
    ]
    for (words, isDone, outcome) in cases {
      let recorder = Recorder()
      let host = FaultyHost(recorder, faults: try HostFaults(written: words))
      let answers = host.perform(Self.requests(1...3))
      #expect(recorder.done == (isDone ? [1, 2, 3] : []), "\(words)")
      #expect(answers.map(\.reply.outcome) == (outcome.map { [$0, $0, $0] } ?? []), "\(words)")
      if words.hasPrefix("late") { #expect(answers.allSatisfy { $0.delay == .seconds(4) }) }
    }
  }

  /// In a batch of mixed fates everybody gets the own answer.
  @Test func sharesAreKeptAndAnswersAreNotMixedUp() throws {
    let recorder = Recorder()
    let faults = try HostFaults(written: "refused=100,unheard=100,lost=200,late=300,delay=3500-25000,seed=5")
    let host = FaultyHost(recorder, faults: faults)
    let requests = Self.requests(1...10_000)
    var answers: [FaultyHost.Answer] = []
    for start in stride(from: 0, to: requests.count, by: 100) {
      answers += host.perform(Array(requests[start..<start + 100]))
    }
    #expect(answers.map(\.reply.id) == answers.map(\.reply.id).sorted())
    let count = host.count
    #expect(count.asked == 10_000)
    #expect((800...1_200).contains(count.refused) && (800...1_200).contains(count.unheard))
    #expect((1_700...2_300).contains(count.lost) && (2_700...3_300).contains(count.late))
    #expect(answers.count == 10_000 - count.unheard - count.lost)
    #expect(recorder.done.count == 10_000 - count.unheard - count.refused)
    let refused = Set(answers.filter { $0.reply.outcome == .unavailable }.map(\.reply.id))
    #expect(refused.count == count.refused && refused.isDisjoint(with: recorder.done))
    #expect(
      answers.allSatisfy { $0.delay == .zero || (.milliseconds(3_500)...Interval.seconds(25)).contains($0.delay) })
  }

  @Test func theSameSeedFailsTheSameWay() throws {
    func run(_ seed: Int) throws -> [Int64] {
      let faults = try HostFaults(written: "lost=300,seed=\(seed)")
      return FaultyHost(Recorder(), faults: faults).perform(Self.requests(1...200)).map(\.reply.id)
    }
    #expect(try run(7) == run(7))
    #expect(try run(7) != run(8))
  }

  @Test(arguments: [
    ("lost", "\"lost\" is no fault: write it like lost=20"),
    ("lost=1001", "lost is a number of thousandths from 0 to 1000"),
    ("lost=-1", "lost is a number of thousandths from 0 to 1000"),
    ("lost=600,late=401", "the shares come to more than 1000 thousandths"),
    ("delay=5-4", "delay is milliseconds up to 600000, like 4000 or 4000-25000"),
    ("delay=600001", "delay is milliseconds up to 600000, like 4000 or 4000-25000"),
    ("delay=1-2-3", "delay is milliseconds up to 600000, like 4000 or 4000-25000"),
    ("seed=x", "seed is a number from 0 up"),
    ("lots=5", "there is no fault \"lots\"; they are refused, unheard, lost, late, delay, seed"),
    ("", "\"\" is no fault: write it like lost=20"),
  ])
  func wrongWordsAreExplained(words: String, sentence: String) {
    #expect(throws: HostFaults.Problem(description: sentence)) { try HostFaults(written: words) }
  }

  @Test func limitsAreAllowed() throws {
    #expect(try HostFaults(written: "lost=1000").lost == 1_000)
    #expect(try HostFaults(written: "delay=600000").delay == .minutes(10)...Interval.minutes(10))
    #expect(try HostFaults(written: "delay=0-600000").delay.lowerBound == .zero)
  }
}
