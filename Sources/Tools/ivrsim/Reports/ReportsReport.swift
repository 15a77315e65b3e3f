import Terminal

/// The result of `bench reports`, for people and for programs.
struct ReportsReport {
  let calls: Int
  /// What writing the records took.
  let filling: Double
  let results: [ReportBench.Result]

  var isInTime: Bool { results.allSatisfy(\.isInTime) }

  var text: String {
    let columns = [Table.Column("report"), .init("rows", .number), .init("time", .number)]
    let rows = results.map { result in
      [
        result.report, Quantity.count(result.rows), Quantity.time(nanoseconds: UInt64(result.seconds * 1e9)),
      ]
    }
    let table = Table(columns: columns, rows: rows).lines(width: nil, style: .plain)
    let rate = Quantity.rate(Double(calls) / max(filling, 1e-9))
    let slow = results.filter { !$0.isInTime }.map(\.report)
    let verdict = slow.isEmpty ? "Every report within \(limit)." : "Over \(limit): \(slow.joined(separator: ", "))."
    return
      ([
        "bench reports: \(Quantity.count(calls, "call")), written at \(rate) a second, on \(Machine.current.description)",
        "",
      ]
      + table + ["", verdict]).joined(separator: "\n")
  }

  private var limit: String { "\(Quantity.decimal(ReportBench.target, places: 0)) s" }

  var json: JSONValue {
    .object([
      .init("bench", .string("reports")), .init("machine", Machine.current.json), .init("calls", .number(calls)),
      .init("filling_seconds", .decimal(filling, places: 3)),
      .init(
        "results",
        .array(
          results.map { result in
            .object([
              .init("report", .string(result.report)), .init("rows", .number(result.rows)),
              .init("seconds", .decimal(result.seconds, places: 4)),
            ])
          })),
    ])
  }
}
