import Simulation
import Terminal

/// The oracle's answers, a row at a time for people, all together for programs.
struct OracleReport {
  private let isJSON: Bool
  private let style = TerminalDevice.output.style
  private var rows: [JSONValue] = []
  private(set) var disagreements = 0

  init(json: Bool) { isJSON = json }

  mutating func show(_ row: OracleRow, _ result: OracleCheck.Result) {
    if !result.agrees { disagreements += 1 }
    rows.append(Self.json(row, result))
    guard !isJSON else { return }
    let calls = "\(result.replications) replications of \(Quantity.count(result.callsEach)) calls"
    var lines = [style.bold("\(row.id)  \(row.title)") + "  (\(calls))"]
    let titles: [Table.Column] = [
      .init("measure"), .init("exact", .number), .init("simulated", .number), .init("99.9 % interval", .number),
      .init("verdict"),
    ]
    let table = Table(columns: titles, rows: result.lines.map { Self.cells($0) })
    lines += table.lines(width: TerminalDevice.output.width, style: style).map { "  " + $0 }
    lines += Set(result.auditFindings).sorted().map { "  " + style.bad("audit: \($0)") }
    lines.append("  " + (result.agrees ? style.good("\(row.id) agrees") : style.bad("\(row.id) DISAGREES")))
    TerminalDevice.output.write(lines.joined(separator: "\n") + "\n\n")
  }

  func finish() {
    guard !isJSON else {
      let all = JSONValue.object([.init("ok", .bool(disagreements == 0)), .init("rows", .array(rows))])
      return print(all.text)
    }
    let agreed = rows.count - disagreements
    print("\(agreed) of \(rows.count) rows agree" + (disagreements == 0 ? "." : "; \(disagreements) disagree."))
  }

  private static func cells(_ line: OracleCheck.Line) -> [String] {
    guard let exact = line.exact else {
      return [line.name, "1", number(line.simulated), ">= \(JainIndex.fair)", line.verdict.rawValue]
    }
    let interval = "\(number(line.simulated - line.halfWidth)) .. \(number(line.simulated + line.halfWidth))"
    return [line.name, number(exact), number(line.simulated), interval, line.verdict.rawValue]
  }

  /// Five digits that count, or thereabouts.
  private static func number(_ value: Double) -> String {
    Quantity.decimal(value, places: value.magnitude < 1 ? 5 : value.magnitude < 100 ? 3 : 1)
  }

  private static func json(_ row: OracleRow, _ result: OracleCheck.Result) -> JSONValue {
    .object([
      .init("id", .string(row.id)), .init("title", .string(row.title)), .init("agrees", .bool(result.agrees)),
      .init("replications", .number(result.replications)), .init("calls_each", .number(result.callsEach)),
      .init("measures", .array(result.lines.map(json))),
      .init("audit", .array(result.auditFindings.map { .string($0) })),
    ])
  }

  private static func json(_ line: OracleCheck.Line) -> JSONValue {
    let isFairness = line.exact == nil
    return .object([
      .init("measure", .string(line.name)), .init("exact", line.exact.map { .decimal($0, places: 10) } ?? .null),
      .init("simulated", .decimal(line.simulated, places: 10)),
      .init("low", isFairness ? .null : .decimal(line.simulated - line.halfWidth, places: 10)),
      .init("high", isFairness ? .null : .decimal(line.simulated + line.halfWidth, places: 10)),
      .init("verdict", .string(line.verdict.rawValue)),
    ])
  }
}
