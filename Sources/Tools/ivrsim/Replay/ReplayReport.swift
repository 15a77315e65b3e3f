import CallModel
import Simulation
import Terminal

/// What a replay found, for people and for programs.
struct ReplayReport {
  let title: String
  let comparison: Replay.Comparison
  /// Other settings were given: without them the present ones are held against what was recorded.
  let hasOther: Bool
  /// Callers to list.
  let worst: Int

  func show() {
    let device = TerminalDevice.output
    device.write(lines(width: device.width, style: device.style).joined(separator: "\n") + "\n")
  }

  func lines(width: Int?, style: Style) -> [String] {
    var lines = [style.bold(title)] + comparison.remarks + [""]
    for queue in comparison.queues {
      lines.append(style.bold("\(queue.queue)") + ": \(Quantity.count(queue.calls, "call"))")
      lines += table(queue).lines(width: width, style: style).map { "  " + $0 }
      lines += ["  " + Self.erlang(queue.erlang), ""]
    }
    guard hasOther else {
      return lines + ["--queues FILE takes the same day through other settings and says who is worse off"]
    }
    lines.append(
      "\(Quantity.count(comparison.losers.count, "caller")) worse off, \(Quantity.count(comparison.winners)) better off, "
        + "surely and by a second or more")
    if !comparison.losers.isEmpty, worst > 0 {
      lines += [""] + losers.lines(width: width, style: style)
      if comparison.losers.count > worst { lines.append("... --worst lists more of them") }
    }
    return lines
  }

  private func table(_ queue: Replay.Queue) -> Table {
    func row(_ name: String, _ recorded: Double?, _ figure: Replay.Figure, _ scale: Double, _ unit: String) -> [String]
    {
      func number(_ value: Double) -> String { Quantity.decimal(value * scale, places: 1) + unit }
      let start = [name, recorded.map(number) ?? "-", number(figure.before.mean)]
      guard hasOther else { return start }
      let change = (figure.difference.mean < 0 ? "" : "+") + number(figure.difference.mean)
      return start
        + [number(figure.after.mean), change, "+- \(number(figure.halfWidth))", figure.isChanged ? "yes" : "no"]
    }
    let other: [Table.Column] = [
      .init("other", .number), .init("difference", .number), .init("95 %", .number), .init("changed"),
    ]
    return Table(
      columns: [.init(""), .init("recorded", .number), .init("present", .number)] + (hasOther ? other : []),
      rows: [
        row("in target", queue.recordedServiceLevel, queue.serviceLevel, 100, " %"),
        row("mean wait", queue.recordedMeanWait, queue.meanWait, 1, " s"),
        row("abandoned", queue.recordedAbandoned, queue.abandoned, 1, ""),
      ])
  }

  private static func erlang(_ fit: ErlangFit) -> String {
    guard let answer = fit.answer else { return "Erlang: no answer, for " + fit.reasons.joined(separator: "; ") }
    return "Erlang, \(fit.agents) agents: in target \(Quantity.decimal(answer.serviceLevel * 100, places: 1)) %, "
      + "mean wait \(Quantity.decimal(answer.meanWaitSeconds, places: 1)) s, "
      + "abandoned \(Quantity.decimal(answer.abandons * 100, places: 1)) %"
  }

  private var losers: Table {
    Table(
      columns: [
        .init("worse off"), .init("queue"), .init("came"), .init("wait now", .number), .init("other", .number),
        .init("difference", .number), .init("95 %", .number), .init("answered"),
      ],
      rows: comparison.losers.prefix(worst).map { loser in
        func seconds(_ value: Double) -> String { Quantity.decimal(value, places: 1) + " s" }
        func percent(_ value: Double) -> String { Quantity.decimal(value * 100, places: 0) + " %" }
        return [
          loser.call.text, loser.queue.text, DayReport.clock(CivilTime(loser.at).timeOfDay),
          seconds(loser.wait.before.mean), seconds(loser.wait.after.mean), seconds(loser.wait.difference.mean),
          "+- \(seconds(loser.wait.halfWidth))",
          "\(percent(loser.answered.before.mean)) -> \(percent(loser.answered.after.mean))",
        ]
      })
  }

  // MARK: - For programs

  var json: JSONValue {
    .object([
      .init("title", .string(title)), .init("queues", .array(comparison.queues.map(Self.json))),
      .init(
        "worse_off",
        .array(
          comparison.losers.map { loser in
            .object([
              .init("call", .string(loser.call.text)), .init("queue", .string(loser.queue.text)),
              .init("came_at", .string(DayReport.clock(CivilTime(loser.at).timeOfDay))),
              .init("wait_seconds", Self.json(loser.wait)), .init("answered", Self.json(loser.answered)),
            ])
          })), .init("better_off", .number(comparison.winners)),
      .init("remarks", .array(comparison.remarks.map { .string($0) })),
    ])
  }

  private static func json(_ queue: Replay.Queue) -> JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .decimal($0, places: 5) } ?? .null }
    let answer = queue.erlang.answer
    return .object([
      .init("queue", .string(queue.queue.text)), .init("calls", .number(queue.calls)),
      .init("recorded_service_level", number(queue.recordedServiceLevel)),
      .init("recorded_mean_wait_seconds", number(queue.recordedMeanWait)),
      .init("recorded_abandoned", number(queue.recordedAbandoned)),
      .init("service_level", json(queue.serviceLevel)), .init("mean_wait_seconds", json(queue.meanWait)),
      .init("abandoned", json(queue.abandoned)),
      .init(
        "erlang",
        answer.map {
          .object([
            .init("agents", .number(queue.erlang.agents)), .init("service_level", .decimal($0.serviceLevel, places: 5)),
            .init("mean_wait_seconds", .decimal($0.meanWaitSeconds, places: 3)),
            .init("abandons", .decimal($0.abandons, places: 5)),
          ])
        } ?? .null),
      .init("no_erlang_because", .array(queue.erlang.reasons.map { .string($0) })),
    ])
  }

  private static func json(_ figure: Replay.Figure) -> JSONValue {
    .object([
      .init("present", .decimal(figure.before.mean, places: 5)), .init("other", .decimal(figure.after.mean, places: 5)),
      .init("difference", .decimal(figure.difference.mean, places: 5)),
      .init("half_width", .decimal(figure.halfWidth, places: 5)), .init("changed", .bool(figure.isChanged)),
    ])
  }
}
