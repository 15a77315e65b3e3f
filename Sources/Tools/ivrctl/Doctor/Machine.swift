import CPlatform
import CallModel
import Glibc

/// What the doctor asks of the operating system and no test can break: the disk's room, the clocks, groups, limits of
/// another process. A test gives answers of its own.
struct Machine {
  struct Room: Equatable {
    /// Bytes that are left for us, of so many.
    var free: Int
    var total: Int
    /// Files that may still be made; `nil` where the file system does not count them.
    var files: Int?
  }

  struct Clocks {
    var real: Timestamp
    /// Since the machine's start, and steady.
    var monotonic: Timestamp
  }

  /// `nil` where the disk does not say.
  var room: (_ path: String) -> Room? = Self.roomOfSystem
  var clocks: () -> Clocks = {
    Clocks(real: Self.read(CLOCK_REALTIME), monotonic: Self.read(CLOCK_MONOTONIC))
  }
  /// `nil` where the kernel does not say.
  var isSynchronised: () -> Bool? = {
    switch ivr_clock_is_synchronised() {
    case 0: false
    case 1: true
    case let unknown where unknown < 0: nil
    case let other: preconditionFailure("There is no answer \(other).")
    }
  }
  var groupName: (_ id: gid_t) -> String? = { id in getgrgid(id).map { String(cString: $0.pointee.gr_name) } }
  var userName: (_ id: uid_t) -> String? = { id in getpwuid(id).map { String(cString: $0.pointee.pw_name) } }
  var hasGroup: (_ name: String) -> Bool = { getgrnam($0) != nil }
  /// Descriptors that a process may open; `nil` where nobody may look.
  var descriptorLimit: (_ process: Int32) -> Int? = Self.limitOfSystem
  /// Below here are `etc/systemd`, `usr/local/lib/systemd` and so on.
  var root = ""

  private static func read(_ clock: clockid_t) -> Timestamp {
    var time = timespec()
    clock_gettime(clock, &time)
    return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  private static func roomOfSystem(_ path: String) -> Room? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    let block = Int(clamping: status.f_frsize)
    return Room(
      free: Int(clamping: status.f_bavail) * block, total: Int(clamping: status.f_blocks) * block,
      files: status.f_files > 0 ? Int(clamping: status.f_favail) : nil)
  }

  /// `Max open files            1024                 524288               files` of proc(5).
  private static func limitOfSystem(_ process: Int32) -> Int? {
    let line = Doctor.text("/proc/\(process)/limits")?.split(separator: "\n").first { $0.hasPrefix("Max open files") }
    return line?.split(separator: " ").dropFirst(3).first.flatMap { $0 == "unlimited" ? .max : Int($0) }
  }
}
