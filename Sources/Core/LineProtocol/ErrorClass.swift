/// What a client should do about an error: the first word after `ERR`.
public enum ErrorClass: String, CaseIterable, Sendable {
  /// Fix the request; the same bytes will fail again.
  case bad
  /// Not this role, or not in this state of authority.
  case deny
  /// That call, offer, session or record has ended, or is not held any more.
  case gone
  /// The wrong state for it; `want=` and `have=` say which.
  case conflict
  /// Later: after `after=` milliseconds where that is given.
  case retry
  /// The server's own fault; `id=` is in its log.
  case bug
}
