public import CallModel
import Ledger
public import ServiceCentre

/// The bank and the centre in memory, behind one host link: what scenarios and simulations run against. The rules
/// are those of the embedded bank; only the book is another.
public final class SimulatedHost: HostLink {
  let bank: InMemoryBank
  private let centre = InMemoryCentre()

  /// The centre's desk, over the papers that callers change by keys.
  public var desk: InMemoryDesk { centre.desk }

  /// A demo bank as `ivrd --demo` makes it.
  public convenience init(at start: Timestamp) { self.init(DemoBank(at: start)) }

  /// With the customers of this bank.
  init(_ bank: DemoBank) {
    self.bank = InMemoryBank(contents: bank.contents)
    tellOfVisits(after: 0)
  }

  /// The same bank as another host's, and a centre that has no tasks yet. Much quicker than a new demo bank.
  public init(copyingBankOf other: SimulatedHost) {
    bank = InMemoryBank(copying: other.bank)
    tellOfVisits(after: 0)
  }

  /// Movements of money in the book, those of the demo bank's past among them.
  public var transactions: Int { bank.book.transactions.count }

  public func perform(_ requests: [HostRequest]) -> [HostReply] {
    requests.flatMap { request in
      guard !request.operation.isForCentre else { return centre.perform([request]) }
      let visits = bank.book.visits.count
      defer { if bank.book.visits.count > visits { tellOfVisits(after: visits) } }
      return bank.perform([request])
    }
  }

  /// Reports of the centre count what the bank has booked.
  private func tellOfVisits(after known: Int) {
    desk.note(
      bank.book.visits[known...].map { KeyedVisit(branch: $0.branch, phone: $0.phone, at: $0.at) })
  }

  /// What must hold of the bank's book after a scenario, in words; empty: all is well.
  public func audit() -> [String] { bank.book.audit() }
}
