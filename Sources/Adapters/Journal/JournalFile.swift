import Glibc

/// The few calls of the operating system that a journal needs, with their failures as sentences.
struct JournalFile: ~Copyable {
  let path: String
  private let descriptor: Int32

  /// Made where it is missing, readable by its owner only: it holds what callers did.
  init(writing path: String) throws(JournalFault) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.fault(path) }
  }

  deinit { close(descriptor) }

  static func fault(_ path: String) -> JournalFault {
    .cannotUse(path: path, reason: String(cString: strerror(errno)))
  }

  /// All or nothing as far as the caller is told: what a failure left behind is written over by the next attempt.
  func write(_ bytes: [UInt8], at offset: Int) throws(JournalFault) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(descriptor, $0.baseAddress! + done, bytes.count - done, off_t(offset + done))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw Self.fault(path)
      }
      done += count
    }
  }

  func makeDurable() throws(JournalFault) {
    guard fdatasync(descriptor) == 0 else { throw Self.fault(path) }
  }

  func cut(to size: Int) throws(JournalFault) {
    guard ftruncate(descriptor, off_t(size)) == 0, fsync(descriptor) == 0 else { throw Self.fault(path) }
  }

  static func contents(_ path: String) throws(JournalFault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault(path) }
    let size = Int(status.st_size)
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, used in
      while used < size {
        let count = read(descriptor, buffer.baseAddress! + used, size - used)
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          failed = count < 0
          return
        }
        used += count
      }
    }
    if failed { throw fault(path) }
    return bytes
  }

  static func names(in directory: String) throws(JournalFault) -> [String] {
    guard let stream = opendir(directory) else { throw fault(directory) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.sorted()
  }

  /// New, renamed and removed names survive a crash only when their directory is durable too.
  static func makeDurable(directory: String) throws(JournalFault) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(directory) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault(directory) }
  }
}
