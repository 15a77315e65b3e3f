import Glibc
public import NIOCore
import NIOHTTP1
import NIOPosix

/// A few pages over HTTP for those who watch the centre: figures, health, readiness.
///
/// It has a thread of its own, so that it answers also when the core does not.
public final class WallboardServer: Sendable {
  /// Connections at once; one more is closed at once. Those who scrape are few.
  public static let maximumConnections = 16
  /// A connection that says nothing for so long is closed, unless another time is set.
  public static let usualIdleLimit = TimeAmount.seconds(30)

  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let open: NIOLoopBoundBox<Int>
  private let idleLimit: TimeAmount
  private let answer: @Sendable (WallboardPath, any EventLoop) -> EventLoopFuture<WallboardPage>

  /// Why an address can't be used.
  public struct ListenFailure: Error, Sendable, CustomStringConvertible {
    public let description: String
  }

  /// - Parameter answer: may take its time, on any thread; the loop is the wallboard's own, for timers.
  public init(
    idleLimit: TimeAmount = usualIdleLimit,
    answer: @escaping @Sendable (WallboardPath, any EventLoop) -> EventLoopFuture<WallboardPage>
  ) {
    self.idleLimit = idleLimit
    self.answer = answer
    open = .makeBoxSendingValue(0, eventLoop: group.next())
  }

  /// - Parameter mode: the permission bits of a Unix socket's file.
  /// - Returns: where it listens, with the port that was taken for port 0.
  @discardableResult
  public func listen(on address: WallboardAddress, mode: UInt32 = 0o660) async throws(ListenFailure) -> WallboardAddress
  {
    do {
      switch address {
      case .unix(let path):
        _ = try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get()
        guard chmod(path, mode_t(mode)) == 0 else {
          throw ListenFailure(description: "\(path): chmod: \(String(cString: strerror(errno)))")
        }
        return address
      case .loopback(let host, let port):
        let channel = try await bootstrap.bind(host: host, port: port).get()
        return .loopback(host: host, port: channel.localAddress?.port ?? port)
      }
    } catch let failure as ListenFailure {
      throw failure
    } catch {
      throw ListenFailure(description: "can't listen on \(address) for the wallboard: \(error)")
    }
  }

  public func shutDown() async { try? await group.shutdownGracefully() }

  private var bootstrap: ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 64)
      .childChannelInitializer { [self] channel in
        channel.eventLoop.makeCompletedFuture {
          guard open.value < Self.maximumConnections else { return channel.close(promise: nil) }
          open.value += 1
          channel.closeFuture.whenComplete { [self] _ in open.value -= 1 }
          let pipeline = channel.pipeline.syncOperations
          try pipeline.configureHTTPServerPipeline(withErrorHandling: true)
          try pipeline.addHandlers(IdleStateHandler(allTimeout: idleLimit), WallboardHandler(answer: answer))
        }
      }
  }
}
