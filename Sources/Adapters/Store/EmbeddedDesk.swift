public import ServiceCentre

/// The centre's desk over `centre.sqlite`: each order is one transaction, and what it answers is on the disk.
/// May be used from any thread.
public struct EmbeddedDesk: Sendable {
  private let desk: CentreDesk
  private let store: CentreStore
  private let bank: EmbeddedBank?

  /// Without a bank, reports leave out what only the bank knows, and say so.
  public init(store: CentreStore, bank: EmbeddedBank? = nil, usersMayBeShared: Bool) {
    self.bank = bank
    desk = CentreDesk(usersMayBeShared: usersMayBeShared)
    self.store = store
  }

  public func perform(_ order: CentreOrder) throws(StoreError) -> CentreReply {
    guard let act = order.act else { return .refused(order.unknown) }
    // A report may read for a second or two: it must hold nobody up who writes. A refusal leaves a trace, so a
    // report refused for want of a role comes back to be written.
    if !act.isTraced {
      let reply = try store.read { db in
        try desk.look(order, in: SQLiteCentreBook(db: db, bank: bank))
      }
      guard case .refused(.role) = reply else { return reply }
    }
    return try store.write { db in
      var book = SQLiteCentreBook(db: db, workingHours: store.workingHours, bank: bank)
      return try desk.perform(order, in: &book)
    }
  }
}
