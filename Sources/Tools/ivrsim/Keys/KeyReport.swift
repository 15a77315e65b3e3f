import Terminal

/// The result of `bench keys`, for people and for programs.
struct KeyReport {
  let bench: KeyBench
  let daemon: KeyBench.Run
  let echo: KeyBench.Run?

  var text: String {
    let names = echo == nil ? ["ivrd"] : ["ivrd", "bare echo", "ratio"]
    let columns = [Table.Column("")] + names.map { Table.Column($0, .number) }
    let table = Table(columns: columns, rows: rows).lines(width: nil, style: .plain)
    return ([heading, "on \(Machine.current.description)", ""] + table + ["", verdict]).joined(separator: "\n")
  }

  private var heading: String {
    let plan = bench.plan
    let pace = bench.rate.map { "\(Quantity.count($0)) keys a second" } ?? "as fast as they are answered"
    return "bench keys: \(Quantity.count(plan.calls, "call")) over \(Quantity.count(plan.connections, "connection")), "
      + "\(Quantity.count(bench.depth, "key")) of a call outstanding, \(pace)"
  }

  private var rows: [[String]] {
    var rows = [row("keys answered a second", hasRatio: true, { $0.count.keysPerSecond }, Quantity.rate)]
    for (index, quantile) in Latency.quantiles.enumerated() {
      rows.append(
        row("latency \(quantile.name)", hasRatio: true, { $0.count.latency.values.map { Double($0[index]) } }) {
          Quantity.time(nanoseconds: UInt64($0))
        })
    }
    rows.append(row("CPU a key", hasRatio: true, \.cpuPerKey) { Quantity.time(nanoseconds: UInt64($0 * 1e9)) })
    rows.append(row("CPU a second", \.coresUsed, Quantity.seconds))
    rows.append(row("  and the loader's", \.loaderCoresUsed, Quantity.seconds))
    rows.append(row("memory (RSS)", { $0.residentBytes.map(Double.init) }) { Quantity.megabytes(Int($0)) })
    rows.append(row("seconds measured", { $0.count.seconds }) { Quantity.decimal($0, places: 1) })
    rows.append(row("keys lost", { Double($0.count.lost) }, Quantity.rate))
    return rows
  }

  /// One measure, of the daemon and of the echo server, and the first as a share of the second.
  private func row(
    _ name: String, hasRatio: Bool = false, _ value: (KeyBench.Run) -> Double?, _ format: (Double) -> String
  ) -> [String] {
    let mine = value(daemon)
    guard let echo else { return [name, mine.map(format) ?? "-"] }
    let limit = value(echo)
    let ratio = mine.flatMap { mine in limit.flatMap { $0 > 0 ? mine / $0 : nil } }
    let shown = hasRatio ? ratio.map { Quantity.decimal($0, places: 2) } ?? "-" : ""
    return [name, mine.map(format) ?? "-", limit.map(format) ?? "-", shown]
  }

  private var verdict: String {
    let count = daemon.count
    if count.isClean {
      return "Every key was answered, and no event was missing." + (holdsRate ? "" : " But the rate was not held.")
    }
    return
      "FAILED: \(count.lost) keys without an answer, \(count.unsent) that could not be sent in time, \(count.gaps) gaps in the events' numbers, "
      + "\(count.strays) questions without a key, \(count.problems) other problems."
      + (count.problem.map { " The first: \($0)" } ?? "")
  }

  /// Within a hundredth: the keys that are on their way at the end have no answer yet.
  private var holdsRate: Bool { bench.rate.map { daemon.count.keysPerSecond >= 0.99 * Double($0) } ?? true }

  var json: JSONValue {
    .object([
      .init("bench", .string("keys")), .init("machine", Machine.current.json),
      .init("connections", .number(bench.plan.connections)),
      .init("calls_per_connection", .number(bench.plan.callsPerConnection)), .init("depth", .number(bench.depth)),
      .init("rate", bench.rate.map { .number($0) } ?? .null),
      .init("rate_held", .bool(holdsRate)), .init("ivrd", daemon.json),
      .init("echo", echo?.json ?? .null),
      .init(
        "ratio", echo.map { .decimal(daemon.count.keysPerSecond / $0.count.keysPerSecond, places: 4) } ?? .null),
      .init("ok", .bool(daemon.count.isClean)),
    ])
  }
}

extension KeyBench.Run {
  /// CPU seconds for each second measured.
  var coresUsed: Double? { cpuSeconds.map { $0 / count.seconds } }

  var loaderCoresUsed: Double? { loaderSeconds.map { $0 / count.seconds } }

  /// In seconds.
  var cpuPerKey: Double? { cpuSeconds.flatMap { count.answered > 0 ? $0 / Double(count.answered) : nil } }

  var json: JSONValue {
    .object([
      .init("keys_per_second", .decimal(count.keysPerSecond, places: 1)),
      .init("seconds", .decimal(count.seconds, places: 3)), .init("answered", .number(count.answered)),
      .init("latency", count.latency.json),
      .init("cpu_seconds", cpuSeconds.map { .decimal($0, places: 2) } ?? .null),
      .init("loader_cpu_seconds", loaderSeconds.map { .decimal($0, places: 2) } ?? .null),
      .init("rss_bytes", residentBytes.map { .number($0) } ?? .null), .init("lost", .number(count.lost)),
      .init("unsent", .number(count.unsent)),
      .init("event_gaps", .number(count.gaps)), .init("strays", .number(count.strays)),
      .init("problems", .number(count.problems)), .init("problem", count.problem.map { .string($0) } ?? .null),
    ])
  }
}
