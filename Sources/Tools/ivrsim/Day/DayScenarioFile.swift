import ACD
import CallModel
import Foundation
import IVR
import Settings
import Simulation
import SwitchboardCore

/// A scenario with the menus that it is played on.
struct DayWorld {
  var scenario: DayScenario
  var settings: SwitchboardSettings
}

/// Reads a scenario of a day; `scripts/simulations/busy-day.yaml` explains the form. Everything that is wrong is said with
/// file, line and column.
struct DayScenarioFile {
  private static let shares = 1...1_000_000
  private static let count = 1...10_000
  private static let durations = Interval.zero...Interval.hours(24)
  private static let lengths = Interval.milliseconds(1)...Interval.hours(24)
  private static let rate = 0.0...1_000_000.0

  private let menus: LoadedSettings
  private var agents: [AgentConfiguration] = []

  private init(menus: LoadedSettings) { self.menus = menus }

  /// `menus` takes the place of the directory that the file names.
  static func read(_ file: SettingsFile, menus override: String? = nil) throws(SettingsProblems) -> DayWorld {
    var menuProblems: SettingsProblems?
    do throws(SettingsProblems) {
      return try SettingsDocument.read(file) { value in
        guard var map = value.map("the scenario") else { return nil }
        let named = map.optional("menus")?.text() ?? "."
        let directory = override ?? folder(of: file.path) + named
        do throws(SettingsProblems) {
          var reader = DayScenarioFile(menus: try MenuLoader.load(directory: directory))
          return reader.world(&map, name: file.path)
        } catch {
          menuProblems = error
          map.optional("menus")?.error("the menus in \(directory) can't be used")
          return nil
        }
      }
    } catch {
      throw SettingsProblems((menuProblems?.problems ?? []) + error.problems)
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[...slash])
  }

  private mutating func world(_ map: inout YAMLMap, name: String) -> DayWorld? {
    let day = map.required("day")?.day()
    let seed = map.optional("seed")?.integer(0...Int.max) ?? 1
    let arrivals = map.required("arrivals").map { self.arrivals($0) }
    let callers = map.required("callers")?.list()?.compactMap { caller($0) }
    var groups: [DayScenario.AgentGroup] = []
    for item in map.required("agents")?.list() ?? [] { if let group = group(item) { groups.append(group) } }
    let handling = map.required("handling").map { self.handling($0) }
    map.finish()
    guard let day, let arrivals, let callers, let handling, !callers.isEmpty else { return nil }
    var acd = menus.acd
    acd.agents = agents
    let scenario = DayScenario(
      name: name, day: day, seed: UInt64(seed), arrivals: arrivals, callers: callers, groups: groups,
      handling: handling.byQueue, otherHandling: handling.otherwise)
    let settings = SwitchboardSettings(tree: menus.tree, acd: acd, vipCredit: menus.vipCredit)
    return DayWorld(scenario: scenario, settings: settings)
  }

  private func arrivals(_ value: YAMLValue) -> [DayScenario.Arrivals] {
    var end = Interval.zero
    return (value.list() ?? []).compactMap { item in
      guard var map = item.map("a stretch of arrivals") else { return nil }
      let from = map.required("from")?.timeOfDay()
      let to = map.required("to")?.timeOfDay()
      let rate = map.required("calls-per-hour")?.decimal(Self.rate)
      map.finish()
      guard let from, let to, let rate else { return nil }
      guard from >= end, to > from else {
        item.error("stretches of arrivals follow each other, and each ends after it begins")
        return nil
      }
      end = to
      return DayScenario.Arrivals(from: from, to: to, callsPerHour: rate)
    }
  }

  private func handling(_ value: YAMLValue) -> (byQueue: [QueueID: DayScenario.Law], otherwise: DayScenario.Law) {
    var laws: [QueueID: DayScenario.Law] = [:]
    var otherwise = DayScenario.Law(mean: .minutes(4))
    guard let map = value.map("handling") else { return (laws, otherwise) }
    for entry in map.entries {
      guard let law = law(entry.value) else { continue }
      if entry.key == "otherwise" {
        otherwise = law
      } else if menus.acd.queues.contains(where: { $0.id.text == entry.key }) {
        laws[QueueID(entry.key)] = law
      } else {
        entry.value.error("there is no queue \"\(entry.key)\"")
      }
    }
    return (laws, otherwise)
  }

  private func law(_ value: YAMLValue) -> DayScenario.Law? {
    guard var map = value.map(value.name) else { return nil }
    let mean = map.required("mean")?.duration(Self.lengths)
    let spread = map.optional("spread")?.decimal(0.01...10)
    map.finish()
    return mean.map { DayScenario.Law(mean: $0, spread: spread) }
  }

  // MARK: - Callers

