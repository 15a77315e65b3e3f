public import CallModel
import ServiceCentre

extension CentreStore {
  /// Nodes of the menus that approved change requests name.
  public func approvedNodes() throws(StoreError) -> [NodeID] {
    try read { db in try SQLiteCentreBook(db: db).approvedNodes() }
  }
}
