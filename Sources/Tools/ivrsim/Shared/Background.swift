import Foundation
import Synchronization

/// Something that runs on a thread of its own, and its outcome. Not a task: what runs here waits on sockets.
final class Background<Value: Sendable>: Sendable {
  private let outcome = Mutex<Result<Value, any Error>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () throws -> Value) {
    Thread.detachNewThread { [self] in
      let result = Result { try body() }
      outcome.withLock { $0 = result }
      isDone.signal()
    }
  }

  var isOver: Bool { outcome.withLock { $0 != nil } }

  /// Waits for the end; once.
  func value() throws -> Value {
    isDone.wait()
    guard let result = outcome.withLock({ $0 }) else { preconditionFailure("The outcome is set before the signal.") }
    return try result.get()
  }
}
