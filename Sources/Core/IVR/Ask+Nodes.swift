import CallModel

/// What each kind of node asks for.
extension Ask {
  /// `nil` for kinds that ask for nothing, and for `choose`, whose keys depend on the list.
  init?(of node: MenuNode, table: KeyTable) {
    switch node.kind {
    case .menu, .survey, .language: self.init(node, .menu, keys: table.spelled)
    case .confirm: self.init(node, .confirm, keys: table.spelled)
    case .digits(let entry):
      self.init(node, .digits, lengths: entry.lengths, endKey: entry.endKey)
    case .amount: self.init(node, .amount, endKey: .hash)
    case .secret(let entry): self.init(node, .secret, lengths: entry.lengths, endKey: .hash)
    case .say, .action, .choose, .branch, .queue, .callback, .transfer, .call, .return, .end: return nil
    }
  }

  init(
    _ node: MenuNode, _ kind: Kind, keys: [String] = [], lengths: ClosedRange<Int>? = nil, endKey: Key? = nil
  ) {
    self.init(
      node: node.id, kind: kind, keys: keys, minimum: lengths?.lowerBound, maximum: lengths?.upperBound, endKey: endKey,
      first: node.input.first, inter: node.input.inter)
  }
}
