public import CallModel

/// A bank to try things on: some test customers who are always the same, and as many others as wanted, made
/// from a seed. The same seed and day give the same bank, in memory and on disk.
public struct DemoBank: Sendable {
  /// How many customers there are besides the test customers, unless said otherwise.
  public static let defaultCustomers = 300
  /// Cards and telephones of the others are numbered with so many digits.
  public static let mostCustomers = 99_999
  /// A number that is turned away.
  public static let blockedPhone = "13900000009"

  /// The test customers first.
  public let people: [DemoPerson]
  public let contents: BankContents

  /// The past ends on the day before `instant`.
  public init(seed: UInt64 = 1, customers: Int = DemoBank.defaultCustomers, at instant: Timestamp) {
    precondition((0...Self.mostCustomers).contains(customers), "The demo bank has no numbers for so many customers.")
    let today = CivilTime(instant).day
    var random = SplitMix64(seed: seed)
    var people = Self.testCustomers.map { $0.person(today: today) }
    for index in 0..<customers { people.append(.generated(index, today: today, random: &random)) }
    self.people = people
    contents = Self.contents(of: people, today: today)
  }

  private static func contents(of people: [DemoPerson], today: CivilDay) -> BankContents {
    var contents = BankContents()
    let founded = CivilDay(year: 1996, month: 1, day: 2)!
    contents.accounts = HouseAccount.allCases.map {
      BankAccount(number: $0.number, customer: nil, kind: .house, openedOn: founded)
    }
    var history: [(transaction: BankTransaction, place: Int)] = []
    for person in people {
      contents.customers.append(person.customer)
      contents.accounts += person.accounts
      contents.cards.append(person.card)
      if let card = person.creditCard { contents.cards.append(card) }
      contents.depositTerms += person.depositTerms
      contents.loanTerms += person.loanTerms
      contents.statements += person.statements
      contents.holdings += person.holdings
      contents.payees += person.payees
      let number = person.customer.number
      if let secret = person.queryPassword {
        contents.passwords.append(.init(customer: number, kind: .query, secret: secret))
      }
      if let secret = person.transactionPassword {
        contents.passwords.append(.init(customer: number, kind: .transaction, secret: secret))
      }
      for (place, event) in person.past.enumerated() {
        history.append((event.transaction(before: today, place: place), history.count))
      }
    }
    // Of one instant, in the order of making.
    history.sort { ($0.transaction.at, $0.place) < ($1.transaction.at, $1.place) }
    contents.history = history.map(\.transaction)
    contents.blockedPhones = [blockedPhone]
    contents.addServices()
    return contents
  }
}
