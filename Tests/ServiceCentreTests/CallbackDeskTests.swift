import CallModel
import ServiceCentre
import Testing

@Suite struct CallbackDeskTests {
  static let now = CallbackRulesTests.at(10)

  static func request(
    _ key: String, phone: String? = nil, from: String? = "13900000001", queue: String? = nil,
    operation: HostOperation = .registerCallback
  ) -> HostRequest {
    var arguments: SessionValues = [:]
    if let phone { arguments["phone"] = .digits(phone) }
    if let queue { arguments["queue"] = .text(queue) }
    return HostRequest(
      id: 1, call: CallID("c1"), operation: operation, arguments: arguments, customer: CustomerNumber(7),
      callingNumber: from, idempotencyKey: key, at: now)
  }

  @Test func theTaskIsKeptAsItWasPromised() {
    let centre = InMemoryCentre()
    let reply = centre.perform([Self.request("a", phone: "02812345678", queue: "general")])[0]
    #expect(reply.outcome == .ok)
    #expect(reply.values == ["id": .digits("CB1001"), "due": .instant(Self.now + .hours(2))])
    let task = CallbackTask(
      number: 1_001, phone: "02812345678", queue: QueueID("general"), call: CallID("c1"), customer: CustomerNumber(7),
      registeredAt: Self.now, dueAt: Self.now + .hours(2), attempts: 0, maximumAttempts: 3, state: .open)
    #expect(centre.book.tasks == [task])
  }

  @Test func numbersCountUp() {
    let centre = InMemoryCentre()
    let ids = centre.perform([Self.request("a"), Self.request("b"), Self.request("c")]).map { $0.values["id"] }
    #expect(ids == [.digits("CB1001"), .digits("CB1002"), .digits("CB1003")])
  }

  @Test func withoutANumberTheCallingNumberIsTaken() {
    let centre = InMemoryCentre()
    _ = centre.perform([Self.request("a"), Self.request("b", phone: "")])
    #expect(centre.book.tasks.map(\.phone) == ["13900000001", "13900000001"])
  }

  @Test func theSameKeyRegistersOnce() {
    let centre = InMemoryCentre()
    let replies = centre.perform([Self.request("a"), Self.request("a")])
    #expect(replies[0].values == replies[1].values)
    #expect(centre.book.tasks.count == 1)
  }

  @Test func theSameKeyForAnotherNumberIsOurFault() {
    let desk = CallbackDesk()
    var book = InMemoryTaskBook()
    _ = desk.answer(Self.request("a"), in: &book)
    let answer = desk.answer(Self.request("a", phone: "02812345678"), in: &book)
    #expect(answer.fault == .keyUsedForAnother)
    #expect(answer.reply.outcome == .unavailable)
    #expect(book.tasks.count == 1)
  }

  @Test func whatCantBeDoneIsUnavailableWithItsReason() {
    let desk = CallbackDesk(rules: CallbackRules(hours: OpeningHours(weekly: Array(repeating: [], count: 7))))
    var book = InMemoryTaskBook()
    #expect(desk.answer(Self.request("a"), in: &book).fault == .neverStaffed)
    #expect(desk.answer(Self.request("b", from: nil), in: &book).fault == .notDialable)
    #expect(desk.answer(Self.request("c", phone: "1*"), in: &book).fault == .notDialable)
    #expect(desk.answer(Self.request(""), in: &book).fault == .noKey)
    #expect(desk.answer(Self.request("d", operation: .balance), in: &book).fault == .notForTheCentre)
    #expect(book.tasks.isEmpty)
  }
}
