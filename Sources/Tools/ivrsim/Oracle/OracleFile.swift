import ACD
import CallModel
import Settings
import Simulation

/// Reads a file of oracle rows: JSON, a list of models with what theory says of each. A field it doesn't know, or a
/// value it can't take, is an error with its row, line and column; no row is ever left out.
enum OracleFile {
  static func read(_ file: SettingsFile) throws(SettingsProblems) -> [OracleRow] {
    // In the order of the file.
    var named: [(begin: SourcePosition, id: String)] = []
    do {
      return try SettingsDocument.read(file) { value in
        guard let items = value.list() else { return nil }
        if items.isEmpty { value.error("the file has no rows") }
        return items.compactMap { item in
          let (id, row) = OracleRowReader.read(item)
          guard let id else { return nil }
          if named.contains(where: { $0.id == id }) { item.error("the row \"\(id)\" is there twice") }
          named.append((item.position, id))
          return row
        }
      }
    } catch {
      throw SettingsProblems(
        error.problems.map { problem in
          guard let row = named.last(where: { $0.begin <= problem.position }) else { return problem }
          return SettingsProblem(problem.severity, at: problem.position, "row \(row.id): \(problem.sentence)")
        })
    }
  }
}

/// One row on its way from the file: names of classes and pools become indexes.
private struct OracleRowReader {
  private static let counts = 0...10_000
  private static let numbers = 0.0...1e9
  private static let points = -1e12...1e12
  private static let positive = 1e-9...1e9

  private var map: YAMLMap
  private var classNames: [String] = []
  private var poolNames: [String] = []

  /// `id` is also there where the row has flaws.
  static func read(_ item: YAMLValue) -> (id: String?, row: OracleRow?) {
    guard let map = item.map("an oracle row") else { return (nil, nil) }
    var reader = OracleRowReader(map: map)
    guard let id = reader.map.required("id")?.text() else { return (nil, nil) }
    return (id, reader.row(id))
  }

  private init(map: YAMLMap) { self.map = map }

  private mutating func row(_ id: String) -> OracleRow? {
    let title = map.optional("title")?.anyText() ?? ""
    let classes = map.required("classes")?.list()?.compactMap { callerClass($0) }
    let pools = map.required("pools")?.list()?.compactMap { pool($0) }
    guard let classes, let pools else { return nil }
    guard !classes.isEmpty, !pools.isEmpty else {
      // If there are some, they have said what is wrong with them.
      if map.optional("classes")?.isEmptyList == true { map.optional("classes")?.error("a row needs classes") }
      if map.optional("pools")?.isEmptyList == true { map.optional("pools")?.error("a row needs pools") }
      return nil
    }
    var model = QueueingModel(classes: classes, pools: pools)
    if let preferences = map.optional("classPrefersPools"), !preferences.isNull { prefer(preferences, &model) }
    model.agentSelection = map.optional("agentSelection")?.choice(Strategy.self) ?? .longestIdle
    model.maximumWaiting = map.optional("maximumWaiting").flatMap { $0.isNull ? nil : $0.integer(Self.counts) }
    model.poolsPreferClassesInOrder = map.optional("poolsPreferClassesInOrder")?.boolean() ?? false
    model.reservations = map.optional("reservations")?.list()?.compactMap { reservation($0) } ?? []
    model.targetSeconds = map.optional("targetSeconds")?.decimal(Self.numbers) ?? 20
    let exact = map.required("exact").map { figures($0) } ?? []
    map.finish()
    return OracleRow(id: id, title: title, model: model, exact: exact)
  }

  /// A flawed class has its name all the same, so that those who name it are not flaws too.
  private static func name(_ map: inout YAMLMap, _ kind: String, into names: inout [String]) -> String? {
    guard let value = map.required("name"), let name = value.text() else { return nil }
    if names.contains(name) { value.error("the \(kind) \"\(name)\" is there twice") }
    names.append(name)
    return name
  }

