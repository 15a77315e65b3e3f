public import CallModel
public import LineProtocol

/// What connections tell the core, in order for each connection: `opened`, then anything, then `closed` once.
public enum ConnectionInput: Sendable {
  case opened(ConnectionID, Role, PeerCredentials)
  /// A whole line, perhaps a refused one. It is to be reported as done with `LineServer.completed`.
  case line(ConnectionID, ClientLine)
  /// The peer has no more to say (netcat at end of file); what is sent to it still arrives.
  case halfClosed(ConnectionID)
  /// More is waiting to be read by the peer than the hard limit allows. Said once; the connection closes after the
  /// grace time, whether the core says so or not.
  case slowReader(ConnectionID)
  /// The soft limit: so much waits for the peer of an operators' connection that what may be thinned should be.
  /// Others are never told: their events are not thinned.
  case congested(ConnectionID)
  /// The peer has read half of it, or more.
  case relieved(ConnectionID)
  /// Nothing follows for this connection, and what is still sent to it is thrown away.
  case closed(ConnectionID)
}

/// Who is at the other end, as the kernel recorded it when the peer connected: part of the audit trail.
public struct PeerCredentials: Hashable, Sendable {
  public var uid: UInt32
  public var gid: UInt32
  public var pid: Int32

  public init(uid: UInt32, gid: UInt32, pid: Int32) {
    self.uid = uid
    self.gid = gid
    self.pid = pid
  }
}
