import CPlatform
import Glibc

/// The calls of the operating system that a journal makes when it writes. A protocol, so that a test can let each of
/// them fail, fall short or take its time.
public protocol JournalDisk: Sendable {
  /// Opens for reading and writing; made where it is missing, readable by its owner only.
  func open(_ path: String) throws(DiskError) -> Int32
  func close(_ descriptor: Int32)
  /// Gives how much was written: perhaps less than all.
  func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int) throws(DiskError) -> Int
  func makeDurable(_ descriptor: Int32) throws(DiskError)
  func cut(_ descriptor: Int32, to size: Int) throws(DiskError)
  /// Sets room aside up to this size, which the file doesn't have by it: what is written there later finds a place
  /// also when the disk is full.
  func reserve(_ descriptor: Int32, to size: Int) throws(DiskError)
  /// Bytes that the disk has left for us.
  func room(_ directory: String) throws(DiskError) -> Int
  func rename(_ path: String, to other: String) throws(DiskError)
  func remove(_ path: String) throws(DiskError)
  /// New, renamed and removed names survive a crash only when their directory is durable too.
  func makeDurable(directory: String) throws(DiskError)
}

/// Why a call failed: the number that the operating system gave.
public struct DiskError: Error, Hashable, Sendable, CustomStringConvertible {
  public let number: Int32

  public init(_ number: Int32) { self.number = number }

  public static var full: Self { Self(ENOSPC) }
  public static var broken: Self { Self(EIO) }

  public var description: String { String(cString: strerror(number)) }
}

/// The real disk.
public struct SystemDisk: JournalDisk {
  public init() {}

  public func open(_ path: String) throws(DiskError) -> Int32 {
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DiskError(errno) }
    return descriptor
  }

  public func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

  public func write(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int
  ) throws(DiskError) -> Int {
    while true {
      let count = pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
      if count >= 0 { return count }
      if errno != EINTR { throw DiskError(errno) }
    }
  }

  public func makeDurable(_ descriptor: Int32) throws(DiskError) { try check(fdatasync(descriptor)) }

  public func cut(_ descriptor: Int32, to size: Int) throws(DiskError) {
    try check(ftruncate(descriptor, off_t(size)))
    try check(fsync(descriptor))
  }

  public func reserve(_ descriptor: Int32, to size: Int) throws(DiskError) {
    let failure = ivr_reserve(descriptor, size)
    // A file system that can't do it promises nothing; then a full disk is met when it is written to.
    guard failure == 0 || failure == EOPNOTSUPP else { throw DiskError(failure) }
  }

  public func room(_ directory: String) throws(DiskError) -> Int {
    var status = statvfs()
    try check(statvfs(directory, &status))
    return Int(clamping: status.f_bavail) * Int(clamping: status.f_frsize)
  }

  public func rename(_ path: String, to other: String) throws(DiskError) { try check(Glibc.rename(path, other)) }

  public func remove(_ path: String) throws(DiskError) { try check(unlink(path)) }

  public func makeDurable(directory: String) throws(DiskError) {
    let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskError(errno) }
    defer { close(descriptor) }
    try check(fsync(descriptor))
  }

  private func check(_ result: Int32) throws(DiskError) {
    guard result == 0 else { throw DiskError(errno) }
  }
}
