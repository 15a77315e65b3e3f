import Dispatch
import NIOPosix

/// Threads for what takes time, that end with whoever has them.
///
/// NIO's pool keeps itself and its threads alive until it is shut down; the last to let go of a worker may be its own
/// thread, or a start that has failed half way.
final class WorkThreads: Sendable {
  private let pool: NIOThreadPool

  init(_ count: Int = 1) {
    pool = NIOThreadPool(numberOfThreads: count)
    pool.start()
  }

  deinit { pool.shutdownGracefully(queue: .global()) { _ in } }

  /// After `shutDown` it is done at once, on the caller's thread.
  func submit(_ work: @escaping @Sendable () -> Void) { pool.submit { _ in work() } }

  /// Returns when what was submitted is done.
  func shutDown() { try? pool.syncShutdownGracefully() }
}
