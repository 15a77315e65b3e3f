import Foundation
import Journal
import Synchronization

/// The real disk, but for one call, which takes as long as the test likes.
final class SlowDisk: JournalDisk {
  private let disk = SystemDisk()
  private let left: Atomic<Int>
  private let begun = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  init(atCall call: Int) { left = Atomic(call) }

  /// Returns when the call has begun; it then waits for `goOn`. False: `work` has ended without it.
  func runUntilSlow(_ work: @escaping @Sendable () -> Void) -> Bool {
    Thread.detachNewThread {
      work()
      self.left.store(-1, ordering: .sequentiallyConsistent)
      self.begun.signal()
    }
    begun.wait()
    return left.load(ordering: .sequentiallyConsistent) == 0
  }

  /// Lets the slow call end, and returns when the work has ended.
  func goOn() {
    ended.signal()
    begun.wait()
  }

  private func take() {
    guard left.load(ordering: .sequentiallyConsistent) > 0,
      left.subtract(1, ordering: .sequentiallyConsistent).newValue == 0
    else { return }
    begun.signal()
    ended.wait()
  }

  func open(_ path: String) throws(DiskError) -> Int32 {
    take()
    return try disk.open(path)
  }
  func close(_ descriptor: Int32) { disk.close(descriptor) }
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int) throws(DiskError) -> Int {
    take()
    return try disk.write(bytes, to: descriptor, at: offset)
  }
  func makeDurable(_ descriptor: Int32) throws(DiskError) {
    take()
    try disk.makeDurable(descriptor)
  }
  func cut(_ descriptor: Int32, to size: Int) throws(DiskError) {
    take()
    try disk.cut(descriptor, to: size)
  }
  func reserve(_ descriptor: Int32, to size: Int) throws(DiskError) {
    take()
    try disk.reserve(descriptor, to: size)
  }
  func room(_ directory: String) throws(DiskError) -> Int {
    take()
    return try disk.room(directory)
  }
  func rename(_ path: String, to other: String) throws(DiskError) {
    take()
    try disk.rename(path, to: other)
  }
  func remove(_ path: String) throws(DiskError) {
    take()
    try disk.remove(path)
  }
  func makeDurable(directory: String) throws(DiskError) {
    take()
    try disk.makeDurable(directory: directory)
  }
}
