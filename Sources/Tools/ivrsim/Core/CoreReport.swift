import Terminal

/// The result of `bench core`, for people and for programs.
struct CoreReport {
  let results: [CoreBench.Result]

  var text: String {
    let columns =
      [Table.Column("load")]
      + ["count", "a second", "time each", "bytes out each"].map { Table.Column($0, .number) }
    let rows = results.map { result in
      [
        result.name, Quantity.count(result.count), Quantity.rate(result.perSecond),
        Quantity.time(nanoseconds: UInt64(result.nanosecondsEach)),
        Quantity.count(result.bytesOut / max(1, result.count)),
      ]
    }
    let table = Table(columns: columns, rows: rows).lines(width: nil, style: .plain)
    return (["bench core, on one of \(Machine.current.description)", ""] + table).joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      .init("bench", .string("core")), .init("machine", Machine.current.json),
      .init(
        "results",
        .array(
          results.map { result in
            .object([
              .init("load", .string(result.name)), .init("count", .number(result.count)),
              .init("per_second", .decimal(result.perSecond, places: 1)),
              .init("nanoseconds_each", .decimal(result.nanosecondsEach, places: 1)),
              .init("bytes_out", .number(result.bytesOut)),
            ])
          })),
    ])
  }
}
