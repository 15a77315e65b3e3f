/// How a queue chooses among idle agents of the same ring. Ties go to the smaller agent id.
public enum Strategy: String, Hashable, Sendable, Codable, CaseIterable {
  /// Who has been ready for longest. A break, a call or a missed offer starts the time anew.
  case longestIdle = "longest-idle"
  /// The smallest `AgentConfiguration.order`.
  case topDown = "top-down"
}
