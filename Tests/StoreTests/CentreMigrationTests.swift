import CallModel
import GRDB
import Testing

@testable import Store

/// Records that an older version has written, read by this one.
@Suite struct CentreMigrationTests {
  let directory = TemporaryDirectory()

  static func at(_ seconds: Int64) -> Timestamp { CentreStoreTests.at(seconds) }

  /// As the versions before the compact tables wrote them.
  private static let oldRows = """
    INSERT INTO calls (number, epoch, call, gateway, verification, started_at, ended_at, cause, disposition, menu_version)
    VALUES (3, 1, 'c1', 'gw1', 0, \(at(0).microseconds), \(at(60).microseconds), 'caller-hung-up', 'agent', 'abc'),
      (4, 1, 'c2', 'gw1', 0, \(at(5).microseconds), \(at(60).microseconds), 'caller-hung-up', 'agent', 'abc'),
      (9, 1, 'c3', 'gw1', 0, \(at(6).microseconds), \(at(60).microseconds), 'caller-hung-up', 'abandoned', 'abc');
    INSERT INTO path_steps (record, place, node)
    VALUES (3, 0, 'N0'), (3, 1, 'M1'), (3, 2, 'N0'), (4, 0, 'N0'), (4, 1, 'M1'), (4, 2, 'N0');
    INSERT INTO operations (record, place, operation, outcome, at) VALUES (9, 0, 'balance', 'ok', \(at(7).microseconds));
    INSERT INTO queue_visits (record, place, queue, entered_at, left_at, result, agent, talk, hold)
    VALUES (3, 0, 'general', \(at(10).microseconds), \(at(20).microseconds), 'answered', '1001', 5, 0);
    INSERT INTO agent_intervals (agent, state, reason, from_at, to_at)
    VALUES ('1002', 'ready', NULL, \(at(0).microseconds), \(at(9).microseconds)),
      ('1001', 'not-ready', 'lunch', \(at(4).microseconds), \(at(8).microseconds));
    INSERT INTO wrap_ups (epoch, call, agent, code, note, at)
    VALUES (1, 'c1', '1001', 'enquiry', 'asked for rates', \(at(61).microseconds));
    INSERT INTO promises (epoch, call, queue, told_at, estimate, promised, is_longer, ended_at, result)
    VALUES (1, 'c1', 'general', \(at(11).microseconds), 9, NULL, 0, \(at(20).microseconds), 'answered'),
      (1, 'c4', 'general', \(at(12).microseconds), 9, 8, 1, NULL, NULL);
    """

  private func storeOfOldRows() throws -> CentreStore {
    try DatabaseFile.makeDirectory(directory.path)
    let queue = try DatabaseQueue(path: directory.file(CentreStore.fileName))
    try CentreSchema.migrator.migrate(queue, upTo: "kept agents")
    try queue.write { try $0.execute(sql: Self.oldRows) }
    try queue.close()
    return try CentreStore(directory: directory.path)
  }

  @Test func recordsOfAnOlderVersionAreKept() throws {
    let store = try storeOfOldRows()
    let calls = try store.calls(limit: 10)
    #expect(calls.map(\.call.text) == ["c3", "c2", "c1"])
    #expect(calls.map { $0.path.map(\.text) } == [[], ["N0", "M1", "N0"], ["N0", "M1", "N0"]])
    #expect(calls[0].operations.map(\.operation) == [.balance])
    #expect(calls[2].queueVisits.map(\.agent) == [AgentID("1001")])
    let intervals = try store.agentIntervals(in: Self.at(0)..<Self.at(100))
    #expect(intervals.map(\.agent.text) == ["1002", "1001"])
    #expect(intervals.map(\.reason) == [nil, "lunch"])
    #expect(try store.wrapUps(in: Self.at(0)..<Self.at(100)).map(\.note) == ["asked for rates"])
    #expect(try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM paths") } == 2, "each way once")
    #expect(try store.read { try Row.fetchAll($0, sql: "PRAGMA foreign_key_check").isEmpty })
  }

  @Test func whatWasOpenIsScoredAndNewRecordsGoOn() throws {
    let store = try storeOfOldRows()
    let open = "SELECT result FROM promises ORDER BY told_at"
    #expect(try store.read { try Row.fetchAll($0, sql: open).map { $0[0] as String? } } == ["answered", nil])
    let score = PromiseScoreRecord(call: CallID("c4"), epoch: 1, at: Self.at(40), result: "abandoned")
    try store.append([.promisesScored(score), .call(CentreStoreTests.record("c5", startedAt: 70))])
    #expect(try store.read { try Row.fetchAll($0, sql: open).map { $0[0] as String? } } == ["answered", "abandoned"])
    #expect(try store.call(CallID("c5")) == CentreStoreTests.record("c5", startedAt: 70))
    #expect(try store.read { try Int64.fetchOne($0, sql: "SELECT max(number) FROM calls") } == 10, "numbers go on")
  }

  @Test func theTablesOfANewerVersionAreLeftAlone() throws {
    let file = directory.file(CentreStore.fileName)
    let store = try CentreStore(directory: directory.path)
    try store.write { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('of the future')") }
    try store.pool.close()
    let error = #expect(throws: StoreError.self) { try CentreStore(directory: directory.path) }
    #expect(error == .newerVersion(file: file))
    #expect(
      error?.description == "the database \(file) was used by a newer ivrd, whose tables this one doesn't know: "
        + "start the newer one, or restore a backup that was made before it")
  }
}
