public import CallModel
import CPlatform
import Glibc

/// Tells systemd how the daemon fares: the datagrams of sd_notify(3), without libsystemd.
///
/// Every method gives true where the message was taken, or where nobody wants one (no `NOTIFY_SOCKET`).
public struct ServiceNotifier: Sendable {
  /// A path, or an abstract name after `@`; `nil` where the service manager wants no messages.
  public let address: String?

  public init(address: String?) { self.address = address }

  /// From `NOTIFY_SOCKET`.
  public init() { self.init(address: Self.variable("NOTIFY_SOCKET")) }

  /// The daemon answers; also the end of a reload.
  @discardableResult
  public func ready() -> Bool { send("READY=1") }

  @discardableResult
  public func stopping() -> Bool { send("STOPPING=1") }

  /// A reload begins; `ready()` ends it.
  @discardableResult
  public func reloading() -> Bool { send("RELOADING=1\nMONOTONIC_USEC=\(Self.monotonicMicroseconds())") }

  /// A sentence that `systemctl status` shows. Never about a caller.
  @discardableResult
  public func status(_ sentence: String) -> Bool {
    send("STATUS=" + sentence.map { $0.isNewline ? " " : String($0) }.joined())
  }

  /// The daemon lives. To be said at least every `watchdogInterval`.
  @discardableResult
  public func watchdog() -> Bool { send("WATCHDOG=1") }

  /// Gives a descriptor into systemd's keeping: it comes back at the next start, after whatever end.
  /// - Parameter name: 1 to 255 printable characters of ASCII without `:`.
  @discardableResult
  public func store(_ descriptor: Int32, name: String) -> Bool {
    send("FDSTORE=1\nFDNAME=\(name)", descriptors: [descriptor])
  }

  /// Has descriptors of this name let go: the peer of a connection closed here would not notice before.
  @discardableResult
  public func forget(name: String) -> Bool { send("FDSTOREREMOVE=1\nFDNAME=\(name)") }

  /// Waits until the service manager has worked off every message before this one; false where it takes too long.
  public func barrier(patience: Interval = .seconds(5)) -> Bool {
    guard address != nil else { return true }
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return false }
    defer { close(ends[0]) }
    let isSent = send("BARRIER=1", descriptors: [ends[1]])
    close(ends[1])
    guard isSent else { return false }
    // The manager closes its copy of the other end when it comes to it.
    var end = pollfd(fd: ends[0], events: 0, revents: 0)
    return poll(&end, 1, Int32(clamping: patience.microseconds / 1_000)) == 1
  }

  /// How many descriptors the service manager keeps for us, where it says that (`FDSTORE`, since systemd 254).
  public static func storeLimit() -> Int? { variable("FDSTORE").flatMap { Int($0) } }

  /// Half of `WATCHDOG_USEC`, as sd_watchdog_enabled(3) advises; `nil` where no watchdog waits for this process.
  public static func watchdogInterval() -> Interval? {
    watchdogInterval(processID: getpid(), environment: variable)
  }

  static func watchdogInterval(processID: Int32, environment: (String) -> String?) -> Interval? {
    guard let microseconds = environment("WATCHDOG_USEC").flatMap(Int64.init), microseconds > 0 else { return nil }
    if let process = environment("WATCHDOG_PID"), Int32(process) != processID { return nil }
    return Interval(microseconds: microseconds / 2)
  }

  /// A variable of the process's environment; an empty one counts as none.
  public static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  static func monotonicMicroseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
  }

  private func send(_ message: String, descriptors: [Int32] = []) -> Bool {
    guard let address else { return true }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // A service manager whose queue is full is waited for, but not for ever.
    var patience = timeval(tv_sec: 1, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let bytes = Array(message.utf8)
    return ivr_send(descriptor, address, bytes, bytes.count, descriptors, descriptors.count) == 0
  }
}
