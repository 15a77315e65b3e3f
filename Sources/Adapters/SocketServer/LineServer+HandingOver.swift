import CPlatform
public import CallModel
import Glibc
import LineProtocol
import Logging
public import NIOCore
import NIOPosix

/// Connections that go from one process to the next without their peers' noticing: frozen and handed over by the one,
/// taken over and thawed by the other.
extension LineServer {
  /// A connection that is handed over, with a descriptor of its socket that the receiver of this closes.
  public struct Handed: Sendable {
    public var state: HandedConnection
    public var descriptor: Int32

    public init(state: HandedConnection, descriptor: Int32) {
      self.state = state
      self.descriptor = descriptor
    }
  }

  /// Those that are open as the core sees it, the oldest first. On the loop.
  public var connectionsOnCore: [ConnectionID] { table.value.all.map(\.id) }

  /// Accepts nobody, and reads from nobody any more. When it returns, the core has been given all that was read.
  public func freeze() async {
    await stopListening()
    await onConnections { $0.freeze() }
  }

  /// Closes the connections here, and gives what the next process needs to go on with them; at most so many, the
  /// oldest first. Those that are ending or have a request open stay.
  public func handOver(most: Int) async -> [Handed] {
    let handed = try? await loop.submit {
      var handed: [Handed] = []
      for connection in self.table.value.all where handed.count < most {
        if let (state, descriptor) = connection.handOver() {
          handed.append(Handed(state: state, descriptor: descriptor))
        }
      }
      return handed
    }.get()
    return handed ?? []
  }

  /// Goes on with a connection of the process before. Nothing is read from it before `thaw`.
  public func takeOver(_ handed: Handed) -> EventLoopFuture<Void> {
    // NIO takes the descriptor, and closes it where it fails.
    takingOverBootstrap(handed.state).withConnectedSocket(handed.descriptor).flatMap { _ in
      // Its first turn is over by then.
      self.loop.submit {}
    }
  }

  /// Reads from all connections.
  public func thaw() async { await onConnections { $0.thaw() } }

  /// What the core has said reaches the connections before this returns.
  public func deliverAll() async { await onConnections { _ in } }

  private func takingOverBootstrap(_ state: HandedConnection) -> ClientBootstrap {
    ClientBootstrap(group: loop)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try self.takeOver(state, on: channel) }
      }
      .channelOption(.allowRemoteHalfClosure, value: true)
      .channelOption(.autoRead, value: false)
      .channelOption(.maxMessagesPerRead, value: 1)
      .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: limits.readSize))
      .channelOption(
        .writeBufferWaterMark, value: .init(low: limits.outboundSoftLimit / 2, high: limits.outboundSoftLimit))
  }

  private func takeOver(_ state: HandedConnection, on channel: any Channel) throws {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(makeConnection(takingOver: state, peer: peer(of: channel)))
  }

  private func onConnections(_ body: @escaping @Sendable (LineConnection) -> Void) async {
    try? await loop.submit {
      self.table.value.flush()
      for connection in self.table.value.all { body(connection) }
    }.get()
    // What the connections had told the courier by then reaches the core before this does.
    try? await loop.submit { self.courier.value?.handOver() }.get()
  }
}
