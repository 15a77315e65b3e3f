public import CallModel

/// Prompts that the engine says by itself, by the ids that it looks for; one that the catalogue lacks is not said.
///
/// In one place, so that whoever writes or checks a catalogue sees them all.
public enum ConventionalPrompt {
  /// After a slow host's first seconds.
  public static let oneMoment = PromptID("one-moment")
  /// Before a call is ended because its walk went round and round.
  public static let menuLoop = PromptID("menu-loop")

  /// After the n-th silence at a node, counted from 1.
  public static func noInput(_ count: Int, at node: NodeID? = nil) -> PromptID { counted("no-input", count, node) }
  /// After the n-th wrong entry at a node.
  public static func noMatch(_ count: Int, at node: NodeID? = nil) -> PromptID { counted("no-match", count, node) }
  /// Which key brings the next page of a `choose` node: `{key:digits}`.
  public static func more(at node: NodeID? = nil) -> PromptID { named("more", node) }
  /// A new position or estimate while waiting; the queue's announcements decide when.
  public static func queueUpdate(at node: NodeID? = nil) -> PromptID { named("queue-update", node) }
  /// In place of `queueUpdate` where the wait has grown beyond what the caller was told: an apology.
  public static func queueLonger(at node: NodeID? = nil) -> PromptID { named("queue-longer", node) }
  /// In place of what a waiting caller is told (by its prompt's own id, so `agent.next`): nobody is ahead of him; nobody
  /// can tell how long it will take; or both. The first that the catalogue has.
  public static func variants(of prompt: PromptID, isNext: Bool, isWaitUnknown: Bool) -> [PromptID] {
    let both = isNext && isWaitUnknown ? ["next-unknown"] : []
    let one = isWaitUnknown ? ["unknown"] : isNext ? ["next"] : []
    return (both + one).map { PromptID("\(prompt.text).\($0)") }
  }
  /// In place of a hole that has no value: `phone-unknown`.
  public static func unknown(_ hole: String) -> PromptID { PromptID("\(hole)-unknown") }

  private static func counted(_ what: String, _ count: Int, _ node: NodeID?) -> PromptID {
    named("\(what).\(count)", node)
  }

  private static func named(_ what: String, _ node: NodeID?) -> PromptID {
    PromptID(node.map { "\($0.text).\(what)" } ?? what)
  }
}
