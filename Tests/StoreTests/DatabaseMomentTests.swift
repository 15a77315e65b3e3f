import CallModel
import Foundation
import Ledger
import Testing

@testable import Store

/// A moment of a database stays what it was, whatever is written afterwards; marks say where in a writer's row it is.
@Suite struct DatabaseMomentTests {
  let directory = TemporaryDirectory()
  let copy = TemporaryDirectory()
  let log = LogBook()

  @Test func whatIsWrittenLaterIsNotInIt() throws {
    let store = try CentreStore(directory: directory.path)
    let writer = try RecordWriter(store: store, log: log.log)
    writer.write((0..<10).map(RecordWriterTests.fact))
    try writer.flush()
    let moment = try DatabaseMoment.ofRecords(directory: directory.path)
    writer.write((10..<3_000).map(RecordWriterTests.fact))
    try writer.flush()
    try moment.copy(to: copy.file(CentreStore.fileName))
    #expect(try CentreStore(directory: copy.path).factCount() == 10)
    #expect(try CentreStore.problems(directory: copy.path) == [])
    #expect(try copy.mode(of: CentreStore.fileName) == 0o600)
    #expect(try store.factCount() == 3_000)
  }

  @Test func aBanksBooksAreRightInTheCopy() throws {
    let bank = try Fixture.filledBank(in: directory)
    try DatabaseMoment.ofBank(directory: directory.path).copy(to: copy.file(EmbeddedBank.fileName))
    #expect(try BankReader(directory: copy.path).audit() == [])
    #expect(try bank.reader.audit() == [])
  }

  @Test func whatIsNotThereIsNamed() {
    #expect(throws: StoreError.self) { try DatabaseMoment.ofBank(directory: directory.path) }
  }

  @Test func aMarkStandsBetweenTheFactsBeforeAndThoseAfter() throws {
    let store = try CentreStore(directory: directory.path)
    let writer = try RecordWriter(store: store, log: log.log)
    let counts = LogBook()
    let mark: @Sendable () -> Void = { counts.log("\((try? store.factCount()) ?? -1)") }
    writer.mark(mark)
    for number in 0..<3_000 {
      writer.write([RecordWriterTests.fact(number)])
      if number == 1_499 || number == 1_500 { writer.mark(mark) }
    }
    writer.mark(mark)
    try writer.flush()
    writer.mark(mark)
    try writer.flush()
    #expect(counts.lines == ["0", "1500", "1501", "3000", "3000"])
  }
}
