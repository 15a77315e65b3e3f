import Terminal

/// The result of `ivrsim kill-loop`, for people and for programs.
struct KillReport {
  let run: KillRun

  var lost: Int { run.keysLost + run.transfersLost + run.recordsLost }
  var doubled: Int { run.keysDoubled + run.transfersDoubled + run.recordsDoubled }
  var isClean: Bool { run.faults.isEmpty && lost == 0 && doubled == 0 }

  var text: String {
    let heading = "kill-loop: \(Quantity.count(run.kills, "kill")), seed \(run.seed)"
    var rows = [
      ["kills", Quantity.count(run.kills)],
      ["calls", Quantity.count(run.calls)],
      ["keys acknowledged", Quantity.count(run.keys)],
      ["events, each once and in order", Quantity.count(run.events)],
      ["transfers", Quantity.count(run.transfersDone)],
      ["callers served in their order", Quantity.count(run.callersServed)],
      ["orders to the centre's desk", Quantity.count(run.orders.acknowledged)],
      ["records of calls", Quantity.count(run.records)],
      ["lost", Quantity.count(lost)],
      ["doubled", Quantity.count(doubled)],
    ]
    for (index, quantile) in Latency.quantiles.enumerated()
    where quantile.percentile == 50 || quantile.percentile == 100 {
      rows.append(
        ["started again, \(quantile.name)", run.recoveries.values.map { Quantity.time(nanoseconds: $0[index]) } ?? "-"])
    }
    let table = Table(columns: [.init(""), .init("", .number)], rows: rows).lines(width: nil, style: .plain)
    let verdict =
      isClean ? ["Nothing that was acknowledged is lost, nothing was done twice."] : run.faults.lines + ["FAILED"]
    return ([heading, "on \(Machine.current.description)"] + table + [""] + verdict).joined(separator: "\n")
  }

  var json: JSONValue {
    .object([
      .init("trial", .string("kill-loop")), .init("machine", Machine.current.json),
      .init("seed", .number(Int(run.seed))),
      .init("kills", .number(run.kills)), .init("calls", .number(run.calls)), .init("keys", .number(run.keys)),
      .init("events", .number(run.events)), .init("transfers", .number(run.transfersDone)),
      .init("served", .number(run.callersServed)), .init("orders", .number(run.orders.acknowledged)),
      .init("records", .number(run.records)),
      .init("lost", .number(lost)), .init("doubled", .number(doubled)), .init("recovery", run.recoveries.json),
      .init("faults", .number(run.faults.count)),
      .init("first_faults", .array(run.faults.sentences.map { .string($0) })), .init("ok", .bool(isClean)),
    ])
  }
}
