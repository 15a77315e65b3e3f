public import LineProtocol

/// The rows of a reply for people and for programs, without knowing any field by name: columns stand in the order
/// in which the server gives its fields, so a field that is new there needs no change here.
public struct RowReport: Sendable {
  public enum Layout: Sendable {
    /// A table for each kind of row.
    case list
    /// The same, below itself where it is wider than the terminal: figures are not left out.
    case figures
    /// A row that is alone of its kind has a line for each field.
    case detail
  }

  private struct Group {
    var word: String
    var rows: [[Field]]
  }

  /// By the row's word, in the order of first appearance.
  private let groups: [Group]
  private let rows: [ReceivedLine]

  public init(_ rows: [ReceivedLine]) {
    self.rows = rows
    var groups: [Group] = []
    for row in rows {
      let word = row.word ?? ""
      let fields = Self.fields(of: row)
      if let index = groups.firstIndex(where: { $0.word == word }) {
        groups[index].rows.append(fields)
      } else {
        groups.append(Group(word: word, rows: [fields]))
      }
    }
    self.groups = groups
  }

  /// The rows of the first kind, whole.
  var firstTable: Table? { groups.first.map { Self.table($0.rows) } }

  public var isEmpty: Bool { rows.isEmpty }

  public func lines(_ layout: Layout, width: Int?, style: Style) -> [String] {
    var lines: [String] = []
    for (index, group) in groups.enumerated() {
      if index > 0 { lines.append("") }
      if groups.count > 1, !group.word.isEmpty { lines.append(style.dim(group.word)) }
      switch layout {
      case .detail where group.rows.count == 1: lines += Self.record(group.rows[0], width: width, style: style)
      case .figures:
        let tables = Self.table(group.rows).folded(to: width)
        lines += tables.map { $0.lines(width: width, style: style) }.joined(separator: [""])
      case .list, .detail: lines += Self.table(group.rows).lines(width: width, style: style)
      }
    }
    return lines
  }

  /// One object a row. Where rows of several kinds can stand side by side, `row` names the kind.
  public func json(namingRows: Bool) -> [JSONValue] {
    rows.map { row in
      let name = namingRows ? [JSONValue.Member("row", .string(row.word ?? ""))] : []
      return .object(name + JSONValue.members(of: Self.fields(of: row)))
    }
  }

  /// The fields, each key once, and the free text as the last of them.
  private static func fields(of row: ReceivedLine) -> [Field] {
    var fields: [Field] = []
    for field in row.fields where fields.value(of: field.key) == nil { fields.append(field) }
    if let text = row.text, fields.value(of: "text") == nil { fields.append(Field("text", text)) }
    return fields
  }

  static func table(_ rows: [[Field]]) -> Table {
    let keys = columnOrder(of: rows)
    let kinds = keys.map { key in
      let kinds = rows.compactMap { $0.value(of: key) }.filter { $0 != "unknown" }.map { FieldKind.of($0, key: key) }
      return kinds.first.flatMap { first in kinds.allSatisfy { $0 == first } ? first : nil } ?? .text
    }
    let cells = rows.map { row in zip(keys, kinds).map { key, kind in row.value(of: key).map(kind.shown) ?? "" } }
    return Table(columns: zip(keys, kinds).map { Table.Column($0, $1) }, rows: cells)
  }

  /// A key that some rows lack stands after the key that it follows in the row that has it first.
  private static func columnOrder(of rows: [[Field]]) -> [String] {
    var keys: [String] = []
    for row in rows {
      var place = 0
      for field in row {
        if let known = keys.firstIndex(of: field.key) {
          place = known + 1
        } else {
          keys.insert(field.key, at: place)
          place += 1
        }
      }
    }
    return keys
  }

  private static func record(_ fields: [Field], width: Int?, style: Style) -> [String] {
    let indent = (fields.map { DisplayText.columns(of: $0.key) }.max() ?? 0) + 2
    let room = width.map { max($0 - indent, Table.shortestWord) } ?? .max
    var lines: [String] = []
    for field in fields {
      let isWalk = field.key == "path" || field.key == "nodes"
      let words = isWalk ? spaced(field.value) : FieldKind.of(field.value, key: field.key).shown(field.value)
      for (index, part) in DisplayText.wrapped(DisplayText.printable(words), to: room).enumerated() {
        let head = index == 0 ? field.key : ""
        lines.append(style.dim(DisplayText.padded(head, to: indent)) + part)
      }
    }
    return lines
  }

  /// The nodes of a walk, so that a line breaks between them.
  private static func spaced(_ list: String) -> String {
    list.split(separator: ",").joined(separator: " > ")
  }
}

extension JSONValue {
  static func members(of fields: [Field]) -> [Member] {
    fields.map { Member($0.key, value(of: $0)) }
  }

  /// A number where it is one, else the text.
  static func value(of field: Field) -> JSONValue {
    switch FieldKind.of(field.value, key: field.key) {
    case .number: .number(field.value)
    case .text, .time: .string(field.value)
    }
  }

  /// `OK` or `ERR` as one object: `ok` says which, an error has its `class` and `symbol`.
  public init(reply line: ReceivedLine, rows: [JSONValue]? = nil) {
    var members = [Member("ok", .bool(line.kind == .ok))]
    if line.kind == .error {
      members.append(Member("class", .string(line.words.first ?? "")))
      members.append(Member("symbol", .string(line.words.dropFirst().first ?? "")))
    }
    members += Self.members(of: line.fields)
    if let text = line.text { members.append(Member("text", .string(text))) }
    if let rows { members.append(Member("rows", .array(rows))) }
    self = .object(members)
  }

  /// An event or a notice as one object: `event` or `notice` is its kind, `number` and `subject` those of an event.
  public init(event line: ReceivedLine) {
    var members = [Member(line.kind == .notice ? "notice" : "event", .string(line.word ?? ""))]
    if let number = line.number { members.append(Member("number", .number(number))) }
    if let subject = line.subject { members.append(Member("subject", .string(subject))) }
    members += Self.members(of: line.fields)
    if let text = line.text { members.append(Member("text", .string(text))) }
    self = .object(members)
  }
}
