public import CallModel

/// A promise to call somebody back: made durable before its number is spoken.
public struct CallbackTask: Hashable, Sendable {
  public enum State: String, CaseIterable, Sendable, Codable {
    /// Waiting for an agent to dial.
    case open
    /// Somebody was reached.
    case done
    /// Nobody was reached in the attempts allowed, or the customer refused: write, or wait until he calls.
    case otherChannel = "other-channel"
    /// Somebody took it back.
    case cancelled
  }

  /// Tasks are numbered from here, so that a number has four digits from the first day.
  public static let firstNumber: Int64 = 1_001

  public var number: Int64
  public var phone: String
  /// The queue whose agents owe the call.
  public var queue: QueueID?
  public var call: CallID
  public var customer: CustomerNumber?
  public var registeredAt: Timestamp
  public var dueAt: Timestamp
  public var attempts: Int
  public var maximumAttempts: Int
  public var state: State

  public init(
    number: Int64, phone: String, queue: QueueID?, call: CallID, customer: CustomerNumber?, registeredAt: Timestamp,
    dueAt: Timestamp, attempts: Int = 0, maximumAttempts: Int, state: State = .open
  ) {
    self.number = number
    self.phone = phone
    self.queue = queue
    self.call = call
    self.customer = customer
    self.registeredAt = registeredAt
    self.dueAt = dueAt
    self.attempts = attempts
    self.maximumAttempts = maximumAttempts
    self.state = state
  }

  /// `CB1001`: what the caller hears and the operator types.
  public var id: String { "CB\(number)" }

  /// The n of `CB<n>`; `nil` for other work.
  public static func number(of id: CallID) -> Int64? {
    guard id.text.hasPrefix("CB"), let number = Int64(id.text.dropFirst(2)), id.text == "CB\(number)" else {
      return nil
    }
    return number
  }
}
