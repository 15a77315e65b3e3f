import CallModel
import GRDB
import ServiceCentre
import Testing

@testable import Store

/// The report on visits of branches: agents' bookings stand in the centre's register, those by keys in the bank.
@Suite("Bookings by agents and by keys [D2]")
struct BookingReportTests {
  let directory = TemporaryDirectory()
  private static let staff = [
    "staff add 6001 name=Liu unit=hr roles=hr user=7",
    "staff add 1002 name=Li unit=centre roles=agent,supervisor user=7 as=6001",
  ]
  private static let ours = [
    "booking open branch=201 day=2026-12-01 time=10:00 business=loan phone=13800138000 as=1002",
    "booking open branch=102 day=2026-12-01 time=10:00 business=loan phone=13800138000 as=1002",
    "booking open branch=102 day=2026-12-01 time=11:00 business=loan phone=13800138001 as=1002",
    "booking came RG1001 as=1002", "booking missed RG1002 as=1002", "booking came RG1003 as=1002",
  ]
  private static let today = CivilTime(Fixture.morning).day
  private static let midnight = CivilTime(day: today + 1, timeOfDay: .zero).instant()

  /// By keys: one of yesterday, the last and the first instant of days, each by a caller of his own.
  private static let visits: [(branch: String, at: Timestamp)] = [
    ("102", Fixture.morning - .day), ("101", Fixture.morning), ("102", Fixture.morning),
    ("101", midnight - Interval(microseconds: 1)), ("101", midnight),
  ]

  private static func request(_ number: Int) -> HostRequest {
    let (branch, at) = visits[number]
    // The first day that is not a Saturday or Sunday.
    var day = CivilTime(at).day + 1
    while day.weekday > 5 { day = day + 1 }
    return Fixture.request(
      .bookVisit, ["branch": .digits(branch), "date": .date(day), "half": .text("morning")],
      from: "1390000000\(number)", key: "k\(number)", id: Int64(number), at: at)
  }

  private static var report: CentreOrder {
    EmbeddedDeskTests.order("report bookings from=\(today.written) to=\(today.written) as=1002")
  }

  private static let rows = [
    "branch=101 bookings=2 by-agent=0 by-keys=2 came=0 missed=0 kept=-",
    "branch=102 bookings=3 by-agent=2 by-keys=1 came=1 missed=1 kept=50.00",
    "branch=201 bookings=1 by-agent=1 by-keys=0 came=1 missed=0 kept=100.00",
  ]

  private static func written(_ reply: CentreReply) -> [String] {
    guard case .done(let rows, _, _) = reply else { return ["\(reply)"] }
    return rows.map { $0.fields.map { "\($0.key)=\($0.value)" }.joined(separator: " ") }
  }

  @Test("They are counted together and told apart, by the day of booking, on disk and in memory")
  func counted() throws {
    let bank = try Fixture.filledBank(in: directory)
    for number in Self.visits.indices {
      #expect(bank.perform([Self.request(number)]).map(\.outcome) == [.ok])
    }
    let desk = EmbeddedDesk(
      store: try CentreStore(directory: directory.path), bank: bank, usersMayBeShared: true)
    let memory = InMemoryDesk()
    memory.note(
      Self.visits.enumerated().map { KeyedVisit(branch: $1.branch, phone: "1390000000\($0)", at: $1.at) })
    for line in Self.staff + Self.ours {
      let order = EmbeddedDeskTests.order(line)
      let reply = try desk.perform(order)
      guard case .done = reply else {
        Issue.record("\(line): \(reply)")
        continue
      }
      #expect(memory.perform(order) == reply)
    }
    #expect(Self.written(try desk.perform(Self.report)) == Self.rows)
    #expect(memory.perform(Self.report) == (try desk.perform(Self.report)))
  }

  @Test("They are counted by an index and found by telephone, for the customer's history")
  func lookedUp() throws {
    let bank = try Fixture.filledBank(in: directory)
    for number in Self.visits.indices { _ = bank.perform([Self.request(number)]) }
    let plan = try bank.database.read { db in
      try String.fetchAll(
        db,
        sql: "EXPLAIN QUERY PLAN SELECT branch, count(*) FROM branch_visits WHERE at >= 1 AND at < 2 GROUP BY branch",
        adapter: SuffixRowAdapter(fromIndex: 3))
    }
    #expect(plan.contains { $0.contains("COVERING INDEX branch_visits_by_time") }, "\(plan)")
    let found = try bank.visits(from: "13900000001", limit: 100)
    #expect(found == [KeyedVisit(branch: "101", phone: "13900000001", at: Fixture.morning)])
    #expect(try bank.visits(from: "13900000001", limit: 0).isEmpty)
    #expect(try bank.visits(from: "13999999999", limit: 100).isEmpty)
  }

  @Test("Without a bank the report says that it doesn't know of the others")
  func withoutBank() throws {
    let desk = EmbeddedDesk(store: try CentreStore(directory: directory.path), usersMayBeShared: true)
    for line in Self.staff + Self.ours.prefix(1) { _ = try desk.perform(EmbeddedDeskTests.order(line)) }
    #expect(
      Self.written(try desk.perform(Self.report))
        == ["branch=201 bookings=1 by-agent=1 by-keys=- came=0 missed=0 kept=-"])
  }
}
