import Terminal

/// The result of `bench idle`, for people and for programs.
struct IdleReport {
  let bench: IdleBench

  var text: String {
    let rows = [
      ["opened in", Quantity.seconds(bench.openingSeconds)],
      ["memory for a connection", bench.bytesEach.map { Quantity.kilobytes(Int($0)) } ?? "-"],
      [
        "processor while all are idle",
        bench.restingCPU.map { Quantity.decimal($0 * 100, places: 1) + " % of a core" } ?? "-",
      ],
    ]
    let table = Table(columns: [Table.Column(""), Table.Column("", .number)], rows: rows)
    return
      ([
        "bench idle: \(Quantity.count(bench.connections, "connection")), each with one PING behind it",
        "on \(Machine.current.description)", "",
      ] + table.lines(width: nil, style: .plain).dropFirst() + [""] + verdict).joined(separator: "\n")
  }

  private var verdict: [String] {
    bench.faults.isEmpty ? ["Each was answered, and none was closed."] : bench.faults.lines
  }

  var json: JSONValue {
    .object([
      .init("bench", .string("idle")), .init("machine", Machine.current.json),
      .init("connections", .number(bench.connections)),
      .init("opening_seconds", .decimal(bench.openingSeconds, places: 3)),
      .init("bytes_per_connection", bench.bytesEach.map { .decimal($0, places: 0) } ?? .null),
      .init("resting_cpu", bench.restingCPU.map { .decimal($0, places: 4) } ?? .null),
      .init("ok", .bool(bench.faults.isEmpty)),
    ])
  }
}
