import Foundation
import Glibc

/// Another process's memory as the kernel shows it: what a core dump of it would hold.
struct ProcessMemory {
  private let regions: [(name: String, bytes: Data)]

  /// `nil` where this user may not look.
  init?(_ process: pid_t) {
    guard let memory = FileHandle(forReadingAtPath: "/proc/\(process)/mem"),
      let maps = try? String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8)
    else { return nil }
    var regions: [(name: String, bytes: Data)] = []
    for line in maps.split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: true)
      let range = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
      guard words[1].hasPrefix("rw"), range.count == 2, (try? memory.seek(toOffset: range[0])) != nil,
        let bytes = try? memory.read(upToCount: Int(range[1] - range[0]))
      else { continue }
      regions.append((words.count > 5 ? String(words[5]) : "anonymous memory", bytes))
    }
    guard regions.contains(where: { !$0.bytes.isEmpty }) else { return nil }
    self.regions = regions
  }

  /// Where the bytes lie, and what lies around them.
  func places(of needle: [UInt8]) -> [String] {
    regions.flatMap { name, bytes in
      var places: [String] = []
      var start = bytes.startIndex
      while let found = bytes[start...].range(of: Data(needle)) {
        let around = bytes[max(bytes.startIndex, found.lowerBound - 24)..<min(bytes.endIndex, found.upperBound + 24)]
        places.append("\(name): \(String(decoding: around, as: UTF8.self).debugDescription)")
        start = found.upperBound
      }
      return places
    }
  }
}
