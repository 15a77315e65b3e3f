import Glibc
import Terminal

/// The machine that a result was had on: a number without it says nothing.
struct Machine {
  var cores: Int
  var kernel: String
  var architecture: String
  var processor: String?

  static var current: Machine {
    var names = utsname()
    uname(&names)
    let cpu = ProcessFile.read("/proc/cpuinfo")?.split(separator: "\n").first { $0.hasPrefix("model name") }
    return Machine(
      cores: sysconf(Int32(_SC_NPROCESSORS_ONLN)),
      kernel: "\(text(names.sysname)) \(text(names.release))", architecture: text(names.machine),
      processor: cpu?.split(separator: ":").last.map { String($0.drop { $0 == " " }) })
  }

  /// A C array of characters, up to its zero.
  private static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  var description: String {
    "\(cores) \(cores == 1 ? "core" : "cores")\(processor.map { " (\($0))" } ?? ""), \(kernel), \(architecture)"
  }

  var json: JSONValue {
    .object([
      .init("cores", .number(cores)), .init("kernel", .string(kernel)), .init("architecture", .string(architecture)),
      .init("processor", processor.map(JSONValue.string) ?? .null),
    ])
  }
}
