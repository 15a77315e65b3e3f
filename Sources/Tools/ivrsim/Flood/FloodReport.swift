import Terminal

/// The result of `bench flood`, for people and for programs.
struct FloodReport {
  let connections: Int
  let result: FloodBench.Result

  private var begunPerSecond: Double { Double(result.begun) / result.seconds }
  private var refusedPerSecond: Double { Double(result.refused) / result.seconds }

  var text: String {
    var rows = [
      ["calls begun a second", Quantity.rate(begunPerSecond)],
      ["calls refused a second", Quantity.rate(refusedPerSecond)],
    ]
    for (index, quantile) in Latency.quantiles.enumerated() {
      let value = result.latency.values.map { Quantity.time(nanoseconds: $0[index]) }
      rows.append(["a caller's key, \(quantile.name)", value ?? "-"])
    }
    let table = Table(columns: [Table.Column(""), Table.Column("ivrd", .number)], rows: rows)
    return
      ([
        "bench flood: calls over \(Quantity.count(connections, "connection")), as fast as the sockets take them",
        "on \(Machine.current.description)", "",
      ] + table.lines(width: nil, style: .plain) + [""] + verdict).joined(separator: "\n")
  }

  private var verdict: [String] {
    if !result.faults.isEmpty { return result.faults.lines }
    guard result.refused > 0 else { return ["All calls were begun: this was no flood for that ivrd."] }
    return ["What could not be begun was refused, and the caller was answered."]
  }

  var json: JSONValue {
    .object([
      .init("bench", .string("flood")), .init("machine", Machine.current.json),
      .init("connections", .number(connections)), .init("begun_per_second", .decimal(begunPerSecond, places: 0)),
      .init("refused_per_second", .decimal(refusedPerSecond, places: 0)), .init("caller", result.latency.json),
      .init("ok", .bool(result.faults.isEmpty)),
    ])
  }
}
