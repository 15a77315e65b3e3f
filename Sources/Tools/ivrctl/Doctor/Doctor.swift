import Glibc

/// Looks at what the daemon needs, one part of it after the other. It changes nothing, and holds up no daemon that runs.
struct Doctor {
  /// Where the sockets are, the databases and the journal, the menus.
  var runtime: String
  var state: String
  var menus: String
  var machine = Machine()

  func findings() -> [DoctorFinding] {
    let start = machine.clocks()
    let daemon = lookAtDaemon()
    var findings = sockets(isRunning: daemon.isRunning) + [daemon.finding] + stateDirectory() + disk()
    findings += journal() + databases() + menuFiles(daemonHas: daemon.menus)
    findings += units() + limits()
    return findings + clock(since: start)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// What a file is; `nil` where there is none, or nobody may look.
  static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  static func text(_ path: String) -> String? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { text += buffer[..<count] }
    return String(decoding: text, as: UTF8.self)
  }
}

extension stat {
  /// Type and permissions, as `chmod` takes them.
  var permissions: mode_t { st_mode & 0o7777 }
  func isKind(_ kind: mode_t) -> Bool { st_mode & S_IFMT == kind }

  var octal: String { String(permissions, radix: 8) }
}
