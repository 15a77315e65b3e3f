import CPlatform
import Glibc

/// A listening socket with a name in the file system: made safely, and removed again.
///
/// Apart from `LineServer` because nothing here needs an event loop; it is done once, at the start.
struct SocketFile: Sendable {
  /// What became of the group that the socket was to belong to.
  enum GroupOutcome: Hashable {
    case given
    /// Nobody but the owner may connect: a group's permission without the group would go to another group.
    case missing(String)
    case refused(String, errno: Int32)
  }

  /// Bytes of a path that the kernel takes (`sun_path`), its terminating zero left out.
  static let maximumPath = 107

  let path: String
  let descriptor: Int32
  let groupOutcome: GroupOutcome
  private let device: UInt
  private let inode: UInt

  /// Binds and listens. Connections are possible only when mode and group are right: before `listen` the kernel
  /// refuses them. A stale file is replaced; one on which somebody answers is not.
  init(path: String, mode: UInt32, group: String?, backlog: Int32) throws(ListenError) {
    guard path.utf8.count <= Self.maximumPath else { throw .pathTooLong(path, limit: Self.maximumPath) }
    self.path = path
    // Two daemons that start at once must not both find the file stale: the folder is locked between look and listen.
    let folder = try Self.lockFolder(of: path)
    defer { Glibc.close(folder) }
    try Self.removeStale(path)
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .failed(path, operation: "socket", errno: errno) }
    do throws(ListenError) {
      try Self.check(ivr_bind(descriptor, Self.address(path)), path, "bind")
      var status = stat()
      try Self.check(lstat(path, &status) == 0 ? 0 : errno, path, "stat")
      device = UInt(status.st_dev)
      inode = UInt(status.st_ino)
      groupOutcome = group.map { Self.give(path, to: $0) } ?? .given
      let allowed = groupOutcome == .given ? mode : mode & ~0o070
      try Self.check(chmod(path, mode_t(allowed)) == 0 ? 0 : errno, path, "chmod")
      try Self.check(listen(descriptor, backlog) == 0 ? 0 : errno, path, "listen")
    } catch {
      Glibc.close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  /// Removes the name, unless somebody else has taken it since. The descriptor has its own owner.
  func remove() {
    var status = stat()
    guard lstat(path, &status) == 0, UInt(status.st_dev) == device, UInt(status.st_ino) == inode else { return }
    unlink(path)
  }

  /// `@` would make the name an abstract one.
  private static func address(_ path: String) -> String { path.hasPrefix("@") ? "./" + path : path }

  private static func check(_ errno: Int32, _ path: String, _ operation: String) throws(ListenError) {
    guard errno == 0 else { throw .failed(path, operation: operation, errno: errno) }
  }

  private static func lockFolder(of path: String) throws(ListenError) -> Int32 {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let problem = errno
      throw problem == ENOENT ? .noFolder(path) : .failed(path, operation: "open the folder", errno: problem)
    }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        let problem = errno
        Glibc.close(descriptor)
        throw .failed(path, operation: "lock the folder", errno: problem)
      }
    }
    return descriptor
  }

  private static func removeStale(_ path: String) throws(ListenError) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw .failed(path, operation: "stat", errno: errno)
    }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path) }
    let probe = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard probe >= 0 else { throw .failed(path, operation: "socket", errno: errno) }
    defer { Glibc.close(probe) }
    let outcome = ivr_connect(probe, address(path))
    switch outcome {
    // EAGAIN: its queue of connections is full, so it lives.
    case 0, EAGAIN, EPROTOTYPE: throw .inUse(path)
    case ECONNREFUSED: break
    case ENOENT: return
    case let problem: throw .failed(path, operation: "connect", errno: problem)
    }
    guard unlink(path) == 0 || errno == ENOENT else { throw .failed(path, operation: "remove", errno: errno) }
  }

  private static func give(_ path: String, to group: String) -> GroupOutcome {
    guard let gid = gid(of: group) else { return .missing(group) }
    return chown(path, uid_t.max, gid) == 0 ? .given : .refused(group, errno: errno)
  }

  private static func gid(of name: String) -> gid_t? {
    var size = 1_024
    while true {
      var entry = group()
      var found: UnsafeMutablePointer<group>?
      let outcome = withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { room in
        getgrnam_r(name, &entry, room.baseAddress, room.count, &found)
      }
      if outcome == ERANGE {
        size *= 2
        continue
      }
      return outcome == 0 && found != nil ? entry.gr_gid : nil
    }
  }
}
