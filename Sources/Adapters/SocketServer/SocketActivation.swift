import CPlatform
import Glibc
public import LineProtocol

/// The descriptors that systemd passes to the daemon: `LISTEN_PID`, `LISTEN_FDS`, `LISTEN_FDNAMES` of
/// sd_listen_fds(3), told apart by role.
///
/// A listening socket's role is its `FileDescriptorName` (`gw`, `desk`, `ops`), or else the last part of its path
/// (`gw.sock`): one socket unit gives all its listeners the same name.
public struct SocketActivation: Sendable {
  public struct Listener: Hashable, Sendable {
    public var role: Role
    public var descriptor: Int32
  }

  /// A descriptor that came out of the descriptor store, by the name that it was stored under.
  public struct Stored: Hashable, Sendable {
    public var name: String
    public var descriptor: Int32

    public init(name: String, descriptor: Int32) {
      self.name = name
      self.descriptor = descriptor
    }
  }

  public var listeners: [Listener] = []
  public var stored: [Stored] = []

  /// Nothing was passed.
  public init() {}

  /// The first descriptor that systemd passes (`SD_LISTEN_FDS_START`).
  public static let firstDescriptor: Int32 = 3

  /// Takes what was passed to this process, once: the variables are unset, so that no child takes them as its own.
  public static func take() throws(ActivationError) -> SocketActivation {
    let activation = try SocketActivation(environment: ServiceNotifier.variable)
    for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] { unsetenv(name) }
    return activation
  }

  /// Descriptors passed are made close-on-exec.
  init(
    environment: (String) -> String?, processID: Int32 = getpid(), firstDescriptor: Int32 = Self.firstDescriptor
  ) throws(ActivationError) {
    guard environment("LISTEN_PID").flatMap(Int32.init) == processID,
      let count = environment("LISTEN_FDS").flatMap(Int32.init), count > 0
    else { return }
    let names = environment("LISTEN_FDNAMES")?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    for index in 0..<count {
      let descriptor = firstDescriptor + index
      let name = Int(index) < names.count ? String(names[Int(index)]) : "unknown"
      let flags = fcntl(descriptor, F_GETFD)
      guard flags >= 0, fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC) == 0 else {
        throw .notOpen(descriptor: descriptor)
      }
      if Self.isListener(descriptor) {
        let path = Self.path(of: descriptor)
        guard let role = Self.role(named: name, path: path) else {
          throw .unknownRole(descriptor: descriptor, name: name, path: path)
        }
        listeners.append(Listener(role: role, descriptor: descriptor))
      } else {
        stored.append(Stored(name: name, descriptor: descriptor))
      }
    }
  }

  private static func role(named name: String, path: String) -> Role? {
    let file = path.split(separator: "/").last.map(String.init) ?? ""
    return Role.allCases.first { $0.socketName == name } ?? Role.allCases.first { $0.socketName + ".sock" == file }
  }

  /// Is it a Unix stream socket that accepts connections?
  static func isListener(_ descriptor: Int32) -> Bool {
    option(SO_DOMAIN, of: descriptor) == AF_UNIX
      && option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue)
      && option(SO_ACCEPTCONN, of: descriptor) == 1
  }

  private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
    var value: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
  }

  /// The path that a Unix socket is bound to; empty where it has none.
  static func path(of descriptor: Int32) -> String {
    var address = sockaddr_un()
    var size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let outcome = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    let start = MemoryLayout<sockaddr_un>.offset(of: \.sun_path)!
    guard outcome == 0, Int(size) > start else { return "" }
    return withUnsafeBytes(of: address) { bytes in
      String(decoding: bytes[start..<min(Int(size), bytes.count)].prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

/// Why the descriptors that systemd passed can't be used, as a sentence that says what to do.
public enum ActivationError: Error, Hashable, Sendable, CustomStringConvertible {
  case notOpen(descriptor: Int32)
  case unknownRole(descriptor: Int32, name: String, path: String)

  public var description: String {
    switch self {
    case .notOpen(let descriptor):
      "Descriptor \(descriptor) was announced in LISTEN_FDS and is not open."
    case .unknownRole(let descriptor, let name, let path):
      """
      The socket \(path) (descriptor \(descriptor), FileDescriptorName=\(name)) is for no role. \
      Call the file gw.sock, desk.sock or ops.sock, or set FileDescriptorName= to gw, desk or ops.
      """
    }
  }
}
