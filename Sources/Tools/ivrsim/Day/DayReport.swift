import CallModel
import Simulation
import Terminal

/// A simulated day for people, for programs, and for spreadsheets.
struct DayReport {
  let scenario: DayScenario
  let figures: DayFigures
  /// Seconds of real time.
  let took: Double

  static func clock(_ time: Interval) -> String {
    let minutes = time.seconds / 60
    return "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
  }

  private var digest: String {
    let text = String(figures.digest, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }

  // MARK: - For people

  func show() {
    let device = TerminalDevice.output
    var lines = [
      device.style.bold("\(scenario.name), seed \(scenario.seed)"),
      "\(Quantity.count(figures.calls, "call")), \(Quantity.count(figures.redials)) of them again; "
        + "\(Quantity.count(figures.agents.count, "agent"))",
      figures.dispositions.map { "\($0.word) \(Quantity.count($0.count))" }.joined(separator: ", "), "",
    ]
    lines += queueTable.lines(width: device.width, style: device.style) + [""]
    lines += groupTable.lines(width: device.width, style: device.style) + fairnessNotes + [""]
    lines += slotTable.lines(width: device.width, style: device.style) + [""]
    if !figures.refusals.isEmpty {
      lines.append(
        "refused: " + figures.refusals.map { "\($0.word) \(Quantity.count($0.count))" }.joined(separator: ", "))
    }
    if scenario.hostFaults != HostFaults() {
      let host = figures.host
      lines.append(
        "bank: \(Quantity.count(host.asked, "question")); refused \(Quantity.count(host.refused)), unheard "
          + "\(Quantity.count(host.unheard)), answers lost \(Quantity.count(host.lost)), late \(Quantity.count(host.late))"
      )
    }
    let findings = figures.auditFindings.prefix(20).map { device.style.bad("audit: \($0)") }
    lines += findings.isEmpty ? ["audit: every invariant held"] : findings
    lines.append("digest \(digest) over \(Quantity.count(figures.effects)) lines and records")
    lines.append("played in \(Quantity.seconds(took))")
    device.write(lines.joined(separator: "\n") + "\n")
  }

  private var queueTable: Table {
    Table(
      columns: [
        .init("queue"), .init("offered", .number), .init("answered", .number), .init("abandoned", .number),
        .init("callback", .number), .init("others", .number), .init("in target", .number), .init("mean wait", .number),
        .init("longest", .number), .init("talk", .number),
      ],
      rows: figures.queues.map { queue in
        [
          queue.queue.text, Quantity.count(queue.offered), Quantity.count(queue.answered),
          Quantity.count(queue.abandoned), Quantity.count(queue.calledBack), Quantity.count(queue.others),
          Self.percent(queue.serviceLevel), Self.seconds(queue.meanWaitSeconds), "\(queue.longestWait.seconds) s",
          Self.seconds(queue.meanTalkSeconds),
        ]
      })
  }

  private var groupTable: Table {
    Table(
      columns: [
        .init("agents"), .init("count", .number), .init("answered", .number), .init("occupancy", .number),
        .init("fairness", .number),
      ],
      rows: scenario.groups.map { group in
        let agents = figures.agents.filter { $0.group == group.name }
        let occupancies = agents.compactMap(\.occupancy)
        let mean = occupancies.isEmpty ? nil : occupancies.reduce(0, +) / Double(occupancies.count)
        return [
          group.name, Quantity.count(agents.count), Quantity.count(agents.reduce(0) { $0 + $1.answered }),
          Self.percent(mean), Quantity.decimal(figures.fairness(ofGroup: group.name), places: 4),
        ]
      })
  }

  /// Jain's index of n sums of handling times with the spread c is about 1 / (1 + c^2 / n) by chance alone, however
  /// evenly calls are shared: with a spread of 1 it takes 99 calls an agent to expect 0.99.
  private static let callsToJudgeBy = 99

  private var fairnessNotes: [String] {
    scenario.groups.compactMap { group in
      guard figures.fairness(ofGroup: group.name) < JainIndex.fair else { return nil }
      let answered = figures.agents.filter { $0.group == group.name }.reduce(0) { $0 + $1.answered }
      let calls = answered / max(1, group.agents.count)
      return calls < Self.callsToJudgeBy
        ? "\(group.name): \(Quantity.count(calls, "call")) an agent are too few to judge fairness by."
        : "\(group.name): its agents are not treated alike (below \(JainIndex.fair))."
    }
  }

  private var slotTable: Table {
    let rows = figures.slots.enumerated().filter { $0.element.calls > 0 || $0.element.staffed > 0 }
    return Table(
      columns: [
        .init("from"), .init("calls", .number), .init("queued", .number), .init("answered", .number),
        .init("abandoned", .number), .init("mean wait", .number), .init("agents", .number), .init("occupancy", .number),
      ],
      rows: rows.map { index, slot in
        [
          Self.clock(DayFigures.slotLength * Int64(index)), Quantity.count(slot.calls), Quantity.count(slot.offered),
          Quantity.count(slot.answered), Quantity.count(slot.abandoned), Self.seconds(slot.meanWaitSeconds),
          Quantity.decimal(slot.staffed, places: 1), Self.percent(slot.occupancy),
        ]
      })
  }

  private static func percent(_ share: Double?) -> String {
    share.map { Quantity.decimal($0 * 100, places: 1) + " %" } ?? "-"
  }

  private static func seconds(_ value: Double?) -> String {
    value.map { Quantity.decimal($0, places: 1) + " s" } ?? "-"
  }

  // MARK: - For programs

  var csv: String {
    var lines = ["from,calls,queued,answered,abandoned,mean_wait_seconds,agents,occupancy"]
    for (index, slot) in figures.slots.enumerated() {
      let fields = [
        Self.clock(DayFigures.slotLength * Int64(index)), "\(slot.calls)", "\(slot.offered)", "\(slot.answered)",
        "\(slot.abandoned)", slot.meanWaitSeconds.map { Self.plain($0, 3) } ?? "", Self.plain(slot.staffed, 3),
        slot.occupancy.map { Self.plain($0, 5) } ?? "",
      ]
      lines.append(fields.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func plain(_ value: Double, _ places: Int) -> String {
    Quantity.decimal(value, places: places).filter { $0 != "," }
  }

  var json: JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .decimal($0, places: 5) } ?? .null }
    func tallies(_ list: [DayFigures.Tally]) -> JSONValue {
      .object(list.map { .init($0.word, .number($0.count)) })
    }
    return .object([
      .init("scenario", .string(scenario.name)), .init("seed", .number(scenario.seed)),
      .init("calls", .number(figures.calls)), .init("redials", .number(figures.redials)),
      .init("dispositions", tallies(figures.dispositions)), .init("refusals", tallies(figures.refusals)),
      .init("queues", .array(figures.queues.map(Self.json))),
      .init(
        "groups",
        .array(
          scenario.groups.map { group in
            .object([
              .init("group", .string(group.name)), .init("agents", .number(group.agents.count)),
              .init("fairness", .decimal(figures.fairness(ofGroup: group.name), places: 6)),
            ])
          })),
      .init(
        "half_hours",
        .array(
          figures.slots.enumerated().map { index, slot in
            .object([
              .init("from", .string(Self.clock(DayFigures.slotLength * Int64(index)))),
              .init("calls", .number(slot.calls)),
              .init("queued", .number(slot.offered)), .init("answered", .number(slot.answered)),
              .init("abandoned", .number(slot.abandoned)), .init("mean_wait_seconds", number(slot.meanWaitSeconds)),
              .init("agents", number(slot.staffed)), .init("occupancy", number(slot.occupancy)),
            ])
          })),
      .init("audit", .array(figures.auditFindings.map { .string($0) })), .init("digest", .string(digest)),
      .init("seconds", .decimal(took, places: 3)),
    ])
  }

  private static func json(_ queue: DayFigures.Queue) -> JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .decimal($0, places: 5) } ?? .null }
    return .object([
      .init("queue", .string(queue.queue.text)), .init("offered", .number(queue.offered)),
      .init("answered", .number(queue.answered)), .init("abandoned", .number(queue.abandoned)),
      .init("callback", .number(queue.calledBack)), .init("others", .number(queue.others)),
      .init("service_level", number(queue.serviceLevel)), .init("mean_wait_seconds", number(queue.meanWaitSeconds)),
      .init("longest_wait_seconds", .number(queue.longestWait.seconds)),
      .init("mean_talk_seconds", number(queue.meanTalkSeconds)),
    ])
  }
}
