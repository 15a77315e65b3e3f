import Terminal

/// The result of `bench calls`, for people and for programs.
struct CallReport {
  let bench: CallBench

  private var result: CallResult { bench.result }
  private var callsPerSecond: Double { Double(result.ended) / (result.openingSeconds + result.walkingSeconds) }

  var isClean: Bool { result.isClean(calls: bench.calls) }

  var text: String {
    let heading =
      "bench calls: \(Quantity.count(bench.calls, "call")) over \(Quantity.count(bench.connections, "connection")), "
      + "each to its balance"
    let table = Table(columns: [Table.Column(""), Table.Column("", .number)], rows: rows)
    let body = table.lines(width: nil, style: .plain).dropFirst()
    let verdict = isClean ? ["No line was lost, and every call heard its balance."] : result.faults.lines
    return ([heading, "on \(Machine.current.description)", ""] + body + [""] + verdict).joined(separator: "\n")
  }

  private var rows: [[String]] {
    [
      ["alive at the same time", Quantity.count(result.alive)],
      ["balances spoken", Quantity.count(result.heard)],
      ["calls ended", Quantity.count(result.ended)],
      ["requests", Quantity.count(result.requests)],
      ["  answered", Quantity.count(result.replies)],
      ["events", Quantity.count(result.events)],
      ["lost lines", Quantity.count(result.lost)],
      ["opened in", Quantity.seconds(result.openingSeconds)],
      ["walked in", Quantity.seconds(result.walkingSeconds)],
      ["calls a second", Quantity.rate(callsPerSecond)],
      ["CPU a call", cpuPerCall.map { Quantity.time(nanoseconds: UInt64($0 * 1e9)) } ?? "-"],
      ["memory (RSS) before", memory(result.usageBefore)],
      ["  with all calls alive", memory(result.usageAlive)],
      ["  at its peak", memory(result.usagePeak)],
      ["  afterwards", memory(result.usageAfter)],
      ["  growth for each call", bytesPerCall.map { Quantity.kilobytes($0) } ?? "-"],
    ]
  }

  private func memory(_ usage: ProcessUsage?) -> String { usage.map { Quantity.megabytes($0.residentBytes) } ?? "-" }

  private var bytesPerCall: Int? {
    guard let before = result.usageBefore, let alive = result.usageAlive, result.alive > 0 else { return nil }
    return (alive.residentBytes - before.residentBytes) / result.alive
  }

  private var cpuPerCall: Double? {
    guard let before = result.usageBefore, let after = result.usageAfter, result.ended > 0 else { return nil }
    return (after.cpuSeconds - before.cpuSeconds) / Double(result.ended)
  }

  var json: JSONValue {
    func bytes(_ usage: ProcessUsage?) -> JSONValue { usage.map { .number($0.residentBytes) } ?? .null }
    return .object([
      .init("bench", .string("calls")), .init("machine", Machine.current.json), .init("calls", .number(bench.calls)),
      .init("connections", .number(bench.connections)), .init("alive_at_once", .number(result.alive)),
      .init("balances_spoken", .number(result.heard)), .init("ended", .number(result.ended)),
      .init("requests", .number(result.requests)), .init("replies", .number(result.replies)),
      .init("events", .number(result.events)), .init("lost_lines", .number(result.lost)),
      .init("opening_seconds", .decimal(result.openingSeconds, places: 4)),
      .init("walking_seconds", .decimal(result.walkingSeconds, places: 4)),
      .init("calls_per_second", .decimal(callsPerSecond, places: 1)),
      .init("cpu_seconds_per_call", cpuPerCall.map { .decimal($0, places: 6) } ?? .null),
      .init("rss_bytes_before", bytes(result.usageBefore)), .init("rss_bytes_alive", bytes(result.usageAlive)),
      .init("rss_bytes_peak", bytes(result.usagePeak)), .init("rss_bytes_after", bytes(result.usageAfter)),
      .init("faults", .number(result.faults.count)),
      .init("first_faults", .array(result.faults.sentences.map { .string($0) })), .init("ok", .bool(isClean)),
    ])
  }
}
