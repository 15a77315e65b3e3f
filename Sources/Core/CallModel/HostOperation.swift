/// What a menu may ask of the bank (and, for callbacks, of the centre) behind the host link.
///
/// The operations are data for the menu loader: each declares the values it reads, the level of
/// verification it demands and the outcomes that a node must have an edge for, so that a new node
/// needs no code and a node with a missing edge is refused at load.
public enum HostOperation: String, CaseIterable, Sendable, Codable {
  /// Who has this calling number? Reads nothing but the call itself.
  case lookUpCaller = "look-up-caller"
  /// Is this the query password of the card just keyed? Takes the secret.
  case verifyQueryPassword = "verify-query-password"
  /// The caller's own accounts, in opening order: a list.
  case listAccounts = "list-accounts"
  case balance = "balance"
  /// The newest five entries: a list, and a cursor to the older ones.
  case lastTransactions = "last-transactions"
  /// The entries of a span of days, the newest first, page by page.
  case transactionsBetween = "transactions-between"
  /// The page after the one that the cursor ends.
  case olderTransactions = "older-transactions"
  /// Loans, fund holdings and time deposits: lists.
  case loans, funds, deposits
  /// The caller's credit cards: a list.
  case listCreditCards = "list-credit-cards"
  /// What is due of the latest bill, and what the card still allows.
  case cardBill = "card-bill"
  case interestRates = "interest-rates"
  case exchangeRate = "exchange-rate"
  /// An amount of a foreign currency in yuan, at today's rates.
  case convertCurrency = "convert-currency"
  /// The branches of a post code's district: a list.
  case findBranch = "find-branch"
  /// The caller's accounts that money can be paid from.
  case listPayingAccounts = "list-paying-accounts"
  /// The caller's other accounts that money can be paid to.
  case listReceivingAccounts = "list-receiving-accounts"
  /// Payees registered at a branch or by an agent: a list.
  case listPayees = "list-payees"
  /// May this transfer be made, and at what fee? Moves nothing.
  case checkTransfer = "check-transfer"
  /// Takes the secret.
  case verifyTransactionPassword = "verify-transaction-password"
  /// Moves money, once for each idempotency key.
  case transfer = "transfer"
  /// What a repayment of a credit card comes to (in full, the minimum, another amount), and whether it may be made.
  /// Made it is by `transfer`, to the payee that this answers.
  case checkRepayment = "check-repayment"
  /// The terms of time deposits and what they earn: a list.
  case listDepositTerms = "list-deposit-terms"
  case checkDeposit = "check-deposit"
  /// Moves money into a new time deposit, once for each idempotency key.
  case openDeposit = "open-deposit"
  /// What came of transfers whose end the caller has not heard: a list.
  case listUntold = "list-untold"
  /// The caller has heard of them now.
  case forgetUntold = "forget-untold"
  /// What the caller has set for himself: telephone, text alerts, daily limit.
  case readSettings = "read-settings"
  /// A statement of the account as a text message.
  case sendStatement = "send-statement"
  case switchAlerts = "switch-alerts"
  /// Lowers the limit of a day's transfers; raising it takes a branch.
  case lowerDailyLimit = "lower-daily-limit"
  case switchTransfersOff = "switch-transfers-off"
  case activateCard = "activate-card"
  /// Is this a password that is not easily guessed? Takes the secret; it waits for being keyed again.
  case checkNewPassword = "check-new-password"
  /// Takes the secret, keyed again.
  case changeQueryPassword = "change-query-password"
  /// The same for a customer who has none yet, proved by card, ID's last six and registered telephone.
  case checkFirstPassword = "check-first-password"
  /// Takes the secret, keyed again; then the caller is identified.
  case setFirstPassword = "set-first-password"
  /// Temporary loss report of a debit card, with two of card, ID's last six and calling number.
  case reportLoss = "report-loss"
  /// Loss report of a credit card, for good, with the same proof.
  case reportCreditCardLoss = "report-credit-card-loss"
  /// Closes all electronic channels to the customer, with the same proof.
  case freezeChannels = "freeze-channels"
  case checkBranch = "check-branch"
  /// Can a visit be booked then? Books nothing.
  case checkVisit = "check-visit"
  case bookVisit = "book-visit"
  /// A callback task of the centre, durable before its number is spoken.
  case registerCallback = "register-callback"
  /// Where the caller's own complaint stands.
  case complaintProgress = "complaint-progress"
  case withdrawComplaint = "withdraw-complaint"
  /// A message that the caller has spoken is entered in the register of contacts.
  case recordMessage = "record-message"
}

/// What came of an operation: the stable codes that menus have edges for.
public enum HostOutcome: String, CaseIterable, Sendable, Codable {
  case ok
  /// Nothing to list.
  case none
  /// The password (or the card with it) was wrong: never said which.
  case wrong
  /// No password has been set yet.
  case unset
  /// Too many wrong: in this call, today, or until a branch resets it.
  case locked
  /// Two of the three things that prove a loss report did not agree.
  case mismatch
  /// The new password is too easily guessed.
  case weak
  /// The new password was not keyed the same way twice.
  case different
  /// Every place is taken.
  case full
  /// What was asked about has ended: nothing is owed, and nothing can be done about it any more.
  case over
  case insufficient
  /// Over the limit for one transfer, or for the day: a smaller amount may do.
  case limit
  /// The caller may not do this by telephone (payee not registered, transfers switched off, enough for today).
  case refused
  /// The tier of the caller, from `look-up-caller`.
  case vip, elder, normal, blocked
  /// The host is down or too slow: nothing was done, or what was done is found again by its key.
  case unavailable
}
