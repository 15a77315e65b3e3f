public import CallModel

/// Registers callbacks: the rule over whatever book there is.
public struct CallbackDesk: Sendable {
  public let rules: CallbackRules

  public init(rules: CallbackRules = CallbackRules()) { self.rules = rules }

  /// Once for each idempotency key. The number is `phone`, else the calling number.
  public func answer<Book: TaskBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> CallbackAnswer {
    guard request.operation == .registerCallback else { return CallbackAnswer(request, .notForTheCentre) }
    guard !request.idempotencyKey.isEmpty else { return CallbackAnswer(request, .noKey) }
    if let kept = try book.keptAnswer(to: request.idempotencyKey) {
      guard kept.body == request.body else { return CallbackAnswer(request, .keyUsedForAnother) }
      return CallbackAnswer(reply: request.reply(kept.outcome, values: kept.values))
    }
    guard let phone = phone(of: request), CallbackRules.isDialable(phone) else {
      return CallbackAnswer(request, .notDialable)
    }
    guard let due = rules.due(after: request.at) else { return CallbackAnswer(request, .neverStaffed) }

    var task = CallbackTask(
      number: 0, phone: phone, queue: request.word("queue").map { QueueID($0) }, call: request.call,
      customer: request.customer, registeredAt: request.at, dueAt: due, maximumAttempts: rules.maximumAttempts)
    task.number = try book.add(task)
    let values: SessionValues = ["id": .digits(task.id), "due": .instant(task.dueAt)]
    let kept = KeptAnswer(body: request.body, outcome: .ok, values: values)
    try book.keep(kept, to: request.idempotencyKey, at: request.at)
    return CallbackAnswer(reply: request.reply(.ok, values: values))
  }

  private func phone(of request: HostRequest) -> String? {
    if let keyed = request.word("phone"), !keyed.isEmpty { return keyed }
    return request.callingNumber
  }
}

/// A reply, and what was wrong with the request if it should never have been sent.
public struct CallbackAnswer: Sendable, Equatable {
  public var reply: HostReply
  /// For the operator's log.
  public var fault: CallbackFault?

  init(reply: HostReply) { self.reply = reply }

  init(_ request: HostRequest, _ fault: CallbackFault) {
    reply = request.reply(request.operation.answerToFault)
    self.fault = fault
  }
}

/// Why no callback was registered; the caller gets `unavailable`, the operator reads the sentence.
public enum CallbackFault: Error, Hashable, Sendable, CustomStringConvertible {
  case notForTheCentre
  case noKey
  case keyUsedForAnother
  /// The menu should have checked the number.
  case notDialable
  case neverStaffed

  public var description: String {
    switch self {
    case .notForTheCentre: "the centre's task book doesn't know this operation"
    case .noKey: "no idempotency key came with it"
    case .keyUsedForAnother: "its idempotency key has been used for another request"
    case .notDialable: "there is no number that could be dialled"
    case .neverStaffed: "the callback hours hold no working time"
    }
  }
}

extension HostRequest {
  fileprivate func word(_ name: String) -> String? {
    switch arguments[name] {
    case .text(let text), .digits(let text): text
    case .number, .money, .date, .instant, .interval, .term, nil: nil
    }
  }
}
