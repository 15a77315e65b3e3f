import CallModel

/// What each kind of node asks for.
extension Ask {
  /// `nil` for kinds that ask for nothing, and for `choose`, whose keys depend on the list.
  static func of(_ node: MenuNode, at index: NodeIndex, table: KeyTable) -> Ask? {
    let number = index.offset
    switch node.kind {
    case .menu, .survey, .language: return Ask(node, number: number, .menu, keys: table.spelled)
    case .confirm: return Ask(node, number: number, .confirm, keys: table.spelled)
    case .digits(let entry):
      return Ask(node, number: number, .digits, lengths: entry.lengths, endKey: entry.endKey)
    case .amount: return Ask(node, number: number, .amount, endKey: .hash)
    case .secret(let entry): return Ask(node, number: number, .secret, lengths: entry.lengths, endKey: .hash)
    case .say, .announcements, .action, .choose, .branch, .queue, .callback, .transfer, .call, .return, .end: return nil
    }
  }

  convenience init(
    _ node: MenuNode, number: Int? = nil, _ kind: Kind, keys: [String] = [], lengths: ClosedRange<Int>? = nil,
    endKey: Key? = nil
  ) {
    self.init(
      node: node.id, kind: kind, keys: keys, minimum: lengths?.lowerBound, maximum: lengths?.upperBound, endKey: endKey,
      first: node.input.first, inter: node.input.inter, number: number)
  }
}
