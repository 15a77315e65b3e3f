/// A host link that fails by chance, from a seed: it refuses, is late, loses questions, and loses answers after the
/// host has done what was asked. Whoever turns the crank lets the late answers come when they are due.
///
/// Used by one owner at a time.
public final class FaultyHost {
  /// An answer, and how long after the question it comes.
  public struct Answer: Sendable {
    public var reply: HostReply
    public var delay: Interval
  }

  /// What has become of the requests so far.
  public struct Count: Sendable, Equatable {
    public var asked = 0
    public var refused = 0
    public var unheard = 0
    public var lost = 0
    public var late = 0

    public init() {}
  }

  fileprivate enum Fate { case answered, refused, unheard, lost, late(Interval) }

  private let host: any HostLink
  private let faults: HostFaults
  private var random: SplitMix64
  public private(set) var count = Count()

  public init(_ host: any HostLink, faults: HostFaults) {
    self.host = host
    self.faults = faults
    random = SplitMix64(seed: faults.seed)
  }

  /// The answers that come at all, in the batch's order.
  public func perform(_ requests: [HostRequest]) -> [Answer] {
    let fates = requests.map { _ in fate() }
    let heard = zip(requests, fates).filter { $1.isHeard }.map(\.0)
    var replies = (heard.isEmpty ? [] : host.perform(heard))[...]
    var answers: [Answer] = []
    for (request, fate) in zip(requests, fates) {
      switch fate {
      case .answered: answers.append(Answer(reply: replies.removeFirst(), delay: .zero))
      case .late(let delay): answers.append(Answer(reply: replies.removeFirst(), delay: delay))
      case .lost: replies.removeFirst()
      case .refused: answers.append(Answer(reply: request.reply(.unavailable), delay: .zero))
      case .unheard: break
      }
    }
    return answers
  }

  private func fate() -> Fate {
    count.asked += 1
    var lot = random.next(below: HostFaults.whole)
    func isDrawn(_ share: Int) -> Bool {
      defer { lot -= share }
      return lot >= 0 && lot < share
    }
    if isDrawn(faults.refused) {
      count.refused += 1
      return .refused
    }
    if isDrawn(faults.unheard) {
      count.unheard += 1
      return .unheard
    }
    if isDrawn(faults.lost) {
      count.lost += 1
      return .lost
    }
    guard isDrawn(faults.late) else { return .answered }
    count.late += 1
    let (shortest, longest) = (faults.delay.lowerBound.milliseconds, faults.delay.upperBound.milliseconds)
    return .late(.milliseconds(shortest + Int64(random.next(below: Int(longest - shortest) + 1))))
  }
}

extension FaultyHost.Fate {
  /// Whether the question reaches the host.
  fileprivate var isHeard: Bool {
    switch self {
    case .answered, .lost, .late: true
    case .refused, .unheard: false
    }
  }
}
