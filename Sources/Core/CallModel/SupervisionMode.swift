/// How a supervisor takes part in a conversation. The legs are the gateway's.
public enum SupervisionMode: String, CaseIterable, Sendable, Codable {
  /// Hears both, and is heard by none.
  case listen
  /// Is heard by the agent only.
  case whisper
  /// Is heard by both.
  case barge
}
