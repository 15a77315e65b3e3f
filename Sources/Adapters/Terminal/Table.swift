/// Rows under headings, fitted to a terminal's width.
///
/// What comes first matters most: where the width does not suffice, headings are cut from the right, then words
/// (never a number, which would lie), then the last columns are left out and named below.
public struct Table: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    public var title: String
    /// Aligned on the right, and never cut.
    public var isNumeric: Bool

    public init(_ title: String, isNumeric: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
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

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, width) in widths.enumerated() {
      if index > 0 { line += String(repeating: " ", count: Self.gap) }
      let cell = DisplayText.cut(cells[index], to: width)
      line += DisplayText.padded(cell, to: width, onTheLeft: columns[index].isNumeric)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// A width for each column that is shown.
  private func fitted(to limit: Int?) -> [Int] {
    let titles = columns.map { DisplayText.columns(of: $0.title) }
    let cells = columns.indices.map { index in rows.map { DisplayText.columns(of: $0[index]) }.max() ?? 0 }
    var widths = zip(titles, cells).map(max)
    guard let limit else { return widths }
    func excess() -> Int { widths.reduce(0, +) + Self.gap * (widths.count - 1) - limit }
    for index in widths.indices.reversed() where excess() > 0 {
      let floor = max(cells[index], min(titles[index], Self.shortestTitle))
      widths[index] = max(floor, widths[index] - excess())
    }
    for index in widths.indices.reversed() where excess() > 0 && !columns[index].isNumeric {
      let floor = min(widths[index], Self.shortestWord)
      widths[index] = max(floor, widths[index] - excess())
    }
    while excess() > 0, widths.count > 1 { widths.removeLast() }
    if excess() > 0 { widths[0] = max(1, limit) }
    return widths
  }
}
