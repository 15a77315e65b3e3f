import Glibc

extension LineClient {
  /// 0, or -1 and `errno`.
  static func connect(_ descriptor: Int32, to path: String) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(maximumPath)) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        var outcome = Glibc.connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
        while outcome != 0, errno == EINTR {
          outcome = Glibc.connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
        return outcome
      }
    }
  }

  static func connectError(_ errno: Int32, path: String) -> LineClientError {
    switch errno {
    case ENOENT, ENOTDIR: .noSocket(path: path)
    case ECONNREFUSED: .refused(path: path)
    case EACCES, EPERM: .notPermitted(path: path, group: groupName(of: path))
    case let problem: .failed(path: path, operation: "connect to", errno: problem)
    }
  }

  private static func groupName(of path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    // getgrgid's own storage: a client has one thread.
    return getgrgid(status.st_gid).map { String(cString: $0.pointee.gr_name) }
  }
}
