import CallModel
import Foundation
import Synchronization
import Testing

@testable import Daemon

/// A mark in the bank's row of questions comes after all that were asked before it, and before all that come later.
@Suite struct HostWorkerTests {
  private final class Diary: HostLink, Sendable {
    let entries = Mutex<[String]>([])

    func perform(_ requests: [HostRequest]) -> [HostReply] {
      entries.withLock { $0 += requests.map { "\($0.id)" } }
      return requests.map { $0.reply(.unavailable) }
    }
  }

  @Test func marksKeepTheirPlace() {
    let diary = Diary()
    let worker = HostWorker(host: diary, faults: nil) { _, _ in }
    let request = { (id: Int64) in
      HostRequest(
        id: id, call: CallID("c1"), operation: .lookUpCaller, idempotencyKey: "k\(id)", at: .epoch)
    }
    worker.mark { diary.entries.withLock { $0.append("first") } }
    for id in 0..<1_000 {
      worker.ask([request(Int64(id))])
      if id % 300 == 0 { worker.mark { diary.entries.withLock { $0.append("after \(id)") } } }
    }
    worker.shutDown()
    var expected = ["first"]
    for id in 0..<1_000 {
      expected.append("\(id)")
      if id % 300 == 0 { expected.append("after \(id)") }
    }
    #expect(diary.entries.withLock { $0 } == expected)
  }
}
