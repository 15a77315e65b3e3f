public import CallModel
public import ServiceCentre

/// The centre behind the host link: the production rules inside a transaction of `centre.sqlite`.
/// May be used from any thread.
public final class EmbeddedCentre: HostLink, Sendable {
  public let desk: SelfServiceDesk
  private let store: CentreStore
  private let log: StoreLog

  public init(store: CentreStore, rules: CallbackRules = CallbackRules(), log: @escaping StoreLog) {
    desk = SelfServiceDesk(rules: rules)
    self.store = store
    self.log = log
  }

  public func perform(_ requests: [HostRequest]) -> [HostReply] {
    let hours = store.workingHours
    return HostBatch(name: "centre", log: log).perform(requests, on: store.pool) { request, db in
      var book = SQLiteTaskBook(db: db, workingHours: hours)
      let answer = try desk.answer(request, in: &book)
      return (answer.reply, answer.fault?.description)
    }
  }
}

/// Everything that menus may ask, on disk: the bank's operations and the centre's, each to its own database.
/// A batch costs at most one commit in each. May be used from any thread.
public final class EmbeddedHost: HostLink, Sendable {
  public let bank: EmbeddedBank
  public let centre: EmbeddedCentre

  public init(bank: EmbeddedBank, centre: EmbeddedCentre) {
    self.bank = bank
    self.centre = centre
  }

  public func perform(_ requests: [HostRequest]) -> [HostReply] {
    HostRouter(bank: bank, centre: centre).perform(requests)
  }
}
