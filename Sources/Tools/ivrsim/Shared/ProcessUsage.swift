import Glibc

/// What a process has used so far, as the kernel counts it in /proc.
struct ProcessUsage: Equatable {
  /// Of all its threads, in user and kernel mode, in seconds. The kernel gives hundredths.
  var cpuSeconds: Double
  /// Memory that it holds in RAM now, in bytes.
  var residentBytes: Int

  /// `nil` where there is no such process, or we may not see it.
  static func read(_ process: Int32?) -> ProcessUsage? {
    guard let process, let stat = ProcessFile.read("/proc/\(process)/stat"),
      let status = ProcessFile.read("/proc/\(process)/status")
    else { return nil }
    return ProcessUsage(stat: stat, status: status, ticksPerSecond: sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The texts of `stat` and `status`, as proc(5) describes them.
  init?(stat: String, status: String, ticksPerSecond: Int) {
    // The name in parentheses may hold spaces and parentheses; fields 14 and 15 are counted from behind it.
    guard let end = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[end...].split(separator: " ").dropFirst().map(String.init)
    guard fields.count > 12, let user = Int(fields[11]), let system = Int(fields[12]) else { return nil }
    cpuSeconds = Double(user + system) / Double(ticksPerSecond)
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }),
      let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({ Int($0) })
    else { return nil }
    residentBytes = kilobytes * 1_024
  }
}

/// Small files that the kernel writes as they are read.
enum ProcessFile {
  static func read(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
      bytes += piece[..<count]
    }
  }
}
