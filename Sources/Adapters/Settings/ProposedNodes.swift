public import CallModel
public import IVR

/// A node that may only go live with an approved change request which names it [H5].
public struct ProposedNode: Sendable, Equatable {
  public var node: NodeID
  public var isApproved: Bool
  /// Where its callers go while it is not.
  public var instead: NodeIndex

  public init(node: NodeID, isApproved: Bool, instead: NodeIndex) {
    self.node = node
    self.isApproved = isApproved
    self.instead = instead
  }
}

/// Which proposed nodes are live in a load.
public enum ChangeApprovals: Sendable {
  /// Those that approved change requests name.
  case of([NodeID])
  /// As if every change were approved: for looking ahead.
  case all

  public static let none = ChangeApprovals.of([])

  func cover(_ node: NodeID) -> Bool {
    switch self {
    case .of(let nodes): nodes.contains(node)
    case .all: true
    }
  }
}

/// Approvals among kept settings: what was live is part of their content, hence of their version. In a directory that
/// people write it has no place, for there approvals come from change requests.
enum ApprovalsFile {
  static let path = "approved.yaml"

  /// `nil` where nothing was proposed and approved.
  static func file(_ proposed: [ProposedNode]) -> SettingsFile? {
    let nodes = proposed.filter(\.isApproved).map(\.node.text)
    guard !nodes.isEmpty else { return nil }
    return SettingsFile(path: path, text: "approved: [\(nodes.joined(separator: ", "))]\n")
  }

  static func read(_ file: SettingsFile, shownAs name: String, _ log: ProblemLog) -> [NodeID] {
    var reader = YAMLReader(file: name, log: log)
    guard var map = file.text(shownAs: name, log).flatMap({ reader.read($0) })?.map("the approvals") else { return [] }
    let nodes = map.required("approved")?.list()?.compactMap { $0.identifier() }.map { NodeID($0) } ?? []
    map.finish()
    return nodes
  }
}
