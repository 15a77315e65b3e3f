public import CallModel

/// Bookings of visits to a branch: half days with a quota each.
extension Ledger {
  func checkBranch<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    guard let number = request.word("branch") else { return LedgerAnswer(request, .missing("branch")) }
    guard let branch = try book.branch(number) else { return LedgerAnswer(request.reply(.none)) }
    return LedgerAnswer(request.reply(.ok, values: ["branch-name": .text(name(of: branch, for: request))]))
  }

  func checkVisit<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> LedgerAnswer {
    switch try assessVisit(request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .refused(let refusal): return LedgerAnswer(request.refusal(refusal.outcome, refusal.term))
    case .allowed(let branch, let visit):
      let values: SessionValues = [
        "branch-name": .text(name(of: branch, for: request)), "half-name": .term(visit.half.term),
      ]
      return LedgerAnswer(request.reply(.ok, values: values))
    }
  }

  func bookVisit<Book: BankBook>(_ request: HostRequest, in book: inout Book) throws(Book.Failure) -> LedgerAnswer {
    switch try assessVisit(request, in: book) {
    case .fault(let fault): return LedgerAnswer(request, fault)
    case .refused(let refusal): return LedgerAnswer(request.refusal(refusal.outcome, refusal.term))
    case .allowed(_, let visit):
      let number = try book.add(visit)
      if let customer = try book.customer(phone: visit.phone) {
        let body = "\(visit.branch) \(visit.day.text) \(visit.half.rawValue)"
        try book.send(
          OutboxMessage(customer: customer.number, kind: .visitBooked, last4: "", body: body, at: request.at))
      }
      return LedgerAnswer(request.reply(.ok, values: ["id": .digits(String(number))]))
    }
  }

  private enum Assessment {
    case allowed(Branch, BranchVisit)
    case refused(VisitRefusal)
    case fault(LedgerFault)
  }

  private func assessVisit<Book: BankBook>(_ request: HostRequest, in book: Book) throws(Book.Failure) -> Assessment {
    guard let number = request.word("branch") else { return .fault(.missing("branch")) }
    guard let day = request.date("date") else { return .fault(.missing("date")) }
    guard let half = request.word("half").flatMap(HalfDay.init(rawValue:)) else { return .fault(.missing("half")) }
    let phone = request.callingNumber.map(PhoneNumber.normalized)
    let branch = try book.branch(number)
    var facts = VisitFacts(phone: phone, branch: branch, day: day, half: half, today: request.day)
    if let branch { facts.booked = try book.visitsBooked(at: branch.number, on: day, half) }
    if let phone { facts.own = try book.visitsBooked(from: phone, since: request.day) }
    if let refusal = VisitRefusal.first(for: facts, by: settings) { return .refused(refusal) }
    guard let branch, let phone else { preconditionFailure("A visit without branch or caller has been refused above.") }
    let visit = BranchVisit(branch: branch.number, day: day, half: half, phone: phone, at: request.at)
    return .allowed(branch, visit)
  }

  private func name(of branch: Branch, for request: HostRequest) -> String {
    branch.words(in: Language(request.word("language") ?? Language.chinese.tag)).name
  }
}

/// Why a visit is not booked. The first that applies is the answer.
public enum VisitRefusal: String, OrderedRefusal {
  /// Without a calling number nobody could be told.
  case callerUnknown = "visit-caller-unknown"
  case branchUnknown = "visit-branch-unknown"
  /// Today is too soon for the branch.
  case tooSoon = "visit-too-soon"
  case tooFar = "visit-too-far"
  /// Saturday or Sunday.
  case closed = "visit-closed"
  case alreadyBooked = "visit-already-booked"
  /// The caller has as many visits booked as one may have.
  case tooMany = "visit-too-many"
  case full = "visit-full"

  public var outcome: HostOutcome { self == .full ? .full : .refused }

  public func applies(to facts: VisitFacts, by settings: BankSettings) -> Bool {
    switch self {
    case .callerUnknown: facts.phone == nil
    case .branchUnknown: facts.branch == nil
    case .tooSoon: facts.day <= facts.today
    case .tooFar: facts.day.number > facts.today.number + settings.visitDays
    case .closed: facts.day.weekday >= 6
    case .alreadyBooked: facts.own.contains { $0.day == facts.day && $0.half == facts.half }
    case .tooMany: facts.own.count >= settings.visitsEach
    case .full: facts.booked >= facts.branch?.quota ?? 0
    }
  }
}

/// All that decides about a visit.
public struct VisitFacts: Hashable, Sendable {
  /// The caller's, normalized.
  var phone: String?
  var branch: Branch?
  var day: CivilDay
  var half: HalfDay
  var today: CivilDay
  /// Visits booked for that half day by anybody.
  var booked = 0
  /// The caller's own, of today and later.
  var own: [BranchVisit] = []
}
