/// How often a host fails, and how: shares in thousandths of the requests. What is left is answered at once.
///
/// For tests and for trying out what callers hear; written `lost=20,late=50,delay=4000-25000,seed=7`.
public struct HostFaults: Sendable, Equatable {
  public static let whole = 1_000
  /// A delay is at most so long.
  public static let longestDelay = Interval.minutes(10)

  /// Answered `unavailable`, and nothing is done.
  public var refused = 0
  /// The question is lost on its way: nothing is done, and no answer comes.
  public var unheard = 0
  /// Done and durable, and the answer is lost on its way back.
  public var lost = 0
  /// Answered after a delay out of `delay`.
  public var late = 0
  public var delay = Interval.milliseconds(3_500)...Interval.seconds(25)
  public var seed: UInt64 = 1

  public init() {}

  /// What is wrong with the words.
  public struct Problem: Error, Sendable, Equatable, CustomStringConvertible {
    public var description: String

    public init(description: String) { self.description = description }
  }

  public init(written text: String) throws(Problem) {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "=", omittingEmptySubsequences: false)
      guard words.count == 2 else { throw Problem(description: "\"\(part)\" is no fault: write it like lost=20") }
      switch words[0] {
      case "refused": refused = try Self.share(words)
      case "unheard": unheard = try Self.share(words)
      case "lost": lost = try Self.share(words)
      case "late": late = try Self.share(words)
      case "delay": delay = try Self.delay(words)
      case "seed":
        guard let number = UInt64(words[1]) else { throw Problem(description: "seed is a number from 0 up") }
        seed = number
      case let name:
        throw Problem(description: "there is no fault \"\(name)\"; they are refused, unheard, lost, late, delay, seed")
      }
    }
    guard refused + unheard + lost + late <= Self.whole else {
      throw Problem(description: "the shares come to more than \(Self.whole) thousandths")
    }
  }

  private static func share(_ words: [Substring]) throws(Problem) -> Int {
    guard let share = Int(words[1]), (0...whole).contains(share) else {
      throw Problem(description: "\(words[0]) is a number of thousandths from 0 to \(whole)")
    }
    return share
  }

  /// `4000`, or `4000-25000`.
  private static func delay(_ words: [Substring]) throws(Problem) -> ClosedRange<Interval> {
    let ends = words[1].split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2,
      (0...longestDelay.milliseconds).contains(first), (first...max(first, longestDelay.milliseconds)).contains(last)
    else {
      throw Problem(
        description: "delay is milliseconds up to \(longestDelay.milliseconds), like 4000 or 4000-25000")
    }
    return .milliseconds(first)...Interval.milliseconds(last)
  }
}
