/// Rows under headings, fitted to a terminal's width.
///
/// What comes first matters most: where the width does not suffice, headings are cut from the right, then words
/// (never a number or a time, which would lie, nor the first column, which says what the row is about); the last
/// columns are left out and named below where even that is too wide.
public struct Table: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    public var title: String
    public var kind: FieldKind

    public init(_ title: String, _ kind: FieldKind = .text) {
      self.title = title
      self.kind = kind
    }
  }

  /// Columns that a cut heading, and a cut word, keeps at least.
  static let shortestTitle = 5
  static let shortestWord = 8
  private static let gap = 2

  public var columns: [Column]
  /// Each as long as `columns`.
  public var rows: [[String]]

  public init(columns: [Column], rows: [[String]]) {
    precondition(rows.allSatisfy { $0.count == columns.count }, "Each row of a table has a cell for each column.")
    self.columns = columns
    self.rows = rows.map { $0.map(DisplayText.printable) }
  }

  /// `width` is `nil` where nothing limits it: a file, a pipe.
  public func lines(width: Int?, style: Style) -> [String] {
    guard !columns.isEmpty else { return [] }
    let widths = fitted(to: width)
    var lines = [style.bold(line(columns.map(\.title), widths))]
    for row in rows { lines.append(line(row, widths)) }
    let missing = columns[widths.count...].map(\.title)
    if !missing.isEmpty {
      let note = "not shown for want of width: \(missing.joined(separator: ", "))"
      lines += DisplayText.wrapped(note, to: max(width ?? .max, 1)).map(style.dim)
    }
    return lines
  }

  /// The same as tables that each fit the width, the first column before each: nothing is cut and nothing left out,
  /// where a column and the first fit at all.
  public func folded(to width: Int?) -> [Table] {
    guard let width, let first = columns.first else { return [self] }
    func natural(_ index: Int) -> Int {
      max(DisplayText.columns(of: columns[index].title), rows.map { DisplayText.columns(of: $0[index]) }.max() ?? 0)
    }
    var parts: [[Int]] = []
    var left = 0
    for index in columns.indices.dropFirst() {
      let needed = natural(index) + Self.gap
      if parts.isEmpty || needed > left {
        parts.append([])
        left = width - natural(0)
      }
      parts[parts.count - 1].append(index)
      left -= needed
    }
    guard parts.count > 1 else { return [self] }
    return parts.map { part in
      Table(columns: [first] + part.map { columns[$0] }, rows: rows.map { row in [row[0]] + part.map { row[$0] } })
    }
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, width) in widths.enumerated() {
      if index > 0 { line += String(repeating: " ", count: Self.gap) }
      let cell = DisplayText.cut(cells[index], to: width)
      line += DisplayText.padded(cell, to: width, onTheLeft: columns[index].kind == .number)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// A width for each column that is shown: as many as fit when all are cut as far as may be.
  private func fitted(to limit: Int?) -> [Int] {
    let titles = columns.map { DisplayText.columns(of: $0.title) }
    let cells = columns.indices.map { index in rows.map { DisplayText.columns(of: $0[index]) }.max() ?? 0 }
    let natural = zip(titles, cells).map(max)
    guard let limit else { return natural }
    let withShortTitles = columns.indices.map { max(cells[$0], min(titles[$0], Self.shortestTitle)) }
    let shortest = columns.indices.map { index in
      // The first column says what the row is about.
      let mayBeCut = index > 0 && columns[index].kind == .text
      return mayBeCut ? min(withShortTitles[index], Self.shortestWord) : withShortTitles[index]
    }
    var shown = columns.count
    while shown > 1, Self.total(shortest.prefix(shown)) > limit { shown -= 1 }
    var widths = Array(natural.prefix(shown))
    for floors in [withShortTitles, shortest] {
      for index in widths.indices.reversed() {
        let excess = max(0, Self.total(widths[...]) - limit)
        widths[index] = max(floors[index], widths[index] - excess)
      }
    }
    if Self.total(widths[...]) > limit { widths = [max(1, limit)] }
    return widths
  }

  private static func total(_ widths: ArraySlice<Int>) -> Int { widths.reduce(0, +) + gap * (widths.count - 1) }
}
