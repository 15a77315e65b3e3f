public import CallModel

/// What a dialogue is doing, as its holder may know it.
public enum DialoguePhase: Sendable, Equatable {
  case notBegun
  /// A prompt must be heard before the next thing can happen (`playback: .reported` only).
  case speaking
  case asking
  case awaitingHost
  case waiting(QueueID)
  case talking
  case transferring
  case ended
}

/// When a prompt counts as heard.
public enum PlaybackMode: String, Sendable, Codable {
  /// When it is sent.
  case instant
  /// When the gateway says so.
  case reported
}