  private mutating func callerClass(_ value: YAMLValue) -> QueueingModel.CallerClass? {
    guard var map = value.map("a class") else { return nil }
    let name = Self.name(&map, "class", into: &classNames)
    let arrivals = map.required("arrivalsPerHour")?.decimal(Self.positive)
    let patience = map.optional("patienceSeconds").flatMap { $0.isNull ? nil : $0.decimal(Self.positive) }
    let base = map.optional("base")?.decimal(Self.points) ?? 0
    let rate = map.optional("rate")?.decimal(Self.numbers) ?? 1
    map.finish()
    guard let name, let arrivals else { return nil }
    return QueueingModel.CallerClass(
      name: name, arrivalsPerHour: arrivals, patienceSeconds: patience, base: base, rate: rate)
  }

  private mutating func pool(_ value: YAMLValue) -> QueueingModel.Pool? {
    guard var map = value.map("a pool") else { return nil }
    let name = Self.name(&map, "pool", into: &poolNames)
    let agents = map.required("agents")?.integer(1...Self.counts.upperBound)
    let handling = map.required("handlingSeconds")?.decimal(Self.positive)
    let serves = map.required("serves")?.list()?.compactMap { index(of: $0, among: classNames, "class") }
    map.finish()
    guard let name, let agents, let handling, let serves else { return nil }
    return QueueingModel.Pool(name: name, agents: agents, handlingSeconds: handling, serves: serves)
  }

  private func reservation(_ value: YAMLValue) -> QueueingModel.PoolReservation? {
    guard var map = value.map("a reservation") else { return nil }
    let callerClass = map.required("class").flatMap { index(of: $0, among: classNames, "class") }
    let pool = map.required("pool").flatMap { index(of: $0, among: poolNames, "pool") }
    let above = map.required("startsOnlyIfIdleAbove")?.integer(Self.counts)
    map.finish()
    guard let callerClass, let pool, let above else { return nil }
    return QueueingModel.PoolReservation(callerClass: callerClass, pool: pool, idleAbove: above)
  }

  private func prefer(_ value: YAMLValue, _ model: inout QueueingModel) {
    guard let map = value.map("classPrefersPools") else { return }
    for entry in map.entries {
      guard let index = classNames.firstIndex(of: entry.key) else {
        entry.value.error("there is no class \"\(entry.key)\"")
        continue
      }
      model.classes[index].prefersPools = entry.value.list()?.compactMap {
        self.index(of: $0, among: poolNames, "pool")
      }
    }
  }

  private func index(of value: YAMLValue, among names: [String], _ kind: String) -> Int? {
    guard let name = value.text() else { return nil }
    guard let index = names.firstIndex(of: name) else {
      value.error("there is no \(kind) \"\(name)\"")
      return nil
    }
    return index
  }

  // MARK: - What theory says

  private func figures(_ value: YAMLValue) -> [OracleRow.Figure] {
    guard var map = value.map("exact") else { return [] }
    var figures = measures(&map, of: .all)
    if let classes = map.optional("classes")?.map("the classes of exact") {
      for entry in classes.entries {
        guard let index = classNames.firstIndex(of: entry.key) else {
          entry.value.error("there is no class \"\(entry.key)\"")
          continue
        }
        guard var map = entry.value.map("the figures of class \(entry.key)") else { continue }
        figures += measures(&map, of: .callerClass(index))
        map.finish()
      }
    }
    if let pools = map.optional("poolOccupancy")?.map("poolOccupancy") {
      for entry in pools.entries {
        guard let index = poolNames.firstIndex(of: entry.key) else {
          entry.value.error("there is no pool \"\(entry.key)\"")
          continue
        }
        guard let exact = entry.value.decimal(Self.numbers) else { continue }
        figures.append(OracleRow.Figure(measure: .occupancy, scope: .pool(index), exact: exact))
      }
    }
    map.finish()
    if figures.isEmpty { value.error("exact has no figure to hold the scheduler against") }
    return figures
  }

  private func measures(_ map: inout YAMLMap, of scope: OracleRow.Scope) -> [OracleRow.Figure] {
    QueueingMeasure.allCases.filter { scope == .all || $0 != .occupancy }.compactMap { measure in
      guard let exact = map.optional(measure.rawValue)?.decimal(Self.numbers) else { return nil }
      return OracleRow.Figure(measure: measure, scope: scope, exact: exact)
    }
  }
}
