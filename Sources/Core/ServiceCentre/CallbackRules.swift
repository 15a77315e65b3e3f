public import CallModel

/// When a callback is due and to which numbers one is made. When agents work is a setting, which the book knows
/// (`TaskBook.workingHours`): a promise is counted in the hours that hold when it is made.
public struct CallbackRules: Hashable, Sendable {
  /// Working time between registration and due time.
  public var promise: Interval
  public var maximumAttempts: Int
  /// Digits of a telephone number: from short service numbers to E.164's fifteen with a trunk prefix.
  public static let phoneLengths = 3...18

  public init(promise: Interval = .hours(2), maximumAttempts: Int = 3) {
    self.promise = promise
    self.maximumAttempts = maximumAttempts
  }

  /// The instant by which `promise` of working time has passed since `instant`: registered at 17:30, with two
  /// hours promised and 18:30 to 9:00 closed, it is due at 10:00 of the next day. `nil` where the hours never
  /// hold so much. An emergency closure moves no promise.
  public func due(after instant: Timestamp, in hours: OpeningHours) -> Timestamp? {
    var left = promise
    let today = CivilTime(instant, offset: hours.offset).day
    for ahead in 0...OpeningHours.searchHorizonDays {
      let day = today + ahead
      for span in hours.spans(on: day) {
        let begin = max(CivilTime(day: day, timeOfDay: span.from).instant(offset: hours.offset), instant)
        let end = CivilTime(day: day, timeOfDay: span.to).instant(offset: hours.offset)
        guard begin < end else { continue }
        if left <= end - begin { return begin + left }
        left = left - (end - begin)
      }
    }
    return nil
  }

  /// Digits, with a plus before them where the caller's network gave one.
  public static func isDialable(_ phone: String) -> Bool {
    let digits = phone.hasPrefix("+") ? phone.dropFirst() : phone[...]
    return phoneLengths.contains(digits.count) && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
