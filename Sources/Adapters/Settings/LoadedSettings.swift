public import ACD
public import CallModel
public import IVR

/// A directory of menus, read and found free of errors.
public struct LoadedSettings: Sendable {
  public var tree: MenuTree
  public var acd: ACDConfiguration
  /// The head start of VIP callers in every queue, in points of urgency.
  public var vipCredit: Int64
  /// Agents who may log in; every agent of `acd` has one.
  public var agentPasswords: [AgentID: AgentPassword]
  /// What is doubtful but no reason to refuse the settings, by file, line and column.
  public var warnings: [SettingsProblem]
  /// Nodes that wait for an operation of the bank, in the tree's order.
  public var pending: [PendingNode]
  /// The files that all this was read from.
  public var sources: [SettingsFile]

  public init(
    tree: MenuTree, acd: ACDConfiguration, vipCredit: Int64, agentPasswords: [AgentID: AgentPassword],
    warnings: [SettingsProblem] = [], pending: [PendingNode] = [],
    sources: [SettingsFile] = []
  ) {
    self.tree = tree
    self.acd = acd
    self.vipCredit = vipCredit
    self.agentPasswords = agentPasswords
    self.warnings = warnings
    self.pending = pending
    self.sources = sources
  }
}

/// A node that is written out in full, but whose operation the bank doesn't offer yet: in the tree it
/// says that an agent will help and leads to one. Kept beside the tree so that its edges can be checked
/// and shown today, and so that a path check knows why nothing leads to the nodes after it.
public struct PendingNode: Sendable, Equatable {
  public var node: NodeID
  /// What it will say: on entry, then for its outcomes, in the order of writing.
  public var prompts: [PromptID]
  /// Where its edges will lead when it is no longer pending, in the order of writing.
  public var edges: [NodeIndex]

  public init(node: NodeID, prompts: [PromptID], edges: [NodeIndex]) {
    self.node = node
    self.prompts = prompts
    self.edges = edges
  }
}
