import ACD
import Terminal

/// The result of `bench acd`, for people and for programs.
struct DispatchReport {
  let plan: DispatchPlan
  let results: [DispatchBench.Result]

  var text: String {
    let columns =
      [Table.Column("waiting", .number)]
      + ["decisions a second", "cycles a second"].map { Table.Column($0, .number) }
      + Latency.quantiles.map { Table.Column($0.name, .number) }
    let rows = results.map { result in
      let latencies = result.latency.values?.map { Quantity.time(nanoseconds: $0) }
      return [
        Quantity.count(result.waiting), Quantity.rate(result.decisionsPerSecond),
        Quantity.rate(result.cyclesPerSecond),
      ] + (latencies ?? Latency.quantiles.map { _ in "-" })
    }
    let table = Table(columns: columns, rows: rows).lines(width: nil, style: .plain)
    let lines = [heading, "on one of \(Machine.current.description)", ""] + table + ["", explanation]
    return lines.joined(separator: "\n")
  }

  private var heading: String {
    "bench acd: \(Quantity.count(plan.agents, "agent")) of \(Quantity.count(plan.profiles, "profile")), "
      + "\(Quantity.count(plan.queues, "queue")), \(plan.strategy.rawValue)"
  }

  private let explanation =
    "A decision: an agent hangs up and is offered the most urgent caller whom he may serve. A cycle: arrival,\n"
    + "decision and acceptance. p50 to max are of single decisions."

  var json: JSONValue {
    .object([
      .init("bench", .string("acd")), .init("machine", Machine.current.json), .init("agents", .number(plan.agents)),
      .init("profiles", .number(plan.profiles)), .init("queues", .number(plan.queues)),
      .init("strategy", .string(plan.strategy.rawValue)),
      .init(
        "results",
        .array(
          results.map { result in
            .object([
              .init("waiting", .number(result.waiting)), .init("decisions", .number(result.decisions)),
              .init("decisions_per_second", .decimal(result.decisionsPerSecond, places: 1)),
              .init("cycles_per_second", .decimal(result.cyclesPerSecond, places: 1)),
              .init("latency", result.latency.json),
            ])
          })),
    ])
  }
}
