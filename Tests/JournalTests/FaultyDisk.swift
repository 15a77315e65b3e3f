import Journal
import Synchronization

/// The real disk, but for one call: the n-th fails, writes half of what it should, or writes half and then fails.
final class FaultyDisk: JournalDisk {
  enum Fault: CaseIterable, Sendable {
    case error, full, shortWrite, tornWrite
  }

  private let disk = SystemDisk()
  private let fault: Fault
  /// Calls until the fault; below 1: it has been.
  private let left: Atomic<Int>
  /// From the fault on, every call that may need room fails.
  private let isLasting: Bool
  let hasFailed = Atomic(false)

  init(_ fault: Fault, atCall call: Int, isLasting: Bool = false) {
    self.fault = fault
    self.isLasting = isLasting
    left = Atomic(call)
  }

  func mend() { left.store(0, ordering: .relaxed) }

  private func isDue() -> Bool {
    let now = left.subtract(1, ordering: .relaxed).newValue
    if isLasting, now == 0 { left.store(1, ordering: .relaxed) }
    if now == 0 { hasFailed.store(true, ordering: .relaxed) }
    return now == 0
  }

  private func fail() throws(DiskError) {
    guard isDue() else { return }
    switch fault {
    case .full: throw .full
    case .error, .shortWrite, .tornWrite: throw .broken
    }
  }

  func open(_ path: String) throws(DiskError) -> Int32 {
    try fail()
    return try disk.open(path)
  }

  func close(_ descriptor: Int32) { disk.close(descriptor) }

  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int) throws(DiskError) -> Int {
    guard isDue() else { return try disk.write(bytes, to: descriptor, at: offset) }
    let half = UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)])
    switch fault {
    case .error: throw .broken
    case .full: throw .full
    case .shortWrite: return try disk.write(half, to: descriptor, at: offset)
    case .tornWrite:
      _ = try disk.write(half, to: descriptor, at: offset)
      throw .broken
    }
  }

  func makeDurable(_ descriptor: Int32) throws(DiskError) {
    try fail()
    try disk.makeDurable(descriptor)
  }

  func cut(_ descriptor: Int32, to size: Int) throws(DiskError) {
    try fail()
    try disk.cut(descriptor, to: size)
  }

  func reserve(_ descriptor: Int32, to size: Int) throws(DiskError) {
    try fail()
    try disk.reserve(descriptor, to: size)
  }

  func room(_ directory: String) throws(DiskError) -> Int {
    try fail()
    return try disk.room(directory)
  }

  func rename(_ path: String, to other: String) throws(DiskError) {
    try fail()
    try disk.rename(path, to: other)
  }

  func remove(_ path: String) throws(DiskError) {
    try fail()
    try disk.remove(path)
  }

  func makeDurable(directory: String) throws(DiskError) {
    try fail()
    try disk.makeDurable(directory: directory)
  }
}
