import CallModel
import IVR

/// Everything that nodes may name. Filled before the first node is read, so that order doesn't matter.
struct TreeNames {
  var nodes = NameTable<NodeIndex>(noun: "node")
  var prompts = NameTable<PromptID>(noun: "prompt")
  var queues = NameTable<QueueID>(noun: "queue")
  var hours = NameTable<OpeningHours>(noun: "hours")
  var languages = NameTable<Language>(noun: "language")
  /// Said by nodes that wait for an operation of the bank.
  var pendingPrompt: PromptID?
  /// Which proposed nodes are live.
  var approved = ChangeApprovals.none
}

/// Words that stand where a node's name could: no node may be called so.
enum TargetWord: String, CaseIterable {
  case again, back
  case subtreeEnd = "return"
  /// Only in `links`: the key does nothing here.
  case none

  var target: Target? {
    switch self {
    case .again: .again
    case .back: .back
    case .subtreeEnd: .subtreeEnd
    case .none: nil
    }
  }
}
