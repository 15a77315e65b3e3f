/// Something about a tree that only shows where callers' ways are followed.
public struct MenuFinding: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case unreachable
    case deadEnd = "dead-end"
    case loop
    /// A node demands more than callers have proved when they get there.
    case level
    /// An operation reads a value that has not been collected on some way.
    case uncollected
    /// A prompt speaks such a value.
    case unspoken
    /// No string of digits passes the node's own checks.
    case noEntry = "no-entry"
    /// A password where prompts, records and screens could get at it.
    case secret
    /// The tree has more than the analysis follows.
    case tooLarge = "too-large"
  }

  public var kind: Kind
  public var isError: Bool
  /// Where it shows.
  public var node: NodeIndex
  public var sentence: String
  /// A shortest way there; `nil` where the finding is about no way.
  public var route: MenuRoute?
}
