public import ServiceCentre

extension CentreStore {
  /// What certificates and courses say of agents.
  public func qualifications() throws(StoreError) -> [Qualification] {
    try read { db in try SQLiteCentreBook(db: db).qualifications() }
  }

  /// The agents by whom customers want to be served.
  public func preferences() throws(StoreError) -> [AgentPreference] {
    try read { db in try SQLiteCentreBook(db: db).preferences() }
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
