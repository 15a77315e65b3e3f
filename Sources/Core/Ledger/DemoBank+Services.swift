import CallModel

extension BankContents {
  /// Rates, funds and branches of the demo bank. Invented, but of the size that one hears.
  mutating func addServices() {
    let rates: [(RateProduct, Int)] = [
      (.demand, 10), (.threeMonths, 80), (.sixMonths, 100), (.oneYear, 110), (.twoYears, 120), (.threeYears, 150),
      (.loanPrimeRate, 310),
    ]
    interestRates = rates.map { InterestRate(product: $0, rate: BasisPoints($1)) }
    let quotes: [(String, Int64, Int64)] = [
      ("USD", 710_52, 713_50), ("HKD", 91_31, 91_68), ("EUR", 825_14, 831_21), ("JPY", 4_60, 4_64),
      ("GBP", 940_08, 947_00),
    ]
    exchangeRates = quotes.map { ExchangeRate(currency: Currency(code: $0), bid: $1, ask: $2) }
    funds = [Fund(code: "110022", name: "稳健增利", netAssetValue: 10_523)]
    branches = [
      Branch(
        number: "101", postCode: "610021",
        chinese: .init(name: "东大街支行", address: "成都市东大街18号", hours: "九点到十七点"),
        english: .init(name: "East Street branch", address: "18 East Street, Chengdu", hours: "9 to 17"), quota: 4),
      Branch(
        number: "102", postCode: "610016",
        chinese: .init(name: "人民中路支行", address: "成都市人民中路55号", hours: "九点到十七点"),
        english: .init(name: "Renmin Road branch", address: "55 Renmin Road, Chengdu", hours: "9 to 17"), quota: 2),
      Branch(
        number: "201", postCode: "621000",
        chinese: .init(name: "绵阳支行", address: "绵阳市临园路3号", hours: "九点到十六点半"),
        english: .init(name: "Mianyang branch", address: "3 Linyuan Road, Mianyang", hours: "9 to 16:30"), quota: 2),
    ]
  }
}
