import CallModel

/// Questions to the host, and what its answers mean for the call.
extension Dialogue {
  mutating func askHost(
    _ operation: HostOperation, _ arguments: SessionValues? = nil, secret: Secret? = nil, at now: Timestamp,
    into actions: inout [DialogueAction]
  ) {
    if !keepsVisit { visit += 1 }
    keepsVisit = false
    stage = .awaitingHost
    timerBase = now
    hasToldToWait = false
    repeats = 0
    putToHost(operation, arguments ?? values, secret: secret, into: &actions)
  }

  private func putToHost(
    _ operation: HostOperation, _ arguments: SessionValues, secret: Secret?, isRepeated: Bool = false,
    into actions: inout [DialogueAction]
  ) {
    var arguments = arguments
    if operation.signature.optionalInputs.contains("language") { arguments["language"] = .text(language.tag) }
    actions.append(
      .askHost(
        HostQuery(
          operation: operation, arguments: arguments, secret: secret, customer: identified,
          failuresInCall: failuresInCall, visit: visit, isRepeated: isRepeated)))
  }

  /// The operation of the node that waits for the host.
  var awaitedOperation: HostOperation {
    switch tree.kind(node) {
    case .action(let action): return action.operation
    case .secret(let entry): return entry.operation
    case .choose(let choose): return choose.operation
    case .callback: return .registerCallback
    case .menu, .digits, .amount, .confirm, .say, .announcements, .branch, .queue, .survey, .transfer, .language, .call,
      .return, .end:
      preconditionFailure("A node of this kind asks nothing of the host.")
    }
  }

  mutating func take(
    _ outcome: HostOutcome, _ reply: HostReply?, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    let operation = awaitedOperation
    if operations.count < DialogueLimits.operations {
      operations.append(OperationRecord(operation: operation, outcome: outcome, at: now))
    }
    if let reply { learn(from: reply, of: operation) }
    switch tree.kind(node) {
    case .action(let action):
      keepsVisit = outcome == .unavailable
      return take(outcome, reply, action.outcomes, at: now, into: &actions)
    case .secret(let entry):
      if outcome == .wrong { noMatches += 1 }
      let isLast = outcome == .wrong && noMatches >= tree.input(node).attempts
      let next = take(outcome, reply, entry.outcomes, isLast: isLast, at: now, into: &actions)
      guard next == .again else { return next }
      flush()
      return isLast ? exhausted() : .again
    case .choose(let choose): return takeList(outcome, reply, choose, at: now, into: &actions)
    case .callback(let callback):
      guard outcome == .ok else { return leave(by: .unavailable, to: callback.unavailable) }
      say(callback.prompt, at: now, into: &actions)
      if let id = values["id"]?.plainText, let phone = value(named: "phone")?.plainText {
        actions.append(.callbackRegistered(CallID(id), phone: phone, queue: callback.queue))
      }
      leaveQueue(.callback, into: &actions)
      return leave(by: .next, to: callback.next)
    case .menu, .digits, .amount, .confirm, .say, .announcements, .branch, .queue, .survey, .transfer, .language, .call,
      .return, .end:
      preconditionFailure("A node of this kind asks nothing of the host.")
    }
  }

  /// The edge of the outcome, else of `unavailable`, else the tree's way out when the host is down.
  /// - Parameter isLast: the caller has no attempt left, and is not told to try again.
  private mutating func take(
    _ outcome: HostOutcome, _ reply: HostReply?, _ edges: [OutcomeEdge], isLast: Bool = false, at now: Timestamp,
    into actions: inout [DialogueAction]
  ) -> Target {
    guard let edge = edges.first(where: { $0.outcome == outcome }) ?? edges.first(where: { $0.outcome == .unavailable })
    else { return leave(by: .outcome(.unavailable), to: .node(tree.fallbacks.hostDown)) }
    if let prompt = edge.prompt, !(isLast && edge.next == .again) { say(prompt, at: now, into: &actions) }
    if let each = edge.each, let reply {
      for item in reply.items.prefix(DialogueLimits.spokenItems) { say(each, item, at: now, into: &actions) }
    }
    return leave(by: .outcome(edge.outcome), to: edge.next)
  }

