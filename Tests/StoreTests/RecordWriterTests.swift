import CallModel
import Dispatch
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Store

@Suite struct RecordWriterTests {
  let directory = TemporaryDirectory()
  let log = LogBook()

  static func fact(_ number: Int) -> Fact { .call(CentreStoreTests.record("c\(number)", startedAt: Int64(number))) }

  @Test func flushedFactsAreDurable() throws {
    let store = try CentreStore(directory: directory.path)
    let writer = try RecordWriter(store: store, log: log.log)
    for number in 0..<2_500 { writer.write([Self.fact(number)]) }
    #expect(try writer.flush() == 2_500)
    #expect(writer.waiting == 0)
    #expect(try store.calls(limit: 10_000).count == 2_500)
    // The position goes on after a restart.
    let again = try RecordWriter(store: CentreStore(directory: directory.path), log: log.log)
    #expect(try again.flush() == 2_500)
    again.write([Self.fact(9_999)])
    #expect(try again.flush() == 2_501)
    #expect(log.lines.isEmpty)
  }

  @Test func batchesAreBoundedAndInOrder() throws {
    let batches = Mutex<[[Fact]]>([])
    let gate = DispatchSemaphore(value: 0)
    let writer = RecordWriter(log: log.log) { facts throws(StoreError) in
      gate.wait()
      return batches.withLock {
        $0.append(facts)
        return 0
      }
    }
    let facts = (0..<RecordWriter.batchSize * 2 + 300).map(Self.fact)
    // While the first batch waits at the gate, the rest gathers.
    for fact in facts { writer.write([fact]) }
    for _ in facts { gate.signal() }
    try writer.flush()
    let written = batches.withLock { $0 }
    #expect(written.flatMap(\.self) == facts)
    #expect(written.allSatisfy { $0.count <= RecordWriter.batchSize })
    #expect(written.count <= 4)
  }

  @Test func afterAWriteTheNextFactsGather() async throws {
    let (batches, isWritten) = AsyncStream.makeStream(of: Int.self)
    // So long that only flush writes what has gathered.
    let writer = RecordWriter(gathering: .hours(1), log: log.log) { facts throws(StoreError) in
      isWritten.yield(facts.count)
      return 0
    }
    var written = batches.makeAsyncIterator()
    writer.write([Self.fact(1)])
    #expect(await written.next() == 1, "what comes after a rest is written at once")
    for number in 2...4 { writer.write([Self.fact(number)]) }
    try writer.flush()
    #expect(await written.next() == 3)
  }

  @Test func aFullDiskIsLoggedOnceAndTriedAgain() throws {
    let store = try CentreStore(directory: directory.path)
    // So long that only flush tries again.
    let writer = RecordWriter(retryAfter: .hours(1), log: log.log) { facts throws(StoreError) in
      try store.append(facts)
    }
    try store.pool.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count")!
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    let facts = (0..<500).map(Self.fact)
    writer.write(facts)
    #expect(throws: StoreError.self) { try writer.flush() }
    #expect(throws: StoreError.self) { try writer.flush() }
    #expect(writer.waiting == 500)
    #expect(try store.calls(limit: 1).isEmpty)
    try store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1000000") }
    try writer.flush()
    #expect(writer.waiting == 0)
    #expect(try store.calls(limit: 1_000).count == 500)
    #expect(log.lines.count == 2)
    #expect(log.lines[0].contains("full (SQLite 13); they are kept and tried again"))
    #expect(log.lines[1].hasPrefix("records: written again after "))
    #expect(log.lines[1].hasSuffix("; 0 facts are lost so far"))
  }

  @Test func itTriesAgainByItself() async throws {
    let attempts = Mutex(0)
    let (written, isWritten) = AsyncStream.makeStream(of: Int.self)
    let writer = RecordWriter(retryAfter: .milliseconds(1), log: log.log) { facts throws(StoreError) in
      let attempt = attempts.withLock {
        $0 += 1
        return $0
      }
      if attempt < 4 { throw StoreError.database(file: "f", reason: "gone") }
      isWritten.yield(facts.count)
      return Int64(facts.count)
    }
    writer.write([Self.fact(1), Self.fact(2)])
    for await count in written {
      #expect(count == 2)
      break
    }
    try writer.flush()
    #expect(attempts.withLock { $0 } == 4)
    #expect(log.lines.first == "records: the database f can't be used: gone; they are kept and tried again")
    #expect(log.lines.count == 2)
  }

  @Test func atTheBoundNewFactsAreDroppedAndCounted() throws {
    let isDown = Mutex(true)
    let kept = Mutex<[Fact]>([])
    let writer = RecordWriter(capacity: 10, retryAfter: .hours(1), log: log.log) { facts throws(StoreError) in
      if isDown.withLock({ $0 }) { throw StoreError.database(file: "f", reason: "gone") }
      return kept.withLock {
        $0 += facts
        return Int64($0.count)
      }
    }
    let facts = (0..<14).map(Self.fact)
    writer.write(Array(facts[..<10]))
    writer.write([])
    #expect(writer.dropped == 0)
    writer.write(Array(facts[10..<13]))
    writer.write([facts[13]])
    #expect(writer.dropped == 4)
    #expect(writer.waiting == 10)
    #expect(throws: StoreError.self) { try writer.flush() }
    isDown.withLock { $0 = false }
    #expect(try writer.flush() == 10)
    #expect(kept.withLock { $0 } == Array(facts[..<10]))
    #expect(log.lines.contains("records: 10 facts wait for the disk already; more are lost"))
    writer.write([facts[13]])
    #expect(try writer.flush() == 11)
  }

  @Test func theQueueOfFactsGivesThemInOrder() {
    var queue = FactQueue()
    var expected: [Fact] = []
    for round in 0..<200 {
      let more = (0..<round % 7).map { Self.fact(round * 10 + $0) }
      queue.append(more)
      expected += more
      let taken = queue.first(round % 5)
      #expect(taken == Array(expected.prefix(round % 5)))
      queue.removeFirst(taken.count)
      expected.removeFirst(taken.count)
      #expect(queue.count == expected.count)
    }
  }
}
