import CallModel
import Testing

@testable import Ledger

/// Every refusal has its row, and where two apply the earlier one is the answer.
@Suite struct TransferRefusalTests {
  static let settings = BankSettings()

  /// A transfer to another bank with nothing against it.
  static let sound = TransferFacts(
    payer: Payer(
      customer: Customer(
        number: CustomerNumber(1), name: "王秀英", birthday: CivilDay(number: 0), language: .chinese, phone: "13900000001",
        idLastSix: "17283X"),
      source: BankAccount(
        number: "1", customer: CustomerNumber(1), kind: .current, balance: 1_000_000_00, openedOn: CivilDay(number: 0))),
    target: TransferTarget(place: .otherBank, account: "2", currency: .yuan, name: "陈伟"),
    amount: Money(minorUnits: 1_000_00), usage: DayUsage())

  struct Row: Sendable, CustomTestStringConvertible {
    var refusal: TransferRefusal
    var outcome: HostOutcome
    /// Makes this one thing wrong, and as little else as can be.
    var spoil: @Sendable (inout TransferFacts) -> Void
    var testDescription: String { refusal.rawValue }
  }

  static let table: [Row] = [
    Row(refusal: .customerBlocked, outcome: .refused) { $0.payer.customer.tier = .blocked },
    Row(refusal: .channelsFrozen, outcome: .refused) { $0.payer.customer.isFrozen = true },
    Row(refusal: .switchedOff, outcome: .refused) { $0.payer.customer.mayTransfer = false },
    Row(refusal: .sourceUnknown, outcome: .refused) { $0.payer.source = nil },
    Row(refusal: .sourceNotForPayments, outcome: .refused) { $0.payer.source?.kind = .deposit },
    Row(refusal: .sourceStopped, outcome: .refused) { $0.payer.isSourceStopped = true },
    Row(refusal: .payeeUnknown, outcome: .refused) { $0.target = nil },
    Row(refusal: .targetNotForPayments, outcome: .refused) { $0.target?.takesPayments = false },
    Row(refusal: .sameAccount, outcome: .refused) { $0.target?.account = "1" },
    Row(refusal: .otherCurrency, outcome: .refused) { $0.target?.currency = Currency(code: "USD") },
    Row(refusal: .notPositive, outcome: .refused) { $0.amount.minorUnits = 0 },
    Row(refusal: .overTransferLimit, outcome: .limit) { $0.amount.minorUnits = settings.transferLimit + 1 },
    Row(refusal: .overDailyLimit, outcome: .limit) { $0.usage.total = settings.dailyLimit },
    Row(refusal: .overDailyCount, outcome: .refused) { $0.usage.count = settings.dailyCount },
    Row(refusal: .insufficient, outcome: .insufficient) { $0.payer.source?.balance = 0 },
  ]

  @Test func theTableHasEveryRefusalInOrder() {
    #expect(Self.table.map(\.refusal) == TransferRefusal.allCases)
    #expect(TransferRefusal.first(for: Self.sound, by: Self.settings) == nil)
  }

  @Test(arguments: table) func aloneItIsTheAnswer(_ row: Row) {
    var facts = Self.sound
    row.spoil(&facts)
    #expect(TransferRefusal.first(for: facts, by: Self.settings) == row.refusal)
    #expect(row.refusal.outcome == row.outcome)
  }

  @Test(arguments: table) func anEarlierOneGoesBefore(_ later: Row) {
    for earlier in Self.table {
      if earlier.refusal == later.refusal { break }
      var facts = Self.sound
      later.spoil(&facts)
      earlier.spoil(&facts)
      let answer = TransferRefusal.first(for: facts, by: Self.settings)
      #expect(answer == earlier.refusal, "\(earlier.refusal) and \(later.refusal) together")
    }
  }

  @Test func amountsAtTheEdgeOfInt64OverflowNothing() {
    for amount in [Int64.max, .min, 0] {
      for place in [TransferTarget.Place.own, .thisBank, .otherBank] {
        var facts = Self.sound
        facts.amount.minorUnits = amount
        facts.target?.place = place
        #expect(TransferRefusal.first(for: facts, by: Self.settings) != nil)
      }
    }
  }
}
