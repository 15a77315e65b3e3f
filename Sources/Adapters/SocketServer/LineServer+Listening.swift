import CPlatform
import Glibc
public import LineProtocol
import Logging
import NIOCore
import NIOPosix

extension LineServer {
  /// Listens on a socket file that it makes; a stale one is replaced.
  /// - Parameters:
  ///   - mode: permission bits of the file, whatever the umask.
  ///   - socketGroup: who may connect besides the owner. Where there is no such group, or it can't be given, nobody
  ///     else may, and a warning says so.
  public func listen(
    role: Role, path: String, mode: UInt32 = 0o660, group socketGroup: String? = nil
  ) async throws(ListenError) {
    let file = try SocketFile(path: path, mode: mode, group: socketGroup, backlog: limits.backlog)
    switch file.groupOutcome {
    case .given: break
    case .missing(let name):
      logger.warning("There is no group \(name): only the daemon's own user may connect to \(path).")
    case .refused(let name, let errno):
      logger.warning(
        """
        The socket \(path) could not be given to the group \(name) (\(String(cString: strerror(errno)))): \
        only the daemon's own user may connect. Add that user to the group.
        """)
    }
    do throws(ListenError) {
      try await start(role: role, descriptor: file.descriptor, path: path, file: file)
    } catch {
      file.remove()
      throw error
    }
  }

  /// Listens on a socket that was passed to the daemon, and is listening already. Its file is left alone at the end.
  public func listen(role: Role, descriptor: Int32) async throws(ListenError) {
    guard SocketActivation.isListener(descriptor) else { throw .notAListener(descriptor: descriptor) }
    try await start(role: role, descriptor: descriptor, path: SocketActivation.path(of: descriptor), file: nil)
  }

  private func start(role: Role, descriptor: Int32, path: String, file: SocketFile?) async throws(ListenError) {
    let channel: any Channel
    do {
      channel = try await bootstrap(role: role).withBoundSocket(descriptor).get()
    } catch let error as IOError {
      throw .failed(path, operation: "listen", errno: error.errnoCode)
    } catch {
      throw .notAListener(descriptor: descriptor)
    }
    // NIO has set a backlog of its own.
    Glibc.listen(descriptor, limits.backlog)
    let listener = LineListener(channel: channel, file: file)
    loop.execute { self.table.value.listeners.append(listener) }
    logger.info("Listening on \(path) for \(role.socketName).")
  }

  private func bootstrap(role: Role) -> ServerBootstrap {
    ServerBootstrap(group: loop)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          // Out of descriptors: rest for a second rather than spin.
          try channel.pipeline.syncOperations.addHandlers(AcceptBackoffHandler(), AcceptErrors(logger: self.logger))
        }
      }
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try self.open(channel, role: role) }
      }
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      // One read a turn, so that no connection starves another.
      .childChannelOption(.maxMessagesPerRead, value: 1)
      .childChannelOption(
        .recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: limits.readSize)
      )
      .childChannelOption(
        .writeBufferWaterMark, value: .init(low: limits.outboundSoftLimit / 2, high: limits.outboundSoftLimit))
  }

  private func open(_ channel: any Channel, role: Role) throws {
    let pipeline = channel.pipeline.syncOperations
    guard mayOpen() else {
      logger.warning("A connection for \(role.socketName) was refused: \(limits.maximumConnections) are open.")
      return try pipeline.addHandler(Refusal(grace: limits.closingGrace))
    }
    try pipeline.addHandler(makeConnection(role: role, peer: peer(of: channel)))
  }

  func peer(of channel: any Channel) throws -> PeerCredentials {
    var peer = ivr_peer()
    let outcome = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
      ivr_peer_credentials($0, &peer)
    }
    if outcome != 0 { logger.error("The kernel does not say who is at the other end of a connection.") }
    logger.debug("a connection", metadata: ["user": "\(peer.uid)", "process": "\(peer.pid)"])
    return PeerCredentials(uid: peer.uid, gid: peer.gid, pid: peer.pid)
  }

  func stopListening() async {
    let stopped = try? await loop.submit {
      defer { self.table.value.listeners = [] }
      return self.table.value.listeners
    }.get()
    for listener in stopped ?? [] {
      listener.file?.remove()
      try? await listener.channel.close().get()
    }
  }
}

/// Logs why connections can't be accepted; the listener goes on.
private final class AcceptErrors: ChannelInboundHandler {
  typealias InboundIn = any Channel
  private let logger: Logger

  init(logger: Logger) { self.logger = logger }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    logger.error("A connection could not be accepted: \(error)")
  }
}
