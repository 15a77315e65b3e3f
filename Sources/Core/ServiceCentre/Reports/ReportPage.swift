public import CallModel

/// Reports as one page that needs nothing else: tables, how the figures are computed, and bars drawn as SVG.
public struct ReportPage: Sendable {
  /// One report's rows, as keys and values.
  public struct Section: Sendable {
    public var kind: ReportKind
    public var rows: [[(key: String, value: String)]]

    public init(kind: ReportKind, rows: [[(key: String, value: String)]]) {
      self.kind = kind
      self.rows = rows
    }
  }

  public var language: Language
  /// The first and the last day.
  public var period: String
  public var sections: [Section]

  public init(language: Language, period: String, sections: [Section]) {
    self.language = language
    self.period = period
    self.sections = sections
  }

  private var isChinese: Bool { language == .chinese }

  public var html: String {
    let title = (isChinese ? "客户服务中心报表 " : "Service centre report ") + period
    let index = sections.map { "<a href=\"#\($0.kind.rawValue)\">\(Self.escaped($0.kind.title(language)))</a>" }
    return """
      <!doctype html>
      <html lang="\(isChinese ? "zh" : "en")">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Self.escaped(title))</title>
      <style>
      body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #1a1a1a;
        max-width: 90rem; margin: 2rem auto; padding: 0 1rem; }
      nav a { margin-right: 1rem; display: inline-block; } a { color: #0b57a4; }
      .wide { overflow-x: auto; } table { border-collapse: collapse; margin: .5rem 0; font-size: 13px; }
      th, td { padding: .2rem .3rem; text-align: right; border-bottom: 1px solid #ddd; }
      th { background: #f3f5f8; font-size: 11px; vertical-align: bottom; }
      .w, th:first-child, td:first-child { text-align: left; }
      ul { color: #555; font-size: 13px; } svg { display: block; max-width: 100%; height: auto; }
      @media print { nav { display: none; } section { break-inside: avoid; } }
      </style>
      <h1>\(Self.escaped(title))</h1>
      <nav>\(index.joined(separator: " "))</nav>
      \(sections.map(html(of:)).joined(separator: "\n"))
      </html>

      """
  }

  private func html(of section: Section) -> String {
    let heading = "<section id=\"\(section.kind.rawValue)\">\n<h2>\(Self.escaped(section.kind.title(language)))</h2>"
    guard !section.rows.isEmpty else {
      return heading + "\n<p>\(isChinese ? "本期无数据。" : "Nothing in these days.")</p>\n</section>"
    }
    let keys = section.rows.reduce(into: [String]()) { keys, row in
      for cell in row where !keys.contains(cell.key) { keys.append(cell.key) }
    }
    // Figures stand to the right; words, days and whatever the row is of to the left.
    let classes = keys.map { key in
      let values = section.rows.compactMap { row in row.first { $0.key == key }?.value }
      return key == keys.first || values.allSatisfy(Self.isFigure) ? "" : " class=\"w\""
    }
    let head = zip(keys, classes).map { "<th\($1)>\(Self.escaped(ReportLabels.label($0, language)))</th>" }.joined()
    let body = section.rows.map { row in
      "<tr>"
        + zip(keys, classes).map { key, style in
          "<td\(style)>\(Self.escaped(ReportWords.word(row.first { $0.key == key }?.value ?? "", in: key, language)))</td>"
        }.joined() + "</tr>"
    }
    let formulas = section.kind.formulas(language).map { "<li>\(Self.escaped($0))</li>" }.joined()
    return """
      \(heading)
      \(BarChart(section, language).svg)
      <div class="wide"><table><thead><tr>\(head)</tr></thead><tbody>
      \(body.joined(separator: "\n"))
      </tbody></table></div>
      <ul>\(formulas)</ul>
      </section>
      """
  }

  /// A number, or the dash that stands for none.
  static func isFigure(_ text: String) -> Bool {
    text == "-" || BarChart.hundredths(text.hasPrefix("-") ? String(text.dropFirst()) : text) != nil
  }

  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case let other: escaped.append(other)
      }
    }
    return escaped
  }
}

/// One bar a row, drawn as SVG. The room for labels is measured from the widest, so that none is clipped.
struct BarChart {
  static let mostBars = 30
  private static let (barHeight, gap, barRoom) = (18, 6, 420)

  private var bars: [(label: String, value: String, amount: Int64)] = []
  private var title = ""
  /// What a bar of full width stands for, in hundredths.
  private var full: Int64 = 0

  init(_ section: ReportPage.Section, _ language: Language) {
    guard let chart = section.kind.chart else { return }
    title = ReportLabels.label(chart.value, language)
    for row in section.rows {
      guard let name = row.first(where: { $0.key == chart.label })?.value,
        let text = row.first(where: { $0.key == chart.value })?.value, let amount = Self.hundredths(text)
      else { continue }
      bars.append((ReportWords.word(name, in: chart.label, language), text, amount))
    }
    if bars.count > Self.mostBars {
      let all = bars.count
      // Equal ones stay in the order of the table.
      let places = bars.indices.sorted {
        bars[$0].amount != bars[$1].amount ? bars[$0].amount > bars[$1].amount : $0 < $1
      }
      bars = places.prefix(Self.mostBars).map { bars[$0] }
      title += language == .chinese ? "（最多的 \(bars.count) 项，共 \(all) 项）" : " (the largest \(bars.count) of \(all))"
    }
    let most = bars.map(\.amount).max() ?? 0
    full = max(most, most > 0 ? (chart.full ?? 0) * 100 : 0)
  }

  var svg: String {
    guard full > 0 else { return "" }
    let labelRoom = (bars.map { Self.width($0.label) }.max() ?? 0) + 12
    let valueRoom = (bars.map { Self.width($0.value) }.max() ?? 0) + 12
    let (width, height) = (labelRoom + Self.barRoom + valueRoom, bars.count * (Self.barHeight + Self.gap) + 24)
    let drawn = bars.enumerated().map { place, bar in
      let y = 24 + place * (Self.barHeight + Self.gap)
      let length = Int(bar.amount * Int64(Self.barRoom) / full)
      return """
        <text x="\(labelRoom - 6)" y="\(y + 14)" text-anchor="end">\(ReportPage.escaped(bar.label))</text>\
        <rect x="\(labelRoom)" y="\(y)" width="\(length)" height="\(Self.barHeight)" fill="#3b7dc4"/>\
        <text x="\(labelRoom + length + 6)" y="\(y + 14)">\(ReportPage.escaped(bar.value))</text>
        """
    }
    return """
      <svg viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" role="img" font-size="13" \
      font-family="inherit"><text x="\(labelRoom)" y="14" font-weight="bold">\(ReportPage.escaped(title))</text>
      \(drawn.joined(separator: "\n"))
      </svg>
      """
  }

  /// Pixels at 13 px, rather too many than too few.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 8 : 14) }
  }

  /// `81.13` as 8113; `nil` of what is no such number.
  static func hundredths(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int64(parts[0]), whole >= 0, whole < Int64.max / 1_000 else { return nil }
    let decimals = parts.count == 2 ? String(parts[1].prefix(2)) : "0"
    guard let fraction = Int64(decimals.count == 1 ? decimals + "0" : decimals), fraction >= 0 else { return nil }
    return whole * 100 + fraction
  }
}
