import CallModel

/// How a value is written for a screen, a log of a test or a person with a terminal: `1,234.50 yuan`. What is said
/// of the same value is `Speech`.
struct WrittenForm: Sendable {
  let isChinese: Bool

  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]

  /// Thousands are separated in English only.
  func number(_ number: Int64) -> String { (number < 0 ? minus : "") + grouped(number.magnitude) }

  /// Two decimals, always.
  func money(_ money: Money) -> String {
    let magnitude = money.minorUnits.magnitude
    let amount = grouped(magnitude / 100) + "." + padded(Int(magnitude % 100))
    return (money.minorUnits < 0 ? minus : "") + amount + unit(of: money.currency)
  }

  func date(_ day: CivilDay) -> String {
    let (year, month, number) = day.components
    return isChinese ? "\(year)年\(month)月\(number)日" : "\(number) \(Self.months[month - 1]) \(year)"
  }

  /// Local time of the bank (Asia/Shanghai), in minutes rounded down.
  func instant(_ time: CivilTime) -> String {
    let minutes = Int(time.timeOfDay.seconds / 60)
    let clock = "\(padded(minutes / 60)):\(padded(minutes % 60))"
    return isChinese ? date(time.day) + clock : date(time.day) + ", " + clock
  }

  func wait(_ wait: RoundedWait) -> String {
    switch wait {
    case .thirtySeconds: isChinese ? "30秒" : "30 seconds"
    case .minutes(1): isChinese ? "1分钟" : "1 minute"
    case .minutes(let minutes): isChinese ? "\(minutes)分钟" : "\(minutes) minutes"
    case .moreThanTenMinutes: isChinese ? "10分钟以上" : "more than 10 minutes"
    }
  }

  private func grouped(_ magnitude: UInt64) -> String {
    let digits = String(magnitude)
    guard !isChinese else { return digits }
    var grouped = ""
    for (place, digit) in digits.utf8.enumerated() {
      if place > 0, (digits.utf8.count - place) % 3 == 0 { grouped += "," }
      grouped.unicodeScalars.append(UnicodeScalar(digit))
    }
    return grouped
  }

  private var minus: String { isChinese ? "负" : "minus " }

  private func unit(of currency: Currency) -> String {
    if currency == .yuan { return isChinese ? "元" : " yuan" }
    return isChinese ? currency.code : " " + currency.code
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
