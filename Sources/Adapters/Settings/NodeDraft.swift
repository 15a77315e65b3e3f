import CallModel
import IVR

/// A node that has been read, and what the checks over all nodes need to know of it.
struct NodeDraft {
  /// `nil` where something was wrong with it.
  var node: MenuNode?
  var position: SourcePosition
  /// Where it leads in the tree: its own edges, its links, what it offers while waiting.
  var edges: [NodeIndex] = []
  /// Session values that it sets.
  var sets: [String] = []
  var reads: [Read] = []
  var speaks: [Spoken] = []
  /// What a pending node will do, when it is no longer pending.
  var pending: PendingNode?
  var proposal: ProposedNode?

  /// A session value that must have been set before.
  struct Read {
    var name: String
    var position: SourcePosition
    /// `the operation "balance"`, `this condition`.
    var reader: String
  }

  /// A prompt that it says.
  struct Spoken {
    var prompt: PromptID
    var position: SourcePosition
    /// Values that this place gives to the prompt, besides those of the session.
    var values: [String]
    var role: Role
  }

  enum Role {
    case sentence
    /// Has a hole for the items of a list.
    case list
    /// One item of a list.
    case item
  }
}
