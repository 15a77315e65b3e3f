import Foundation
import Glibc
import Synchronization

/// Reads to the end on a thread of its own, and counts.
final class Reader: Sendable {
  private let count = Mutex(0)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ descriptor: Int32) {
    Thread.detachNewThread { [self] in
      let text = Listener.readAll(descriptor)
      count.withLock { $0 = text.utf8.count }
      isDone.signal()
    }
  }

  func wait() -> Int {
    isDone.wait()
    return count.withLock { $0 }
  }
}
