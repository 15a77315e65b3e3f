public import CallModel

/// What callers do at the centre by keys alone: the rules over whatever book there is. Callbacks are registered here;
/// complaints and messages are in `SelfServiceDesk+Complaints.swift`.
public struct SelfServiceDesk: Sendable {
  /// Who has registered what no agent has.
  public static let itself = StaffID("ivr")

  public let rules: CallbackRules

  public init(rules: CallbackRules = CallbackRules()) { self.rules = rules }

  public func answer<Book: TaskBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> SelfServiceAnswer {
    guard request.operation.isForCentre else { return SelfServiceAnswer(request, .notForTheCentre) }
    guard request.operation.isKept else { return try perform(request, in: &book) }
    guard !request.idempotencyKey.isEmpty else { return SelfServiceAnswer(request, .noKey) }
    if let kept = try book.keptAnswer(to: request.idempotencyKey) {
      guard kept.body == request.body else { return SelfServiceAnswer(request, .keyUsedForAnother) }
      return SelfServiceAnswer(reply: request.reply(kept.outcome, values: kept.values))
    }
    let answer = try perform(request, in: &book)
    if answer.fault == nil {
      let kept = KeptAnswer(body: request.body, outcome: answer.reply.outcome, values: answer.reply.values)
      try book.keep(kept, to: request.idempotencyKey, at: request.at)
    }
    return answer
  }

  private func perform<Book: TaskBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> SelfServiceAnswer {
    switch request.operation {
    case .registerCallback: try registerCallback(request, in: &book)
    case .complaintProgress: try tellProgress(request, in: book)
    case .withdrawComplaint: try withdrawComplaint(request, in: &book)
    case .recordMessage: try recordMessage(request, in: &book)
    case .lookUpCaller, .verifyQueryPassword, .listAccounts, .balance, .lastTransactions, .transactionsBetween,
      .olderTransactions, .loans, .funds, .deposits, .listCreditCards, .cardBill, .interestRates, .exchangeRate,
      .convertCurrency, .findBranch, .listPayingAccounts, .listReceivingAccounts, .listPayees, .checkTransfer,
      .verifyTransactionPassword, .transfer, .checkRepayment, .listDepositTerms, .checkDeposit, .openDeposit,
      .listUntold, .forgetUntold, .readSettings, .sendStatement, .switchAlerts, .lowerDailyLimit, .switchTransfersOff,
      .activateCard, .checkNewPassword, .changeQueryPassword, .checkFirstPassword, .setFirstPassword, .reportLoss,
      .reportCreditCardLoss, .freezeChannels, .checkBranch, .checkVisit, .bookVisit:
      SelfServiceAnswer(request, .notForTheCentre)
    }
  }

  /// The number is `phone`, else the calling number.
  private func registerCallback<Book: TaskBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> SelfServiceAnswer {
    guard let phone = phone(of: request), CallbackRules.isDialable(phone) else {
      return SelfServiceAnswer(request, .notDialable)
    }
    guard let due = rules.due(after: request.at, in: book.workingHours) else {
      return SelfServiceAnswer(request, .neverStaffed)
    }
    var task = CallbackTask(
      number: 0, phone: phone, queue: request.word("queue").map { QueueID($0) }, call: request.call,
      customer: request.customer, registeredAt: request.at, dueAt: due, maximumAttempts: rules.maximumAttempts)
    task.number = try book.add(task)
    return SelfServiceAnswer(
      reply: request.reply(.ok, values: ["id": .digits(task.id), "due": .instant(task.dueAt)]))
  }

  private func phone(of request: HostRequest) -> String? {
    if let keyed = request.word("phone"), !keyed.isEmpty { return keyed }
    return request.callingNumber
  }
}

/// A reply, and what was wrong with the request if it should never have been sent.
public struct SelfServiceAnswer: Sendable, Equatable {
  public var reply: HostReply
  /// For the operator's log.
  public var fault: SelfServiceFault?

  init(reply: HostReply) { self.reply = reply }

  init(_ request: HostRequest, _ fault: SelfServiceFault) {
    reply = request.reply(request.operation.answerToFault)
    self.fault = fault
  }
}

/// Why nothing was done; the caller gets `unavailable`, the operator reads the sentence.
public enum SelfServiceFault: Error, Hashable, Sendable, CustomStringConvertible {
  case notForTheCentre
  case noKey
  case keyUsedForAnother
  /// The menu should have asked for it.
  case noComplaintNumber
  /// The menu should have checked the number.
  case notDialable
  case neverStaffed

  public var description: String {
    switch self {
    case .notForTheCentre: "the centre doesn't know this operation"
    case .noKey: "no idempotency key came with it"
    case .keyUsedForAnother: "its idempotency key has been used for another request"
    case .noComplaintNumber: "no complaint's number came with it"
    case .notDialable: "there is no number that could be dialled"
    case .neverStaffed: "the callback hours hold no working time"
    }
  }
}

extension HostRequest {
  func word(_ name: String) -> String? {
    switch arguments[name] {
    case .text(let text), .digits(let text): text
    case .number, .money, .date, .instant, .interval, .term, nil: nil
    }
  }
}
