public import CallModel

/// Whose wrong passwords are counted together.
///
/// The query password is counted twice. By the number as it was keyed (a card's or an account's), whether there is such
/// a one or not: this count decides what the caller hears. And by customer, over all his numbers: this one is the
/// budget of the password, and when it is used up no number lets in, without a word of it; for if its lock were told,
/// it would tell which numbers are real and which two belong together.
public enum PasswordSubject: Hashable, Sendable {
  case card(String)
  /// The query password of a customer, by whatever number.
  case holder(CustomerNumber)
  /// The transaction password, of a caller who is identified already.
  case customer(CustomerNumber)

  /// One text for both, as a key of a table.
  public var text: String {
    switch self {
    case .card(let number): "card:\(number)"
    case .holder(let customer): "holder:\(customer.number)"
    case .customer(let customer): "customer:\(customer.number)"
    }
  }
}

/// The count of wrong passwords of one subject. It holds across calls, restarts and channels.
public struct PasswordAttempts: Hashable, Sendable {
  /// The day that `wrongToday` counts.
  public var day: CivilDay
  public var wrongToday: Int
  public var wrongSinceSuccess: Int
  /// On how many days these came.
  public var wrongDays: Int

  public init(day: CivilDay, wrongToday: Int = 0, wrongSinceSuccess: Int = 0, wrongDays: Int = 0) {
    self.day = day
    self.wrongToday = wrongToday
    self.wrongSinceSuccess = wrongSinceSuccess
    self.wrongDays = wrongDays
  }

  /// A lock and how long it holds.
  public enum Lock: String, Sendable {
    case call = "for this call"
    case day = "until midnight"
    case frozen = "until a branch resets it"
  }

  /// The lock that holds on `today`, the hardest first.
  public func lock(on today: CivilDay, by ladder: PasswordLadder) -> Lock? {
    if wrongSinceSuccess >= ladder.wrongSinceSuccess { return .frozen }
    return day == today && wrongToday >= ladder.wrongInDay ? .day : nil
  }

  public mutating func countWrong(on today: CivilDay) {
    if day != today {
      day = today
      wrongToday = 0
    }
    if wrongToday == 0 { wrongDays += 1 }
    wrongToday += 1
    wrongSinceSuccess += 1
  }

  /// A right password forgives what went before.
  public mutating func countRight(on today: CivilDay) { self = PasswordAttempts(day: today) }
}
