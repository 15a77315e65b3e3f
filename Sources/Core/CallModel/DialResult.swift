/// How an attempt to reach a customer by telephone ended.
///
/// Shared by the gateway's report, the scheduler that plans the next attempt, and the records.
public enum DialResult: String, CaseIterable, Sendable, Codable {
  case answered
  case noAnswer = "no-answer"
  case busy
  /// The telephone is switched off or out of reach.
  case off
  case wrongNumber = "wrong-number"
  case voicemail
  /// The customer doesn't want the call: there is no further attempt.
  case refused
  /// No gateway was there to dial: not an attempt.
  case noGateway = "no-gateway"

  /// Whether the customer's telephone was dialled.
  public var isAttempt: Bool { self != .noGateway }
}
