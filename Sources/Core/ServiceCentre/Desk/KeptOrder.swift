import CallModel

/// An order that was given under a key, with its answer: given again after a lost connection, it is done once and
/// answered the same.
struct KeptOrder: CentreDocument {
  static let kind = DocumentKind.keptOrder
  static let field = "key"

  var number: Int64 = 0
  var key: String
  /// The order in one string.
  var written: String
  var answer: [OutboundEntry.Value]
  var at: Timestamp

  init(key: String, order: CentreOrder, answer: [CentreOrder.Field]) {
    self.key = key
    written = Self.written(order)
    self.answer = answer.map { .init(name: $0.key, value: $0.value) }
    at = order.at
  }

  var index: DocumentIndex { DocumentIndex(state: "kept", isOver: true, madeAt: at, key: key) }

  static func key(of order: CentreOrder, _ act: CentreAct) throws(CentreRefusal) -> String? {
    guard let key = order.fields.first(where: { $0.key.lowercased() == field })?.value else { return nil }
    guard act.isTraced else { throw .bad(field, "This order changes nothing: it needs none.") }
    guard ClientWord.isValid(key) else {
      throw .bad(field, "It is 1 to \(ClientWord.maximumLength) of A-Z a-z 0-9 . _ -")
    }
    return key
  }

  static func find(_ key: String, in book: some CentreBook) throws -> KeptOrder? {
    let found: [KeptOrder] = try book.documents(DocumentFilter(key: key, limit: 1))
    return found.first
  }

  func answer(to order: CentreOrder) throws(CentreRefusal) -> CentreReply {
    guard Self.written(order) == written else { throw .rule(.keyUsed) }
    return .done(rows: [], fields: answer.map { .init($0.name, $0.value) })
  }

  private static func written(_ order: CentreOrder) -> String {
    (order.words + order.fields.map { $0.key + "=" + $0.value } + [order.text ?? ""]).joined(separator: "\u{0}")
  }
}
