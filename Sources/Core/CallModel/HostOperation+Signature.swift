extension HostOperation {
  public var signature: HostOperationSignature {
    switch self {
    case .lookUpCaller: .lookUpCaller
    case .verifyQueryPassword: .verifyQueryPassword
    case .verifyTransactionPassword: .verifyTransactionPassword
    case .listAccounts: .listAccounts
    case .listPayingAccounts: .listAccounts
    case .listReceivingAccounts: .listReceivingAccounts
    case .balance: .balance
    case .lastTransactions: .lastTransactions
    case .transactionsBetween: .transactionsBetween
    case .olderTransactions: .olderTransactions
    case .loans: .loans
    case .funds: .funds
    case .deposits: .deposits
    case .listCreditCards: .listCreditCards
    case .cardBill: .cardBill
    case .listPayees: .listPayees
    case .checkTransfer: .checkTransfer
    case .transfer: .transfer
    case .reportLoss: .reportLoss
    case .interestRates: .interestRates
    case .exchangeRate: .exchangeRate
    case .convertCurrency: .convertCurrency
    case .findBranch: .findBranch
    case .checkRepayment: .checkRepayment
    case .listDepositTerms: .listDepositTerms
    case .checkDeposit: .checkDeposit
    case .openDeposit: .openDeposit
    case .listUntold: .listUntold
    case .forgetUntold: .forgetUntold
    case .readSettings: .readSettings
    case .sendStatement: .sendStatement
    case .switchAlerts: .switchAlerts
    case .lowerDailyLimit: .lowerDailyLimit
    case .switchTransfersOff: .switchTransfersOff
    case .activateCard: .activateCard
    case .checkNewPassword: .checkNewPassword
    case .changeQueryPassword: .changeQueryPassword
    case .checkFirstPassword: .checkFirstPassword
    case .setFirstPassword: .setFirstPassword
    case .reportCreditCardLoss: .reportCreditCardLoss
    case .freezeChannels: .freezeChannels
    case .checkBranch: .checkBranch
    case .checkVisit: .checkVisit
    case .bookVisit: .bookVisit
    case .registerCallback: .registerCallback
    case .complaintProgress: .complaintProgress
    case .withdrawComplaint: .withdrawComplaint
    case .recordMessage: .recordMessage
    }
  }

  public var isKept: Bool { signature.isKept }
  public var isForCentre: Bool { signature.isForCentre }

  /// What a request gets that should never have been sent: `refused` where menus have an edge for it.
  public var answerToFault: HostOutcome { signature.outcomes.contains(.refused) ? .refused : .unavailable }
}
