import CallModel
import Simulation
import Terminal

/// Agents by half hour, for people and for programs.
struct StaffReport {
  private let plan: StaffPlan
  private let shrinkage: Double
  private let teams: [StaffPlan.Team]?
  private var rows: [(slot: Int, agents: [Int], levels: [Double?])] = []

  init(plan: StaffPlan, shrinkage: Double, teams: [StaffPlan.Team]?) {
    self.plan = plan
    self.shrinkage = shrinkage
    self.teams = teams
  }

  /// False where no number of agents is enough.
  mutating func add(_ slot: Int, seed: UInt64) -> Bool {
    if let teams {
      guard let staffing = plan.staffing(teams: teams, in: slot, seed: seed) else { return false }
      rows.append((slot, staffing.agents, staffing.serviceLevels.map { $0?.mean }))
      return true
    }
    var agents: [Int] = []
    var levels: [Double?] = []
    for index in plan.demands.indices {
      guard let needed = plan.agents(for: index, in: slot) else { return false }
      let demand = plan.demands[index]
      agents.append(needed)
      levels.append(
        needed == 0
          ? nil
          : Erlang(
            arrivalsPerSecond: demand.calls[slot] / 1_800, handlingSeconds: demand.handlingSeconds,
            patienceSeconds: demand.patienceSeconds, agents: needed
          ).answer(targetSeconds: plan.target.seconds)?.serviceLevel)
    }
    rows.append((slot, agents, levels))
    return true
  }

  private var groups: [String] { teams?.map(\.name) ?? plan.demands.map(\.name) }

  /// Agents to be paid, so that enough of them can take calls.
  private func scheduled(_ agents: Int) -> Int { Int((Double(agents) / (1 - shrinkage)).rounded(.up)) }

  func show() {
    let device = TerminalDevice.output
    let percent = Quantity.decimal(plan.target.serviceLevel * 100, places: 0)
    let method =
      teams != nil ? "simulated" : plan.demands.allSatisfy { $0.patienceSeconds != nil } ? "Erlang A" : "Erlang C"
    let heading =
      "agents needed for \(percent) % within \(Quantity.decimal(plan.target.seconds, places: 0)) s (\(method))"
    var columns = [Table.Column("from")] + groups.map { Table.Column($0, .number) } + [.init("all", .number)]
    if shrinkage > 0 { columns.append(.init("to schedule", .number)) }
    columns += plan.demands.map { .init("\($0.name) in time", .number) }
    let table = Table(
      columns: columns,
      rows: rows.map { row in
        let total = row.agents.reduce(0, +)
        return [DayReport.clock(StaffForecast.begin(of: row.slot))] + row.agents.map { Quantity.count($0) }
          + [Quantity.count(total)] + (shrinkage > 0 ? [Quantity.count(scheduled(total))] : [])
          + row.levels.map { $0.map { Quantity.decimal($0 * 100, places: 1) + " %" } ?? "-" }
      })
    device.write(
      ([heading, ""] + table.lines(width: device.width, style: device.style)).joined(separator: "\n") + "\n")
  }

  var json: JSONValue {
    .object([
      .init("service_level", .decimal(plan.target.serviceLevel, places: 4)),
      .init("within_seconds", .decimal(plan.target.seconds, places: 1)),
      .init("simulated", .bool(teams != nil)),
      .init(
        "half_hours",
        .array(
          rows.map { row in
            let total = row.agents.reduce(0, +)
            return .object([
              .init("from", .string(DayReport.clock(StaffForecast.begin(of: row.slot)))),
              .init("agents", .object(zip(groups, row.agents).map { .init($0, .number($1)) })),
              .init("all", .number(total)), .init("to_schedule", .number(scheduled(total))),
              .init(
                "in_time",
                .object(
                  zip(plan.demands, row.levels).map { demand, level in
                    .init(demand.name, level.map { .decimal($0, places: 5) } ?? .null)
                  })),
            ])
          })),
    ])
  }
}
