import Glibc

/// What the kernel says of this process: memory, processor time, descriptors. Read when somebody asks.
struct ProcessFigures: Sendable {
  var residentBytes = 0
  var processorSeconds = 0.0
  var openDescriptors = 0

  init() {
    var usage = rusage()
    if getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 {
      processorSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    }
    // The second number of statm(5): pages in memory.
    if let pages = Self.firstLine(of: "/proc/self/statm")?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    {
      residentBytes = pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
    openDescriptors = Self.entries(of: "/proc/self/fd")
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }

  private static func firstLine(of path: String) -> Substring? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n").first
  }

  /// Without `.`, `..` and the descriptor that this listing itself needs.
  private static func entries(of path: String) -> Int {
    guard let folder = opendir(path) else { return 0 }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return max(0, count - 3)
  }
}
