import Terminal

/// The result of `ivrsim garbage`, for people and for programs.
struct GarbageReport {
  let run: GarbageRun
  let outcome: GarbageRun.Outcome

  var isClean: Bool { outcome.faults.isEmpty && outcome.alone.lost == 0 && outcome.beside.lost == 0 }

  var text: String {
    let heading =
      "garbage: \(Quantity.count(run.connections, "connection")) for \(Quantity.decimal(run.seconds, places: 0)) s, "
      + "seed \(run.seed)"
    let columns = [Table.Column("a good caller"), .init("alone", .number), .init("beside it", .number)]
    let good = Table(columns: columns, rows: goodRows).lines(width: nil, style: .plain)
    let sent = Table(columns: [.init("the garbage"), .init("", .number)], rows: garbageRows)
    let verdict =
      isClean
      ? ["Every line was answered as the protocol says, and the good caller lost nothing."] : outcome.faults.lines
    return
      ([heading, "on \(Machine.current.description)", ""] + good + [""]
      + sent.lines(width: nil, style: .plain) + [""] + verdict).joined(separator: "\n")
  }

  private var goodRows: [[String]] {
    let both = [outcome.alone, outcome.beside]
    var rows = [
      ["calls walked"] + both.map { Quantity.count($0.calls) },
      ["calls a second"] + both.map { Quantity.rate($0.callsPerSecond) },
      ["lost lines"] + both.map { Quantity.count($0.lost) },
    ]
    for (index, quantile) in Latency.quantiles.enumerated() {
      rows.append(
        ["latency \(quantile.name)"]
          + both.map { $0.latency.values.map { Quantity.time(nanoseconds: $0[index]) } ?? "-" })
    }
    return rows
  }

  private var garbageRows: [[String]] {
    let count = outcome.garbage
    let memory = [outcome.usageBefore, outcome.usageAfter].map {
      $0.map { Quantity.megabytes($0.residentBytes) } ?? "-"
    }
    return [
      ["connections opened", Quantity.count(count.connections)],
      ["pieces sent", Quantity.count(count.pieces)],
      ["bytes sent", Quantity.megabytes(count.bytes)],
      ["answered OK", Quantity.count(count.ok)],
      ["answered ERR", Quantity.count(count.errors)],
      ["events", Quantity.count(count.events)],
      ["BYE where it was due", Quantity.count(count.dismissals)],
      ["faults", Quantity.count(outcome.faults.count)],
      ["daemon's memory before", memory[0]],
      ["  and after", memory[1]],
    ]
  }

  var json: JSONValue {
    func good(_ result: GoodCallerResult) -> JSONValue {
      .object([
        .init("calls", .number(result.calls)), .init("seconds", .decimal(result.seconds, places: 3)),
        .init("lost_lines", .number(result.lost)), .init("latency", result.latency.json),
      ])
    }
    let count = outcome.garbage
    return .object([
      .init("trial", .string("garbage")), .init("machine", Machine.current.json),
      .init("connections", .number(run.connections)), .init("seconds", .decimal(run.seconds, places: 3)),
      .init("seed", .number(run.seed)), .init("good_alone", good(outcome.alone)),
      .init("good_beside", good(outcome.beside)), .init("connections_opened", .number(count.connections)),
      .init("pieces", .number(count.pieces)), .init("bytes", .number(count.bytes)),
      .init("ok_answers", .number(count.ok)),
      .init("err_answers", .number(count.errors)), .init("events", .number(count.events)),
      .init("dismissals", .number(count.dismissals)),
      .init("rss_bytes_before", outcome.usageBefore.map { .number($0.residentBytes) } ?? .null),
      .init("rss_bytes_after", outcome.usageAfter.map { .number($0.residentBytes) } ?? .null),
      .init("faults", .number(outcome.faults.count)),
      .init("first_faults", .array(outcome.faults.sentences.map { .string($0) })), .init("ok", .bool(isClean)),
    ])
  }
}
