import Dispatch
import Journal
import Synchronization

/// A disk that brings nothing to the platter until it is let.
final class SlowDisk: JournalDisk {
  private let disk = SystemDisk()
  private let gate = DispatchSemaphore(value: 0)
  /// Only these are slow: how many calls there are for whatever stands beside them is no matter of a test.
  private let segments = Mutex<Set<Int32>>([])
  /// Some call waits.
  let hasBegun = DispatchSemaphore(value: 0)

  /// So many calls of `makeDurable` may end.
  func letEnd(_ calls: Int = 1) { for _ in 0..<calls { gate.signal() } }

  func open(_ path: String) throws(DiskError) -> Int32 {
    let descriptor = try disk.open(path)
    if path.hasSuffix(".journal") { _ = segments.withLock { $0.insert(descriptor) } }
    return descriptor
  }
  func close(_ descriptor: Int32) {
    _ = segments.withLock { $0.remove(descriptor) }
    disk.close(descriptor)
  }
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int) throws(DiskError) -> Int {
    try disk.write(bytes, to: descriptor, at: offset)
  }
  func makeDurable(_ descriptor: Int32) throws(DiskError) {
    if segments.withLock({ $0.contains(descriptor) }) {
      hasBegun.signal()
      gate.wait()
    }
    try disk.makeDurable(descriptor)
  }
  func cut(_ descriptor: Int32, to size: Int) throws(DiskError) { try disk.cut(descriptor, to: size) }
  func reserve(_ descriptor: Int32, to size: Int) throws(DiskError) { try disk.reserve(descriptor, to: size) }
  func room(_ directory: String) throws(DiskError) -> Int { try disk.room(directory) }
  func rename(_ path: String, to other: String) throws(DiskError) { try disk.rename(path, to: other) }
  func remove(_ path: String) throws(DiskError) { try disk.remove(path) }
  func makeDurable(directory: String) throws(DiskError) { try disk.makeDurable(directory: directory) }
}
