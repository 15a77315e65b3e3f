import CallModel
import Ledger
import Testing

@Suite struct LossReportTests {
  /// What agrees of card, ID and calling number, and what comes of it.
  struct Row: Sendable, CustomTestStringConvertible {
    var card: String?
    var id: String
    var phone: String?
    var outcome: HostOutcome
    var testDescription: String { "card \(card ?? "absent"), ID \(id), from \(phone ?? "unknown")" }
  }

  static let otherCard = vip.card
  static let otherPhone = "02812345678"
  static let table: [Row] = [
    Row(card: anna.card, id: anna.idLastSix, phone: anna.phone, outcome: .ok),
    Row(card: anna.card, id: anna.idLastSix, phone: otherPhone, outcome: .ok),
    Row(card: anna.card, id: anna.idLastSix, phone: nil, outcome: .ok),
    Row(card: anna.card, id: "000000", phone: anna.phone, outcome: .ok),
    Row(card: anna.card, id: "000000", phone: otherPhone, outcome: .mismatch),
    Row(card: nil, id: anna.idLastSix, phone: anna.phone, outcome: .ok),
    Row(card: nil, id: anna.idLastSix, phone: otherPhone, outcome: .mismatch),
    Row(card: nil, id: anna.idLastSix, phone: nil, outcome: .mismatch),
    Row(card: nil, id: "000000", phone: anna.phone, outcome: .mismatch),
    // Somebody else's card is not stopped by what proves who one is oneself.
    Row(card: otherCard, id: anna.idLastSix, phone: anna.phone, outcome: .mismatch),
    Row(card: "6222029999999999", id: anna.idLastSix, phone: anna.phone, outcome: .mismatch),
    Row(card: anna.card, id: "", phone: otherPhone, outcome: .mismatch),
  ]

  @Test(arguments: table) func twoOfThreeMustAgree(_ row: Row) {
    let counter = Counter()
    var arguments: SessionValues = ["id6": .text(row.id)]
    if let card = row.card { arguments["card"] = .digits(card) }
    let reply = counter.ask(.reportLoss, arguments, from: row.phone)
    #expect(reply.outcome == row.outcome)
    let isStopped = counter.bank.book.lossReportEnd(of: anna.card) != nil
    #expect(isStopped == (row.outcome == .ok))
    #expect(counter.bank.book.lossReportEnd(of: vip.card) == nil)
  }

  @Test func aStarStandsForTheX() {
    let counter = Counter()
    let reply = counter.ask(.reportLoss, ["card": .digits(anna.card), "id6": .digits("17283*")])
    #expect(reply.outcome == .ok)
  }

  @Test func itStopsTransfersAndLapsesAfterFiveDaysByItself() {
    let counter = Counter()
    let reply = counter.ask(.reportLoss, ["card": .digits(anna.card), "id6": .text(anna.idLastSix)])
    let end = counter.now + .hours(120)
    #expect(reply.values == ["last4": .digits(String(anna.card.suffix(4))), "until": .instant(end)])
    #expect(counter.bank.book.outbox.map(\.kind) == [.lossReported])
    #expect(counter.transfer(1_00, to: .payeeHere).values["reason"] == .refused("source-stopped"))
    // The savings account has no card.
    #expect(counter.transfer(1_00, to: .digits(anna.account), from: anna.savingsAccount!).outcome == .ok)
    // Hearing is not spending.
    #expect(counter.verify(anna.card, anna.queryPassword!) == .ok)
    counter.now = end - Interval(microseconds: 1)
    #expect(counter.transfer(1_00, to: .payeeHere).outcome == .refused)
    counter.now = end
    #expect(counter.transfer(1_00, to: .payeeHere).outcome == .ok)
  }

  @Test func aSecondReportBeginsTheTermAnewAndTheSameOneDoesNot() {
    let counter = Counter()
    let arguments: SessionValues = ["card": .digits(anna.card), "id6": .text(anna.idLastSix)]
    let first = counter.ask(.reportLoss, arguments, key: "a")
    counter.now = counter.now + .day
    #expect(counter.ask(.reportLoss, arguments, key: "a").values == first.values)
    #expect(counter.ask(.reportLoss, arguments, key: "b").values["until"] == .instant(counter.now + .hours(120)))
  }

  @Test func whoeverGuessesTooOftenGuessesInVain() {
    let counter = Counter()
    for _ in 0..<10 {
      let reply = counter.ask(.reportLoss, ["card": .digits(anna.card), "id6": .text("000000")], from: Self.otherPhone)
      #expect(reply.outcome == .mismatch)
    }
    let right: SessionValues = ["card": .digits(anna.card), "id6": .text(anna.idLastSix)]
    #expect(counter.ask(.reportLoss, right, from: Self.otherPhone).outcome == .mismatch)
    #expect(counter.verify(anna.card, anna.queryPassword!, from: Self.otherPhone) == .locked)
    #expect(counter.ask(.reportLoss, right, from: anna.phone).outcome == .ok)
  }
}
