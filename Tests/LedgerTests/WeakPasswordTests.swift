import CallModel
import Testing

@testable import Ledger

@Suite struct WeakPasswordTests {
  static let owner = WeakPassword.Owner(
    numbers: ["6222020000804610", "13907316482", "050617"], birthday: CivilDay(year: 1988, month: 3, day: 17)!)

  static let table: [(String, WeakPassword?)] = [
    ("80614", .notSixDigits), ("8061422", .notSixDigits), ("80614*", .notSixDigits), ("", .notSixDigits),
    ("777777", .allEqual), ("123456", .run), ("987654", .run), ("890123", .run), ("210987", .run),
    ("121212", .repeated), ("123123", .repeated), ("905905", .repeated), ("112233", .pairsInSteps),
    ("995511", .pairsInSteps), ("147369", .keypadLines), ("159357", .keypadLines), ("321987", .keypadLines),
    ("520131", .common), ("100200", .common), ("080461", .ownNumber), ("073164", .ownNumber), ("050617", .ownNumber),
    ("880317", .birthday), ("170388", .birthday), ("031788", .birthday), ("198803", .birthday), ("171988", .birthday),
    ("806142", nil), ("135792", nil), ("864297", nil), ("112235", nil), ("147368", nil),
  ]

  @Test(arguments: table) func theFirstRuleThatAppliesIsTheAnswer(_ password: String, _ expected: WeakPassword?) {
    #expect(WeakPassword.first(in: Secret(password.utf8), of: Self.owner) == expected)
  }

  @Test func theTableHasEveryRule() {
    for rule in WeakPassword.allCases { #expect(Self.table.contains { $0.1 == rule }, "\(rule)") }
    #expect(Set(WeakPassword.commonest).count == 20)
  }
}
