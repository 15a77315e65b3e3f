/// A session and the number of an event in it, written `<sid>:<event>`: in `HELLO resume=` and in `! BYE resume=`.
public struct ResumePoint: Hashable, Sendable, CustomStringConvertible {
  public var session: String
  /// Numbers begin at 1; 0 is before the first.
  public var event: Int64

  public init(session: String, event: Int64) {
    self.session = session
    self.event = event
  }

  public var description: String { "\(session):\(event)" }
}
