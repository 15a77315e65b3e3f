public import CallModel
import ServiceCentre

extension CentreStore {
  /// Nodes of the menus that approved change requests name.
  public func approvedNodes() throws(StoreError) -> [NodeID] {
    try read { db in try SQLiteCentreBook(db: db).approvedNodes() }
  }

  /// What callers are told now or in days to come.
  public func announcements(at now: Timestamp) throws(StoreError) -> [Announcement] {
    try read { db in try SQLiteCentreBook(db: db).announcements(at: now) }
  }
}
