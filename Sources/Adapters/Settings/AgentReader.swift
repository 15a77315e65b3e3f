import ACD
import CallModel

/// Reads `agents.yaml`: who takes calls, what he can do, and the hash of his password.
struct AgentReader {
  let log: ProblemLog
  private(set) var agents: [AgentConfiguration] = []
  private(set) var positions: [SourcePosition] = []
  private(set) var passwords: [AgentID: AgentPassword] = [:]
  private(set) var rest: RestPolicy?
  private(set) var units: [UnitID] = []

  /// `names` has the queues that agents may name.
  init(_ file: YAMLValue, _ queues: QueueReader, _ names: NameTable<QueueID>) {
    log = file.log
    guard var root = file.map("the agents file") else { return }
    let entries = root.required("agents")?.map("\"agents\"")?.entries ?? []
    for entry in entries {
      guard ClientWord.isValid(entry.key) else {
        log.error(entry.keyPosition, "an agent's id must be 1 to 32 of A-Z a-z 0-9 . _ -, not \"\(entry.key)\"")
        continue
      }
      if let agent = agent(entry, queues, names) {
        agents.append(agent)
        positions.append(entry.keyPosition)
      }
    }
    if entries.count > SettingsLimits.agents {
      log.error(root.position, "there are \(entries.count) agents; at most \(SettingsLimits.agents) are allowed")
    }
    if let value = root.optional("rest"), var map = value.map("\"rest\"") {
      let calls = map.required("after-calls")?.integer(ACDLimits.callsBeforeRest)
      let length = map.required("for")?.duration(ACDLimits.rest)
      map.finish()
      if let calls, let length { rest = RestPolicy(after: calls, for: length) }
    }
    if let value = root.optional("units") { units = value.list()?.compactMap { unit($0) } ?? [] }
    root.finish()
  }

  private func unit(_ value: YAMLValue) -> UnitID? {
    guard let text = value.text() else { return nil }
    guard ClientWord.isValid(text) else {
      value.error("a unit's id must be 1 to 32 of A-Z a-z 0-9 . _ -, not \"\(text)\"")
      return nil
    }
    return UnitID(text)
  }

  private mutating func agent(_ entry: YAMLValue.Entry, _ queues: QueueReader, _ names: NameTable<QueueID>)
    -> AgentConfiguration?
  {
    guard var map = entry.value.map("the agent \(entry.value.name)") else { return nil }
    let id = AgentID(entry.key)
    let name = map.required("name")?.text()
    let address = map.required("address")?.text()
    let skills = map.required("skills").map { queues.levels($0) }
    let order = map.optional("order")?.integer(0...1_000_000) ?? 0
    let weight = map.optional("weight")?.integer(1...ACDLimits.weight) ?? 1
    let takesFirst = map.optional("takes-first")?.list()?.compactMap { names.resolve($0) } ?? []
    let conflicts = map.optional("conflicts")?.list()?.compactMap { $0.integer(1...Int.max) } ?? []
    let password = map.required("password")
    map.finish()
    if let password, let text = password.text() {
      passwords[id] = AgentPassword(text)
      // Never the text itself: it may be a password that somebody wrote here by mistake.
      if passwords[id] == nil { password.error("\"password\" must be a hash: \(AgentPassword.shape)") }
    }
    guard let name, let address, let skills else { return nil }
    return AgentConfiguration(
      id: id, name: name, address: address, skills: skills, order: order, weight: weight, takesFirst: takesFirst,
      conflicts: conflicts.map { CustomerNumber(Int64($0)) })
  }
}
