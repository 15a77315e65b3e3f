public import CallModel

/// How far somebody has come with reaching a customer by telephone: at most three attempts, each but the first with a
/// reason [C6, C8, H7.1.2]. Shared by customers on outbound lists and by the centre's own tasks.
public struct DialCourse: Hashable, Sendable, Codable {
  public enum State: String, CaseIterable, Sendable, Codable {
    /// Not given to agents yet.
    case open
    /// To be dialled.
    case waiting
    /// Not reached: somebody must say why he is tried again.
    case reasonWanted = "reason-wanted"
    /// Reached: what he said must be written down.
    case reached
    case completed
    /// Not to be telephoned any more about this: write, or wait until he calls.
    case otherChannel = "other-channel"
    /// On the do-not-call list: never dialled.
    case blocked
    /// Not wanted any more.
    case withdrawn

    public var isOver: Bool {
      switch self {
      case .open, .waiting, .reasonWanted, .reached: false
      case .completed, .otherChannel, .blocked, .withdrawn: true
      }
    }
  }

  public struct Attempt: Hashable, Sendable, Codable {
    public var at: Timestamp
    public var agent: AgentID?
    public var result: DialResult
    /// Why it was made, from the second on.
    public var reason: String?
  }

  public var state: State
  public private(set) var attempts: [Attempt] = []
  /// For the attempt to come.
  public var reason: String?
  public var hasRefused = false

  public init(state: State) { self.state = state }

  /// An attempt was made. Refused or a wrong number ends it, and so does the third without an answer.
  ///
  /// What is told twice, or is not expected, changes nothing: it comes from the records of what has happened.
  public mutating func dialled(_ record: DialRecord) {
    guard record.result.isAttempt, record.attempt == attempts.count + 1, state == .waiting else { return }
    attempts.append(Attempt(at: record.at, agent: record.agent, result: record.result, reason: reason))
    reason = nil
    switch record.result {
    case .answered: state = .reached
    case .refused:
      hasRefused = true
      state = .otherChannel
    case .wrongNumber: state = .otherChannel
    case .noAnswer, .busy, .off, .voicemail:
      state = attempts.count < OutboundRules.mostAttempts ? .reasonWanted : .otherChannel
    case .noGateway: break
    }
  }
}
