public import CallModel

extension CentreBook {
  /// Nodes of the menus that approved change requests name: what is marked as proposed may go live [H5]. A request
  /// that is done counts no more; its mark has been taken out of the menus.
  public func approvedNodes() throws -> [NodeID] {
    let approved: [RegisterPaper] = try documents(
      DocumentFilter(state: "approved", parent: RegisterKind.change.rawValue))
    return approved.compactMap { $0["node"].map { NodeID($0) } }
  }
}
