import Glibc

/// One file of a journal that is being written, with its disk's failures as sentences; and reading, as a whole.
final class JournalFile: Sendable {
  let path: String
  private let disk: any JournalDisk
  private let descriptor: Int32

  /// Made where it is missing, readable by its owner only: it holds what callers did.
  init(writing path: String, on disk: any JournalDisk) throws(JournalFault) {
    self.path = path
    self.disk = disk
    do { descriptor = try disk.open(path) } catch { throw JournalFault(path, error) }
  }

  deinit { disk.close(descriptor) }

  /// All or nothing as far as the caller is told: what a failure left behind is written over by the next attempt.
  func write(_ bytes: [UInt8], at offset: Int) throws(JournalFault) {
    var done = 0
    while done < bytes.count {
      let result = bytes.withUnsafeBytes { bytes in
        Result { () throws(DiskError) in
          try disk.write(UnsafeRawBufferPointer(rebasing: bytes[done...]), to: descriptor, at: offset + done)
        }
      }
      switch result {
      case .success(let count):
        // A disk that takes nothing, and doesn't say why, is full.
        guard count > 0 else { throw JournalFault(path, .full) }
        done += count
      case .failure(let error): throw JournalFault(path, error)
      }
    }
  }

  func makeDurable() throws(JournalFault) {
    do { try disk.makeDurable(descriptor) } catch { throw JournalFault(path, error) }
  }

  func cut(to size: Int) throws(JournalFault) {
    do { try disk.cut(descriptor, to: size) } catch { throw JournalFault(path, error) }
  }

  func reserve(to size: Int) throws(JournalFault) {
    do { try disk.reserve(descriptor, to: size) } catch { throw JournalFault(path, error) }
  }

  static func contents(_ path: String) throws(JournalFault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw JournalFault(path, DiskError(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw JournalFault(path, DiskError(errno)) }
    let size = Int(status.st_size)
    var failure: DiskError?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, used in
      while used < size {
        let count = read(descriptor, buffer.baseAddress! + used, size - used)
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          if count < 0 { failure = DiskError(errno) }
          return
        }
        used += count
      }
    }
    if let failure { throw JournalFault(path, failure) }
    return bytes
  }

  static func names(in directory: String) throws(JournalFault) -> [String] {
    guard let stream = opendir(directory) else { throw JournalFault(directory, DiskError(errno)) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.sorted()
  }
}
