import CallModel
import GRDB
import Ledger
import ServiceCentre
import Testing

@testable import Store

@Suite struct EmbeddedHostTests {
  let directory = TemporaryDirectory()
  let log = LogBook()

  private func host() throws -> (EmbeddedHost, CentreStore) {
    let bank = try Fixture.bank(in: directory, log: log)
    if try bank.isEmpty() { try bank.fill(with: DemoBank(customers: 0, at: Fixture.morning).contents) }
    let store = try CentreStore(directory: directory.path)
    return (EmbeddedHost(bank: bank, centre: EmbeddedCentre(store: store, log: log.log)), store)
  }

  private func callback(_ key: String, id: Int64 = 1, phone: String = "13900000001") -> HostRequest {
    Fixture.request(.registerCallback, ["phone": .digits(phone), "queue": .text("card")], key: key, id: id)
  }

  @Test func aMixedBatchIsAnsweredInItsOrder() throws {
    let (host, _) = try host()
    let replies = host.perform([
      callback("a", id: 1), Fixture.transfer(100, key: "b", id: 2), callback("c", id: 3),
      Fixture.request(.lookUpCaller, from: "13900000002", key: "-", id: 4), callback("e", id: 5),
    ])
    #expect(replies.map(\.id) == [1, 2, 3, 4, 5])
    #expect(replies.map(\.outcome) == [.ok, .ok, .ok, .vip, .ok])
    #expect(replies[4].values["id"] == .digits("CB1003"))
    #expect(host.perform([]).isEmpty)
  }

  @Test func aCallbackOutlivesTheProcess() throws {
    let (host, _) = try host()
    let first = host.perform([callback("a")])[0]
    let (later, store) = try self.host()
    #expect(later.perform([callback("a")])[0].values == first.values)
    #expect(later.perform([callback("b", phone: "110")])[0].values["id"] == .digits("CB1002"))
    let tasks = try store.callbacks(.open, limit: 10)
    #expect(tasks.map(\.id) == ["CB1001", "CB1002"])
    #expect(tasks.map(\.phone) == ["13900000001", "110"])
    #expect(tasks[0].queue == QueueID("card"))
    #expect(tasks[0].dueAt == Fixture.morning + .hours(2))
    #expect(tasks[0].maximumAttempts == 3)
    #expect(try store.callbacks(.done, limit: 10).isEmpty)
  }

  /// One hour a day: two hours of work are over on the next day.
  @Test func aPromiseIsDueByTheHoursOfTheMoment() throws {
    let (host, store) = try host()
    store.workingHours = OpeningHours(OpeningHours.Span(from: .hours(12), to: .hours(13))!)
    #expect(host.perform([callback("a")])[0].outcome == .ok)
    let noon = CivilTime(day: CivilTime(Fixture.morning).day, timeOfDay: .hours(12)).instant()
    #expect(try store.callbacks(.open, limit: 1).map(\.dueAt) == [noon + .day + .hours(1)])
    let desk = EmbeddedDesk(store: store, usersMayBeShared: true)
    for (index, line) in EmbeddedDeskTests.staff.enumerated() {
      _ = try desk.perform(EmbeddedDeskTests.order(index > 0 ? line + " as=6001" : line))
    }
    let order = EmbeddedDeskTests.order(
      "task open purpose=deferred about=c1 phone=13800138000 consent=yes as=1002 :when?")
    guard case .done(_, let fields, _) = try desk.perform(order) else { throw CentreRefusal.unknownOrder }
    #expect(fields.first { $0.key == "due" }?.value == (noon + .day * 7 + .hours(1)).written)
  }

  @Test func memoryAndDiskPromiseTheSame() throws {
    let (host, store) = try host()
    let memory = InMemoryCentre()
    var requests: [HostRequest] = []
    for number in 0..<60 {
      var request = callback(
        "k\(number % 45)", id: Int64(number), phone: number % 9 == 0 ? "1*" : "1390000\(number % 7)")
      request.at = Fixture.morning + .minutes(Int64(number) * 17)
      requests.append(request)
    }
    #expect(host.perform(requests) == memory.perform(requests))
    #expect(try store.callbacks(.open, limit: 100).sorted { $0.number < $1.number } == memory.book.tasks)
    #expect(log.lines.contains { $0.hasPrefix("centre: register-callback of call c1 makes no sense: ") })
  }

  @Test func oneDatabaseDownLeavesTheOtherWorking() throws {
    let (host, store) = try host()
    try store.pool.write { try $0.execute(sql: "DROP TABLE callbacks") }
    let replies = host.perform([callback("a"), Fixture.transfer(100, key: "b")])
    #expect(replies.map(\.outcome) == [.unavailable, .ok])
    #expect(log.lines.count == 1)
  }

  @Test func theCentreCommitsToTheDiskToo() throws {
    let (_, store) = try host()
    let synchronous = try store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    #expect(synchronous == 2)
  }
}
