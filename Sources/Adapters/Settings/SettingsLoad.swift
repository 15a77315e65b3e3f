import ACD
import CallModel
import IVR

/// One load on its way from files to settings. The order of its steps lets everything be named before it
/// is read: first all names, then the things that name each other.
struct SettingsLoad {
  let log: ProblemLog
  private let sources: SettingsSources
  private var names = TreeNames()
  private var topics: [TopicReader] = []
  private var queues: QueueReader?
  private var agents: AgentReader?
  private var dialHours = DialHours()

  init(_ sources: SettingsSources, _ approved: ChangeApprovals) {
    self.sources = sources
    names.approved = approved
    log = sources.log
  }

  /// `nil` where something is wrong, which the log then says.
  mutating func run(_ files: [SettingsFile]) -> LoadedSettings? {
    names.nodes.isComplete = sources.hasAllTopics
    names.prompts.isComplete = sources.unreadPrompts.isEmpty
    names.hours.isComplete = sources[.hours] != nil
    names.queues.isComplete = sources[.queues] != nil
    guard var tree = sources[.tree].flatMap({ TreeReader($0) }) else { return nil }
    tree.readLanguages(&names.languages)
    readNames(&tree)
    let texts = readPrompts(tree.languages)
    if let hours = sources[.hours] { dialHours = HoursReader(log: log).read(hours, &names.hours) }
    if let file = sources[.queues] {
      queues = QueueReader(file, &names.queues)
      queues?.readQueues(names)
      if let file = sources[.agents], let queues { agents = AgentReader(file, queues, names.queues) }
    }
    let header = tree.readHeader(&names)
    var drafts: [NodeDraft] = []
    for topic in topics { topic.read(names, tree.inherited, &drafts) }
    guard let header else { return nil }
    let checks = TreeChecks(drafts: drafts, names: names, texts: texts, log: log)
    checks.run(from: header.start, header.fallbacks)
    let acd = configuration()
    guard !log.hasErrors, let acd, let agents, let queues else { return nil }
    let nodes = drafts.map { $0.node! }
    let proposed = drafts.compactMap(\.proposal)
    let sources = files + [ApprovalsFile.file(proposed)].compactMap { $0 }
    let menus = MenuTree(
      version: MenuLoader.version(of: sources), nodes: nodes, start: header.start, fallbacks: header.fallbacks,
      prompts: texts.catalogue,
      languages: tree.languages)
    checkCallbacks(of: queues, in: menus)
    guard !log.hasErrors else { return nil }
    return LoadedSettings(
      tree: menus,
      acd: acd, vipCredit: queues.vipCredit, units: agents.units, agentPasswords: agents.passwords,
      warnings: log.problems.sorted(),
      pending: drafts.compactMap(\.pending), proposed: proposed, sources: sources)
  }

  private mutating func readNames(_ tree: inout TreeReader) {
    let read = sources.topics.map { TopicReader($0) }
    if read.contains(where: { $0 == nil }) { names.nodes.isComplete = false }
    topics = [tree.ownNodes].compactMap { $0 } + read.compactMap { $0 }
    for index in topics.indices { topics[index].defineNames(&names.nodes) }
    let count = names.nodes.names.count
    if count > SettingsLimits.nodes, let position = names.nodes.position(of: names.nodes.names[SettingsLimits.nodes]) {
      log.error(position, "there are \(count) nodes; at most \(SettingsLimits.nodes) are allowed")
    }
  }

  private mutating func readPrompts(_ languages: [Language]) -> PromptTexts {
    var reader = PromptReader(log: log, unread: sources.unreadPrompts)
    for (tag, position, file) in sources.prompts {
      guard let language = names.languages[tag] else {
        let hint = NearestWord.hint(tag, among: names.languages.names)
        log.error(position, "the tree has no language \"\(tag)\"\(hint)")
        continue
      }
      reader.read(file, language)
    }
    return reader.finish(languages, &names)
  }

  /// A queue that calls back whom it can't keep needs a node that registers it.
  private func checkCallbacks(of queues: QueueReader, in tree: MenuTree) {
    for (queue, position) in zip(queues.queues, queues.positions) {
      for (target, name) in [(queue.overflow, "overflow"), (queue.closed, "closed")] where target == .callback {
        guard tree.callbackNode(of: queue.id) == nil else { continue }
        log.error(
          position,
          "queue \(queue.id): \"\(name): callback\" needs a node of the kind callback with \"queue: \(queue.id)\"")
      }
    }
  }

  /// The scheduler's own findings, with the places they are about.
  private func configuration() -> ACDConfiguration? {
    guard let queues, let agents else { return nil }
    let configuration = ACDConfiguration(
      skills: queues.skills.names.map { SkillID($0) }, queues: queues.queues, agents: agents.agents,
      rest: agents.rest, dialHours: dialHours)
    // Doubts about what could not be read in full would be no doubts.
    let tellsWarnings = !log.hasErrors
    for finding in configuration.findings where finding.isError || tellsWarnings {
      let position =
        switch finding.subject {
        case .skills: queues.skillsPosition
        case .queue(let index): queues.positions[index]
        case .agent(let index): agents.positions[index]
        }
      if finding.isError { log.error(position, finding.sentence) } else { log.warning(position, finding.sentence) }
    }
    return configuration
  }
}
