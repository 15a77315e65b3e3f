public import CallModel
public import LineProtocol

/// Every bound of the socket server, so that no peer can take more than its share of memory or time.
public struct ConnectionLimits: Hashable, Sendable {
  /// Connections open at once, over all roles; one more gets `! BYE reason=overload`.
  public var maximumConnections: Int
  /// A connection with so many lines delivered and not completed is not read until half of them are done.
  /// One piece of `readSize` bytes may go over it.
  public var unansweredLines: Int
  /// Bytes that wait for the peer: from here on it is not read, until half of them are gone.
  public var outboundSoftLimit: Int
  /// Bytes that wait for the peer: beyond this it is a slow reader, and closed.
  public var outboundHardLimit: Int
  /// How long a closing connection may take to read what was sent; then it is cut off.
  public var closingGrace: Interval
  /// Bytes read from a connection at a time, and what an idle one keeps for its next read.
  public var readSize: Int
  /// Connections that the kernel holds before they are accepted.
  public var backlog: Int32

  public init(
    maximumConnections: Int = WireLimit.maximumConnections, unansweredLines: Int = 256,
    outboundSoftLimit: Int = 256 * 1_024,
    outboundHardLimit: Int = 4 * 1_024 * 1_024, closingGrace: Interval = .seconds(5), readSize: Int = 4_096,
    backlog: Int32 = 4_096
  ) {
    precondition(
      maximumConnections > 0 && unansweredLines > 0 && readSize > 0 && outboundSoftLimit > 1
        && outboundHardLimit >= outboundSoftLimit,
      "Limits are positive, and the hard limit is not below the soft one.")
    self.maximumConnections = maximumConnections
    self.unansweredLines = unansweredLines
    self.outboundSoftLimit = outboundSoftLimit
    self.outboundHardLimit = outboundHardLimit
    self.closingGrace = closingGrace
    self.readSize = readSize
    self.backlog = backlog
  }
}
