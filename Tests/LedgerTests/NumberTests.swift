import CallModel
import Testing

@testable import Ledger

/// Names, cards and telephone numbers.
@Suite struct NumberTests {
  @Test(arguments: [
    ("79927398713", true), ("79927398710", false), ("4111111111111111", true), ("", false), ("1a", false),
  ])
  func luhn(number: String, isValid: Bool) { #expect(Luhn.isValid(number) == isValid) }

  @Test func oneWrongDigitIsAlwaysSeen() {
    let card = Array(anna.card.utf8)
    for place in card.indices {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != card[place] {
        var changed = card
        changed[place] = digit
        #expect(!Luhn.isValid(String(decoding: changed, as: UTF8.self)))
      }
    }
  }

  @Test func masks() {
    #expect(Masking.name("王秀英") == "王*")
    #expect(Masking.name("") == "*")
    #expect(Masking.last4("6222020000000015") == "0015")
    #expect(Masking.last4("12") == "12")
  }

  @Test(arguments: [
    ("+8613900000001", "13900000001"), ("008613900000001", "13900000001"), ("8613900000001", "13900000001"),
    ("013900000001", "13900000001"), ("13900000001", "13900000001"), ("139-0000-0001", "13900000001"),
    ("02812345678", "02812345678"), ("+442071234567", "442071234567"), ("", ""),
  ])
  func phones(written: String, normalized: String) { #expect(PhoneNumber.normalized(written) == normalized) }

  @Test func anElderIsSixtyOnTheBirthday() {
    var customer = TransferRefusalTests.sound.payer.customer
    customer.birthday = CivilDay(year: 1966, month: 11, day: 24)!
    func standing(_ day: CivilDay) -> CustomerTier { customer.standing(on: day, elderAge: 60) }
    #expect(standing(CivilDay(year: 2026, month: 11, day: 23)!) == .normal)
    #expect(standing(CivilDay(year: 2026, month: 11, day: 24)!) == .elder)
    customer.tier = .vip
    #expect(standing(CivilDay(year: 2026, month: 11, day: 24)!) == .vip)
  }
}
