public import CallModel

/// A bank in memory behind the host link: the production rules over the in-memory book. Deterministic; used by
/// one owner at a time.
public final class InMemoryBank: HostLink {
  public let ledger: Ledger
  public internal(set) var book: InMemoryBook
  /// True: every request is answered `unavailable`, and nothing is done.
  public var isDown = false
  /// Requests that should never have been sent, the newest `faultsKept`.
  public private(set) var faults: [LedgerFault] = []

  /// All of them, also those that are no longer kept.
  public private(set) var faultCount = 0

  static let faultsKept = 100

  public init(contents: BankContents = BankContents(), settings: BankSettings = BankSettings()) {
    ledger = Ledger(settings: settings)
    book = InMemoryBook()
    let hasher = book.hasher
    let passwords = contents.passwords.enumerated().map { index, password in
      password.stored(salt: hasher.salt(for: Int64(index)), by: hasher)
    }
    ledger.fill(&book, with: contents, passwords: passwords)
  }

  /// A bank with the same book as another's; from here on each goes its own way. What neither writes to stays
  /// shared, so that a thousand scenarios can each begin with a bank of their own.
  public init(copying other: InMemoryBank) {
    ledger = other.ledger
    book = other.book
    isDown = other.isDown
    faults = other.faults
  }

  public func perform(_ requests: [HostRequest]) -> [HostReply] {
    requests.map { request in
      guard !isDown else { return request.reply(.unavailable) }
      let answer = ledger.answer(request, in: &book)
      if let fault = answer.fault {
        faultCount += 1
        if faults.count == Self.faultsKept { faults.removeFirst() }
        faults.append(fault)
      }
      return answer.reply
    }
  }

  /// A branch has seen the customer: all that he or the locks have closed to the telephone is open again.
  /// False where there is no such customer.
  @discardableResult
  public func reopen(_ customer: CustomerNumber, at instant: Timestamp) -> Bool {
    ledger.reopen(customer, at: instant, in: &book)
  }

  /// Somebody of the staff has verified the customer.
  public func register(_ payee: NewPayee, at instant: Timestamp) -> PayeeAnswer {
    ledger.register(payee, at: instant, in: &book)
  }

  /// A branch has seen the customer. False where the card is nobody's.
  @discardableResult
  public func unlock(_ subject: PasswordSubject, at instant: Timestamp) -> Bool {
    ledger.unlock(subject, at: instant, in: &book)
  }
}
