/// Takes what a swarm's connections bring, one line at a time, on the swarm's own thread.
/// It may send on, open and close any connection from inside.
public protocol SwarmHandler: AnyObject {
  /// A line without its LF, as a slice of what was read: keep a copy, not the slice.
  func received(_ line: ArraySlice<UInt8>, on connection: Int)
  /// The connection is gone. Not called for one that its owner closed.
  func ended(_ connection: Int, _ end: ConnectionEnd)
}

/// How a connection came to its end.
public enum ConnectionEnd: Hashable, Sendable {
  /// The other end closed it; every line that it had sent before has been handed on.
  case closedByPeer
  /// The other end sent what can't be a line: more than 4,096 bytes, a NUL, or invalid UTF-8.
  case brokenLine
}
