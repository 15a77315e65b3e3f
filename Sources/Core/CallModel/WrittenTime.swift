extension CivilDay {
  /// `nil` where it is not written as `2026-11-24` or there is no such day.
  public init?(written text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }),
      parts.map(\.utf8.count) == [4, 2, 2],
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `2026-11-24`.
  public var written: String {
    let (year, month, day) = components
    return padded(Int64(year), to: 4) + "-" + padded(Int64(month), to: 2) + "-" + padded(Int64(day), to: 2)
  }
}

extension Timestamp {
  /// The bank's local time, `2026-11-24T09:30:00+08:00`; what is less than a second is cut off.
  public var written: String {
    let civil = CivilTime(self)
    let seconds = civil.timeOfDay.seconds
    let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { padded($0, to: 2) }
    return "\(civil.day.written)T\(clock.joined(separator: ":"))+08:00"
  }

  /// `nil` where it is not written as `2026-11-24T09:30:00+08:00`, with whatever offset from UTC, or with `Z`.
  public init?(written text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let zulu = bytes.count == 20 && bytes[19] == UInt8(ascii: "Z")
    let shape = Array("dddd-dd-ddTdd:dd:dd".utf8) + (zulu ? Array("Z".utf8) : Array("sdd:dd".utf8))
    guard bytes.count == shape.count, zip(bytes, shape).allSatisfy({ Self.fits($0, $1) }) else { return nil }
    func two(at place: Int) -> Int64 { Int64(bytes[place] - 0x30) * 10 + Int64(bytes[place + 1] - 0x30) }
    let (hour, minute, second) = (two(at: 11), two(at: 14), two(at: 17))
    let (offsetHours, offsetMinutes) = zulu ? (0, 0) : (two(at: 20), two(at: 23))
    guard let day = CivilDay(written: text.prefix(10)), hour < 24, minute < 60, second < 60, offsetHours < 24,
      offsetMinutes < 60
    else { return nil }
    let offset = Interval.minutes(offsetHours * 60 + offsetMinutes) * (bytes[19] == UInt8(ascii: "-") ? -1 : 1)
    let timeOfDay = Interval.seconds(hour * 3_600 + minute * 60 + second)
    self = CivilTime(day: day, timeOfDay: timeOfDay).instant(offset: offset)
  }

  /// `d` stands for a digit, `s` for a sign, the rest for itself.
  private static func fits(_ byte: UInt8, _ wanted: UInt8) -> Bool {
    switch Character(UnicodeScalar(wanted)) {
    case "d": (0x30...0x39).contains(byte)
    case "s": byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    case let other: byte == other.asciiValue
    }
  }
}

private func padded(_ number: Int64, to count: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, count - digits.count)) + digits
}
