public import ServiceCentre

extension CentreStore {
  /// What certificates and courses say of agents.
  public func qualifications() throws(StoreError) -> [Qualification] {
    try read { db in try SQLiteCentreBook(db: db).qualifications() }
  }

  /// How customers want to be served, of those whose files say it.
  public func wishes() throws(StoreError) -> [CustomerWishes] {
    try read { db in try SQLiteCentreBook(db: db).wishes() }
  }

  /// Of whom complaints are that are open.
  public func standingComplaints() throws(StoreError) -> [ComplaintNotice] {
    try read { db in
      try SQLiteCentreBook(db: db).complaints(ComplaintFilter(isOpen: true, limit: .max)).compactMap {
        ComplaintNotice($0)
      }
    }
  }
}