  private func caller(_ value: YAMLValue) -> DayScenario.Caller? {
    guard var map = value.map("a kind of caller") else { return nil }
    let name = map.required("name")?.text()
    let share = map.required("share")?.integer(Self.shares)
    let isKnown = map.optional("known")?.boolean() ?? false
    let answers = map.optional("answers").map { self.answers($0) } ?? [:]
    let otherwise = map.optional("otherwise").flatMap { answer($0) } ?? .hangUp
    let patience = map.optional("patience")?.duration(Self.lengths)
    var redial = (percent: 0, after: Interval.zero)
    if var again = map.optional("redial")?.map("redial") {
      redial.percent = again.required("percent")?.integer(0...100) ?? 0
      redial.after = again.required("after")?.duration(Self.lengths) ?? .zero
      again.finish()
    }
    let thinks = map.optional("thinks")?.duration(Self.durations) ?? .milliseconds(1_500)
    map.finish()
    guard let name, let share else { return nil }
    return DayScenario.Caller(
      name: name, share: share, isKnown: isKnown, answers: answers, otherwise: otherwise, patience: patience,
      redialPercent: redial.percent, redialAfter: redial.after, thinks: thinks)
  }

  private func answers(_ value: YAMLValue) -> [NodeID: DayScenario.Answer] {
    var answers: [NodeID: DayScenario.Answer] = [:]
    for entry in value.map("answers")?.entries ?? [] {
      let node = NodeID(entry.key)
      if !menus.tree.nodes.contains(where: { $0.id == node }) {
        entry.value.error("the menus have no node \"\(entry.key)\"")
      }
      answers[node] = answer(entry.value)
    }
    return answers
  }

  private func answer(_ value: YAMLValue) -> DayScenario.Answer? {
    guard let text = value.text() else { return nil }
    if text == "hang-up" { return .hangUp }
    if text == "nothing" { return .nothing }
    let known: [(String, DayScenario.Answer.Part)] = [
      ("{card}", .card), ("{query-password}", .queryPassword), ("{transaction-password}", .transactionPassword),
    ]
    var parts: [DayScenario.Answer.Part] = []
    var rest = text[...]
    while !rest.isEmpty {
      if let (word, part) = known.first(where: { rest.hasPrefix($0.0) }) {
        parts.append(part)
        rest = rest.dropFirst(word.count)
      } else if let keys = Keys(rest.prefix(while: { $0 != "{" })), !keys.isEmpty {
        parts.append(.keys(keys))
        rest = rest.drop { $0 != "{" }
      } else {
        let words = known.map(\.0).joined(separator: ", ")
        value.error("\(value.name) must be keys, with \(words) between them, or hang-up, or nothing, not \"\(text)\"")
        return nil
      }
    }
    return .press(parts)
  }

  // MARK: - Agents

  private mutating func group(_ value: YAMLValue) -> DayScenario.AgentGroup? {
    guard var map = value.map("a group of agents") else { return nil }
    let name = map.required("name")?.text()
    let count = map.required("count")?.integer(Self.count)
    let skills = map.optional("skills").map { self.skills($0) } ?? []
    let shift = map.required("shift").flatMap { self.shift($0) }
    let breaks = map.optional("breaks")?.list()?.compactMap { pause($0) } ?? []
    let stagger = map.optional("stagger")?.duration(Self.durations) ?? .zero
    let answers = map.optional("answers-after").flatMap { law($0) } ?? DayScenario.Law(mean: .seconds(3), spread: 0.4)
    let misses = map.optional("misses")?.integer(0...100) ?? 0
    let wrapUp = map.optional("wrap-up").flatMap { law($0) } ?? DayScenario.Law(mean: .seconds(20))
    let pace = map.optional("pace")?.decimal(0.1...10) ?? 1
    map.finish()
    guard let name, let count, let shift else { return nil }
    let first = agents.count
    for number in 0..<count {
      let id = AgentID(String(10_001 + first + number))
      agents.append(AgentConfiguration(id: id, name: "\(name) \(number + 1)", skills: skills, order: first + number))
    }
    return DayScenario.AgentGroup(
      name: name, agents: agents[first...].map(\.id), from: shift.from, to: shift.to, breaks: breaks, stagger: stagger,
      answersAfter: answers, missesPercent: misses, wrapUp: wrapUp, pace: pace)
  }

  private func skills(_ value: YAMLValue) -> [SkillLevel] {
    (value.map("skills")?.entries ?? []).compactMap { entry in
      if !menus.acd.skills.contains(SkillID(entry.key)) { entry.value.error("there is no skill \"\(entry.key)\"") }
      return entry.value.integer(1...ACDLimits.skillLevel).map { SkillLevel(SkillID(entry.key), $0) }
    }
  }

  private func shift(_ value: YAMLValue) -> (from: Interval, to: Interval)? {
    guard var map = value.map("shift") else { return nil }
    let from = map.required("from")?.timeOfDay()
    let to = map.required("to")?.timeOfDay()
    map.finish()
    guard let from, let to else { return nil }
    if to <= from { value.error("a shift ends after it begins; one past midnight is two groups") }
    return (from, to)
  }

  private func pause(_ value: YAMLValue) -> DayScenario.AgentGroup.Break? {
    guard var map = value.map("a break") else { return nil }
    let at = map.required("at")?.timeOfDay()
    let length = map.required("length")?.duration(Self.lengths)
    map.finish()
    guard let at, let length else { return nil }
    return DayScenario.AgentGroup.Break(at: at, length: length)
  }
}
