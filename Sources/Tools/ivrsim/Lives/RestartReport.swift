import Terminal

/// The result of `ivrsim restarts`, for people and for programs.
struct RestartReport {
  let run: RestartRun
  let restarts: Int
  /// What the programs call themselves that were there, each once, in the order of their first life.
  private(set) var programs: [String] = []

  init(run: RestartRun, restarts: Int) { (self.run, self.restarts) = (run, restarts) }

  mutating func note(program: String) { if !programs.contains(program) { programs.append(program) } }

  var isClean: Bool {
    run.faults.isEmpty && run.lost == 0 && run.keysDoubled == 0 && run.connectionsLost == 0
      && run.epochsHeard == restarts * run.connectionCount && run.passwordsTaken == restarts
  }

  func text(mostStored: Int?) -> String {
    let heading =
      "restarts: \(restarts) under \(Quantity.count(run.callers, "call")) on "
      + "\(Quantity.count(run.connectionCount, "connection")), seed \(run.seed)"
    var rows = [
      ["programs that took turns", programs.joined(separator: ", ")],
      ["keys answered", Quantity.count(run.keysAnswered)],
      ["events, each once and in order", Quantity.count(run.eventsTaken)],
      ["lost (answers, events)", Quantity.count(run.lost)],
      ["keys that counted twice", Quantity.count(run.keysDoubled)],
      ["reconnects", Quantity.count(run.connectionsLost)],
      ["lines cut in two by a restart", Quantity.count(run.halfLines)],
      ["passwords cut in two by a restart", Quantity.count(run.passwordsTaken)],
      ["EPOCH notices", Quantity.count(run.epochsHeard)],
      ["descriptors in the store, at most", mostStored.map { Quantity.count($0) } ?? "-"],
    ]
    for (index, quantile) in Latency.quantiles.enumerated()
    where quantile.percentile == 50 || quantile.percentile == 100 {
      rows.append(
        [
          "SIGTERM to ready, \(quantile.name)",
          run.restartTimes.values.map { Quantity.time(nanoseconds: $0[index]) } ?? "-",
        ])
    }
    rows.append(["longest silence", Quantity.time(nanoseconds: UInt64(max(0, run.longestSilence)))])
    let table = Table(columns: [.init(""), .init("", .number)], rows: rows).lines(width: nil, style: .plain)
    let verdict = isClean ? ["Nobody noticed."] : run.faults.lines + ["FAILED"]
    return ([heading, "on \(Machine.current.description)"] + table + [""] + verdict).joined(separator: "\n")
  }

  func json(mostStored: Int?) -> JSONValue {
    .object([
      .init("trial", .string("restarts")), .init("machine", Machine.current.json),
      .init("seed", .number(Int(run.seed))),
      .init("programs", .array(programs.map { .string($0) })),
      .init("restarts", .number(restarts)), .init("calls", .number(run.callers)),
      .init("connections", .number(run.connectionCount)), .init("keys_answered", .number(run.keysAnswered)),
      .init("events", .number(run.eventsTaken)), .init("lost", .number(run.lost)),
      .init("doubled", .number(run.keysDoubled)), .init("reconnects", .number(run.connectionsLost)),
      .init("half_lines", .number(run.halfLines)), .init("half_passwords", .number(run.passwordsTaken)),
      .init("epoch_notices", .number(run.epochsHeard)),
      .init("descriptors_stored", mostStored.map { .number($0) } ?? .null),
      .init("restart_time", run.restartTimes.json), .init("longest_silence_ns", .number(Int(run.longestSilence))),
      .init("faults", .number(run.faults.count)),
      .init("first_faults", .array(run.faults.sentences.map { .string($0) })), .init("ok", .bool(isClean)),
    ])
  }
}
