import CallModel
import GRDB
import ServiceCentre

/// Papers of every kind in one table.
extension SQLiteCentreBook {
  func document<Document: CentreDocument>(_ number: Int64) throws -> Document? {
    try db.row("SELECT document FROM papers WHERE kind = ? AND number = ?", [Document.kind.rawValue, number])
      .map(Self.document)
  }

  func documents<Document: CentreDocument>(_ filter: DocumentFilter) throws -> [Document] {
    var conditions = ["kind = ?"]
    var arguments: StatementArguments = [Document.kind.rawValue]
    func add(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      conditions.append(condition)
      arguments += [value]
    }
    add("state = ?", filter.state)
    add("is_over = ?", filter.isOver)
    add("parent = ?", filter.parent)
    add("owner = ?", filter.owner)
    add("key = ?", filter.key)
    add("made_at >= ?", filter.made?.lowerBound.microseconds)
    add("made_at < ?", filter.made?.upperBound.microseconds)
    add("due_at < ?", filter.dueBefore?.microseconds)
    arguments += [filter.limit]
    return try db.rows(
      "SELECT document FROM papers WHERE \(conditions.joined(separator: " AND ")) ORDER BY number LIMIT ?", arguments
    ).map(Self.document)
  }

  mutating func add<Document: CentreDocument>(_ document: Document) throws -> Int64 {
    var numbered = document
    numbered.number =
      try db.row(
        "SELECT coalesce(max(number) + 1, ?) FROM papers WHERE kind = ?",
        [DocumentKind.firstNumber, Document.kind.rawValue])?[0] ?? DocumentKind.firstNumber
    try save(numbered)
    return numbered.number
  }

  mutating func save<Document: CentreDocument>(_ document: Document) throws {
    let index = document.index
    try db.run(
      """
      INSERT INTO papers (kind, number, state, is_over, made_at, parent, owner, key, due_at, document)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (kind, number) DO UPDATE SET state = excluded.state, is_over = excluded.is_over,
        made_at = excluded.made_at, parent = excluded.parent, owner = excluded.owner, key = excluded.key,
        due_at = excluded.due_at, document = excluded.document
      """,
      [
        Document.kind.rawValue, document.number, index.state, index.isOver, index.madeAt.microseconds, index.parent,
        index.owner, index.key, index.dueAt?.microseconds, try Self.json(document),
      ])
  }
}
