import CallModel
import ServiceCentre
import Testing

@Suite struct SelfServiceDeskTests {
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
    let desk = SelfServiceDesk()
    var book = InMemoryTaskBook()
    _ = desk.answer(Self.request("a"), in: &book)
    let answer = desk.answer(Self.request("a", phone: "02812345678"), in: &book)
    #expect(answer.fault == .keyUsedForAnother)
    #expect(answer.reply.outcome == .unavailable)
    #expect(book.tasks.count == 1)
  }

  @Test func whatCantBeDoneIsUnavailableWithItsReason() {
    let desk = SelfServiceDesk()
    let papers = InMemoryDesk()
    papers.work(in: OpeningHours(weekly: Array(repeating: [], count: 7)))
    var book = InMemoryTaskBook(desk: papers)
    #expect(desk.answer(Self.request("a"), in: &book).fault == .neverStaffed)
    #expect(desk.answer(Self.request("b", from: nil), in: &book).fault == .notDialable)
    #expect(desk.answer(Self.request("c", phone: "1*"), in: &book).fault == .notDialable)
    #expect(desk.answer(Self.request(""), in: &book).fault == .noKey)
    #expect(desk.answer(Self.request("d", operation: .balance), in: &book).fault == .notForTheCentre)
    #expect(book.tasks.isEmpty)
  }
}

/// Complaints by keys: only who complained hears of one.
@Suite struct ComplaintsByKeysTests {
  static let phone = "13900000001"

  private static func ask(
    _ operation: HostOperation, _ number: String, from: String? = phone, customer: Int64? = nil, key: String = "k"
  ) -> HostRequest {
    HostRequest(
      id: 1, call: CallID("c1"), operation: operation, arguments: ["complaint": .digits(number)],
      customer: customer.map { CustomerNumber($0) }, callingNumber: from, idempotencyKey: key,
      at: SelfServiceDeskTests.now)
  }

  private static func book() -> InMemoryTaskBook {
    let desk = InMemoryDesk()
    let book = InMemoryTaskBook(desk: desk)
    let complaint = Complaint(
      channel: .hotline, business: .creditCard, cause: .disclosure,
      complainant: .init(phone: phone, customer: CustomerNumber(7)), receivedAt: SelfServiceDeskTests.now,
      registeredBy: StaffID("4001"), matter: "fee")
    desk.keep(complaint)
    return book
  }

  @Test func whoComplainedHearsWhereItStands() {
    var book = Self.book()
    let desk = SelfServiceDesk()
    let byPhone = desk.answer(Self.ask(.complaintProgress, "1001"), in: &book).reply
    #expect(byPhone.outcome == .ok)
    #expect(byPhone.values["id"] == .digits("1001"))
    #expect(byPhone.values["state"] == .term(PromptID("term.complaint-received")))
    #expect(byPhone.values["department"] == .term(PromptID("term.complaints-office")))
    #expect(byPhone.values["date"] == .date(CivilTime(SelfServiceDeskTests.now).day + 15))
    let byPassword = desk.answer(Self.ask(.complaintProgress, "1001", from: nil, customer: 7), in: &book).reply
    #expect(byPassword.values == byPhone.values)
  }

  @Test(arguments: [HostOperation.complaintProgress, .withdrawComplaint])
  func nobodyElseHearsThatThereIsOne(_ operation: HostOperation) {
    var book = Self.book()
    let desk = SelfServiceDesk()
    let others = [
      Self.ask(operation, "1001", from: "13900000002", key: "a"),
      Self.ask(operation, "1001", from: nil, customer: 8, key: "b"), Self.ask(operation, "1002", key: "c"),
      Self.ask(operation, "99999999999999999999", key: "d"),
    ]
    for request in others {
      let answer = desk.answer(request, in: &book)
      #expect(answer.reply == request.reply(.none) && answer.fault == nil)
    }
    #expect(book.complaint(1001)?.state == .received)
  }

  @Test func aWithdrawalEndsItOnceAndStandsInTheTrail() {
    var book = Self.book()
    let desk = SelfServiceDesk()
    let first = desk.answer(Self.ask(.withdrawComplaint, "1001"), in: &book).reply
    #expect(first.outcome == .ok)
    #expect(desk.answer(Self.ask(.withdrawComplaint, "1001"), in: &book).reply == first, "the same key")
    #expect(book.complaint(1001)?.state == .withdrawn)
    #expect(desk.answer(Self.ask(.withdrawComplaint, "1001", key: "k2"), in: &book).reply.outcome == .over)
    #expect(desk.answer(Self.ask(.complaintProgress, "1001"), in: &book).reply.outcome == .over)
    #expect(book.trail.map(\.act) == ["complaint withdraw"])
  }
}
