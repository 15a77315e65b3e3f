import CallModel

/// The files of a menu directory, read as YAML and sorted by what they are for.
struct SettingsSources {
  /// The files with a name of their own; all must be there.
  enum Role: String, CaseIterable {
    case tree = "tree.yaml"
    case queues = "queues.yaml"
    case hours = "hours.yaml"
    case agents = "agents.yaml"
  }

  let log: ProblemLog
  private var roles: [Role: YAMLValue] = [:]
  /// Files of nodes, by name.
  private(set) var topics: [YAMLValue] = []
  /// False where a file of nodes could not be read.
  private(set) var hasAllTopics = true
  /// Languages with a file of prompts that could not be read.
  private(set) var unreadPrompts: [String] = []
  /// Files of prompts with their language's tag, by path.
  private(set) var prompts: [(tag: String, position: SourcePosition, file: YAMLValue)] = []

  /// `files` in the order of their paths; `folder` is put before the paths where positions are shown.
  init(_ files: [SettingsFile], shownBelow folder: String, _ log: ProblemLog) {
    self.log = log
    func shown(_ path: String) -> String { folder.isEmpty ? path : "\(folder)/\(path)" }
    for file in files {
      let start = SourcePosition(file: shown(file.path), line: 1, column: 1)
      let folders = file.path.split(separator: "/")
      let isPrompts = folders.count == 3 && folders[0] == "prompts"
      guard file.path.hasSuffix(".yaml"), folders.count == 1 || isPrompts else {
        let places = "tree.yaml, queues.yaml, hours.yaml, agents.yaml, <topic>.yaml or prompts/<language>/<name>.yaml"
        log.error(start, "this file is not read: it must be \(places)")
        continue
      }
      guard file.path != ApprovalsFile.path else {
        log.error(start, "this file is not read: approvals of proposed nodes come from change requests (ivrctl change)")
        continue
      }
      var reader = YAMLReader(file: start.file, log: log)
      let value = file.text(shownAs: start.file, log).flatMap { reader.read($0) }
      if isPrompts {
        let tag = String(folders[1])
        if let value { prompts.append((tag, start, value)) } else { unreadPrompts.append(tag) }
      } else if let role = Role(rawValue: file.path) {
        roles[role] = value
      } else if let value {
        topics.append(value)
      } else {
        hasAllTopics = false
      }
    }
    let present = files.map(\.path)
    for role in Role.allCases where !present.contains(role.rawValue) {
      log.error(SourcePosition(file: shown(role.rawValue), line: 1, column: 1), "the file is missing")
    }
  }

  subscript(role: Role) -> YAMLValue? { roles[role] }
}
