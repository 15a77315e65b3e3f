import Terminal

/// The result of `bench queue`, for people and for programs.
struct QueueReport {
  let plan: QueueBench.Plan
  let result: QueueResult

  var text: String {
    let heading =
      "bench queue: \(Quantity.count(plan.agents, "agent")), \(Quantity.count(plan.waiting, "caller")) waiting"
    let table = Table(columns: [Table.Column("measured"), Table.Column("", .number)], rows: rows)
    return
      ([heading, "on \(Machine.current.description)", ""] + table.lines(width: nil, style: .plain) + ["", verdict])
      .joined(separator: "\n")
  }

  private var rows: [[String]] {
    let unknown = "unknown"
    var rows = [
      ["memory for a waiting caller", result.bytesEach.map { Quantity.kilobytes(Int($0)) } ?? unknown],
      [
        "processor while they only wait",
        result.restingCPU.map { Quantity.decimal($0 * 100, places: 1) + " % of a core" } ?? unknown,
      ],
    ]
    if let latencies = result.next.values {
      rows += zip(Latency.quantiles, latencies).map {
        ["an agent's wrap-up to his next offer, \($0.name)", Quantity.time(nanoseconds: $1)]
      }
    }
    rows += [
      [
        "\(Quantity.count(result.drained.callers, "caller")) taken by all agents",
        Quantity.seconds(result.drained.seconds),
      ],
      ["whole calls a second", Quantity.rate(result.callsPerSecond)],
      ["calls refused for the load", Quantity.count(result.refused)],
      [
        "processor for a whole call", result.callCPU.map { Quantity.time(nanoseconds: UInt64($0 * 1e9)) } ?? unknown,
      ],
    ]
    return rows
  }

  private var verdict: String {
    if result.isClean { return "Every request was answered, and no event was missing." }
    return (["\(Quantity.count(result.lost)) lost"] + result.faults.lines).joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      .init("bench", .string("queue")), .init("machine", Machine.current.json),
      .init("agents", .number(plan.agents)), .init("waiting", .number(plan.waiting)),
      .init("bytes_per_waiting_call", result.bytesEach.map { .decimal($0, places: 0) } ?? .null),
      .init("resting_cpu", result.restingCPU.map { .decimal($0, places: 4) } ?? .null),
      .init("next_offer", result.next.json),
      .init("drained", .number(result.drained.callers)),
      .init("drain_seconds", .decimal(result.drained.seconds, places: 4)),
      .init("calls", .number(result.calls)), .init("refused", .number(result.refused)),
      .init("calls_per_second", .decimal(result.callsPerSecond, places: 1)),
      .init("cpu_microseconds_per_call", result.callCPU.map { .decimal($0 * 1e6, places: 1) } ?? .null),
      .init("lost", .number(result.lost)), .init("faults", .array(result.faults.sentences.map(JSONValue.string))),
    ])
  }
}
