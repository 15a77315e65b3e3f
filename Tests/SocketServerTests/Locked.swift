import Foundation

/// A value behind a lock that the thread sanitizer understands; it takes `Mutex` for a race.
final class Locked<Value>: @unchecked Sendable {
  // @unchecked: the value is touched under the lock only.
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) { self.value = value }

  func withLock<R>(_ body: (inout Value) throws -> R) rethrows -> R {
    try lock.withLock { try body(&value) }
  }
}
