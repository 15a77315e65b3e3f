/// Wrong passwords spread over days: too few a day for any lock, and too many for a forgetful customer. The
/// report is for people; it locks nobody.
public struct SlowGuess: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    /// A calling number that fails on many days, on whatever cards.
    case phone(String)
    /// A card or a customer, as `PasswordSubject.text` says it.
    case password(String)
  }

  public var subject: Subject
  /// On how many different days.
  public var days: Int
  public var failures: Int

  public init(subject: Subject, days: Int, failures: Int) {
    self.subject = subject
    self.days = days
    self.failures = failures
  }

  /// The most days first, then the most failures, then by name.
  static func precedes(_ a: SlowGuess, _ b: SlowGuess) -> Bool {
    (-a.days, -a.failures, a.name) < (-b.days, -b.failures, b.name)
  }

  var name: String {
    switch subject {
    case .phone(let phone): phone
    case .password(let subject): subject
    }
  }
}
