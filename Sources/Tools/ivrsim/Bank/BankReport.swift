import Terminal

/// The result of `bench bank`, for people and for programs.
struct BankReport {
  let callers: Int
  let results: [BankBench.Result]
  /// What the audit found.
  let violations: [String]

  /// Everything was answered, and the books are in order.
  var isClean: Bool { violations.isEmpty && results.allSatisfy { $0.refused == 0 } }

  var text: String {
    let columns =
      [Table.Column("load")]
      + ["answered", "a second", "CPU each"].map { Table.Column($0, .number) }
      + Latency.quantiles.map { Table.Column($0.name, .number) }
    let rows = results.map { result in
      let latencies = result.latency.values?.map { Quantity.time(nanoseconds: $0) }
      return [
        result.load.rawValue, Quantity.count(result.answered), Quantity.rate(result.perSecond),
        Quantity.time(nanoseconds: UInt64(result.processorSeconds * 1e9) / UInt64(max(1, result.answered))),
      ] + (latencies ?? Latency.quantiles.map { _ in "-" })
    }
    let table = Table(columns: columns, rows: rows).lines(width: nil, style: .plain)
    let lines =
      ["bench bank: \(Quantity.count(callers, "caller")) at once, on \(Machine.current.description)", ""] + table
    return (lines + ["", verdict]).joined(separator: "\n")
  }

  private var verdict: String {
    let refused = results.reduce(0) { $0 + $1.refused }
    var lines = refused == 0 ? [] : ["\(Quantity.count(refused, "question")) refused."]
    lines += violations.isEmpty ? ["The books are in order."] : violations.map { "audit: \($0)" }
    return lines.joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      .init("bench", .string("bank")), .init("machine", Machine.current.json), .init("callers", .number(callers)),
      .init("violations", .array(violations.map(JSONValue.string))),
      .init(
        "results",
        .array(
          results.map { result in
            .object([
              .init("load", .string(result.load.rawValue)), .init("answered", .number(result.answered)),
              .init("refused", .number(result.refused)),
              .init("per_second", .decimal(result.perSecond, places: 1)),
              .init("processor_seconds", .decimal(result.processorSeconds, places: 3)),
              .init("latency", result.latency.json),
            ])
          })),
    ])
  }
}
