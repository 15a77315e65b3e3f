public import ACD
public import CallModel
public import IVR

/// A directory of menus, read and found free of errors.
public struct LoadedSettings: Sendable {
  public var tree: MenuTree
  public var acd: ACDConfiguration
  /// The head start of VIP callers in every queue, in points of urgency.
  public var vipCredit: Int64
  /// The bank's units, which the centre's papers may name; empty: any.
  public var units: [UnitID]
  /// Agents who may log in; every agent of `acd` has one.
  public var agentPasswords: [AgentID: AgentPassword]
  /// What is doubtful but no reason to refuse the settings, by file, line and column.
  public var warnings: [SettingsProblem]
  /// Nodes in whose places others stand, in the tree's order.
  public var pending: [PendingNode]
  /// Nodes that need an approved change request, in the tree's order.
  public var proposed: [ProposedNode]
  /// The files that all this was read from.
  public var sources: [SettingsFile]

  public init(
    tree: MenuTree, acd: ACDConfiguration, vipCredit: Int64, units: [UnitID] = [],
    agentPasswords: [AgentID: AgentPassword],
    warnings: [SettingsProblem] = [], pending: [PendingNode] = [], proposed: [ProposedNode] = [],
    sources: [SettingsFile] = []
  ) {
    self.tree = tree
    self.acd = acd
    self.vipCredit = vipCredit
    self.units = units
    self.agentPasswords = agentPasswords
    self.warnings = warnings
    self.pending = pending
    self.proposed = proposed
    self.sources = sources
  }
}

/// A node that is written out in full and doesn't do its work yet, because the bank doesn't offer its operation (then it
/// says that an agent will help and leads to one), or because nobody has approved it (then it leads elsewhere without a
/// word). Kept beside the tree so that its edges can be checked and shown today, and so that a path check knows why
/// nothing leads to the nodes after it.
public struct PendingNode: Sendable, Equatable {
  public enum Want: Sendable { case operation, approval }

  public var node: NodeID
  public var wants: Want
  /// What it will say: on entry, then for its outcomes, in the order of writing.
  public var prompts: [PromptID]
  /// Where its edges will lead when it is no longer pending, in the order of writing.
  public var edges: [NodeIndex]

  public init(node: NodeID, wants: Want = .operation, prompts: [PromptID], edges: [NodeIndex]) {
    self.node = node
    self.wants = wants
    self.prompts = prompts
    self.edges = edges
  }
}