  private mutating func learn(from reply: HostReply, of operation: HostOperation) {
    for name in operation.signature.outputs { if let value = reply.values[name] { values[name] = value } }
    switch operation {
    case .lookUpCaller:
      customer = reply.customer
      isBlocked = reply.outcome == .blocked
      // What the gateway said of this call, or the caller's own key, counts more than what is on file.
      if !isLanguageKnown, !hasPressed, let known = customer?.language, tree.languages.contains(known) {
        language = known
        isLanguageKnown = true
      }
    case .verifyQueryPassword, .setFirstPassword:
      if reply.outcome == .ok {
        customer = reply.customer ?? customer
        identified = reply.customer?.number
        transactionEntered = nil
        highestByPassword = max(highestByPassword, .query)
      }
    case .verifyTransactionPassword:
      if reply.outcome == .ok {
        transactionEntered = secretEntered
        highestByPassword = max(highestByPassword, .transaction)
      }
    case .listAccounts, .listPayingAccounts, .listReceivingAccounts, .balance, .lastTransactions, .transactionsBetween,
      .olderTransactions, .loans, .funds, .deposits, .listCreditCards, .cardBill, .listPayees, .checkTransfer,
      .transfer, .reportLoss, .interestRates, .exchangeRate, .convertCurrency, .findBranch, .checkRepayment,
      .listDepositTerms, .checkDeposit, .openDeposit, .listUntold, .forgetUntold, .readSettings, .sendStatement,
      .switchAlerts, .lowerDailyLimit, .switchTransfersOff, .activateCard, .checkNewPassword, .changeQueryPassword,
      .checkFirstPassword, .reportCreditCardLoss, .freezeChannels, .checkBranch, .checkVisit, .bookVisit,
      .registerCallback, .complaintProgress, .withdrawComplaint, .recordMessage:
      break
    }
    if operation.signature.takesSecret, reply.outcome == .wrong { failuresInCall += 1 }
  }

  /// The host is slow: says so once, then puts the question again some times; at last it counts as down.
  mutating func hostIsLate(at now: Timestamp, into actions: inout [DialogueAction]) {
    if !hasToldToWait {
      hasToldToWait = true
      sayFirst(of: [ConventionalPrompt.oneMoment], at: now, into: &actions)
    } else if mayAskAgain {
      repeats += 1
      putToHost(awaitedOperation, awaitedArguments, secret: nil, isRepeated: true, into: &actions)
    } else {
      proceed(to: take(.unavailable, nil, at: now, into: &actions), at: now, into: &actions)
    }
  }

  /// How long after the question something is done about the missing answer.
  var hostPatience: Interval {
    if !hasToldToWait { return DialogueLimits.hostIsSlow }
    return mayAskAgain ? DialogueLimits.hostAsksAgain * Int64(repeats + 1) : DialogueLimits.hostIsDown
  }

  private var mayAskAgain: Bool {
    repeats < DialogueLimits.hostRepeats && !awaitedOperation.signature.takesSecret
  }

  /// What the question that waits for its answer was asked with: nothing of it changes meanwhile.
  private var awaitedArguments: SessionValues {
    guard case .callback(let callback) = tree.kind(node), let phone = value(named: "phone") else { return values }
    return arguments(of: callback, phone)
  }

  private func arguments(of callback: Callback, _ phone: SessionValue) -> SessionValues {
    var arguments = values
    arguments["phone"] = phone
    arguments["queue"] = .text(callback.queue.text)
    return arguments
  }

  // MARK: - Callbacks

  /// To the number that the caller keyed or calls from; without either there is nothing to register.
  mutating func register(
    _ callback: Callback, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    guard let phone = value(named: "phone") else { return leave(by: .unavailable, to: callback.unavailable) }
    askHost(.registerCallback, arguments(of: callback, phone), at: now, into: &actions)
    return nil
  }
}
