public import CallModel

/// The figures that the bank's rules go by. All are settings; the defaults are the house's.
public struct BankSettings: Hashable, Sendable {
  /// The most that one transfer by telephone may move, in minor units. Own accounts are exempt from this and
  /// from the day's two limits.
  public var transferLimit: Int64 = 50_000_00
  /// The most that one customer's transfers may move in a day (Asia/Shanghai), fees not counted.
  public var dailyLimit: Int64 = 200_000_00
  /// How many transfers one customer may make in a day.
  public var dailyCount = 10
  /// Transfers within the bank are free. To another bank they are free up to this amount ...
  public var freeToOtherBanksUpTo: Int64 = 5_000_00
  /// ... and cost this above it.
  public var otherBankFee: Int64 = 2_00

  public var queryPassword = PasswordLadder(wrongInCall: 3, wrongInDay: 3, wrongSinceSuccess: 6)
  /// Stops after two, counted across calls and channels.
  public var transactionPassword = PasswordLadder(wrongInCall: nil, wrongInDay: 2, wrongSinceSuccess: 6)
  /// Wrong cards, passwords and loss reports that one calling number may try within `failedLookUpWindow`.
  public var failedLookUps = 10
  public var failedLookUpWindow = Interval.hours(1)

  /// How long a temporary loss report holds before it lapses by itself.
  public var lossReportTerm = Interval.hours(5 * 24)
  /// From this age on a customer is served as an elder.
  public var elderAge = 60
  /// How many days back entries are told, and how many days at once.
  public var toldDays: Int64 = 365
  public var toldSpan: Int64 = 90
  /// The least that a time deposit may be opened with, in minor units.
  public var smallestDeposit: Int64 = 50_00
  /// Statements that one customer may have sent in a day, and entries in each.
  public var dailyStatements = 5
  public var statementEntries = 10
  /// How many days ahead visits are booked, and how many one caller may have booked.
  public var visitDays: Int64 = 14
  public var visitsEach = 2
  /// Results of transfers that are told at the beginning of a call.
  public var listedUntold = 5
  /// Wrong passwords on so many days are reported, those of calling numbers within so many days.
  public var slowGuessDays = 3
  public var slowGuessWindow: Int64 = 30
  /// Branches that a district's list answers.
  public var listedBranches = 3
  /// Entries on one page.
  public var listedEntries = 5
  /// Accounts or payees that a list answers; nobody listens to more.
  public var listedItems = 50

  public init() {}
}

/// How many wrong passwords lead to which lock. `nil`: that step of the ladder is not there.
public struct PasswordLadder: Hashable, Sendable {
  /// Locks for the rest of the call.
  public var wrongInCall: Int?
  /// Locks to midnight, Asia/Shanghai.
  public var wrongInDay: Int
  /// Freezes until a branch resets it.
  public var wrongSinceSuccess: Int

  public init(wrongInCall: Int?, wrongInDay: Int, wrongSinceSuccess: Int) {
    self.wrongInCall = wrongInCall
    self.wrongInDay = wrongInDay
    self.wrongSinceSuccess = wrongSinceSuccess
  }
}
