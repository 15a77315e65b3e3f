import Foundation
import Glibc
import Testing

@testable import ivrctl

/// Directories of a daemon that is well: sockets, state, menus. Goes away with its last holder.
final class DoctorPatient {
  let path = "/tmp/ivrctl-doctor-\(UUID().uuidString.prefix(8))"
  var doctor: Doctor

  init(bank: Bool = false) throws {
    for folder in ["run", "state", "root"] {
      try FileManager.default.createDirectory(
        atPath: "\(path)/\(folder)", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
    }
    doctor = Doctor(runtime: path + "/run", state: path + "/state", menus: ToolRun.root.path + "/menus")
    doctor.machine.root = path + "/root"
    doctor.machine.room = { _ in Machine.Room(free: 1 << 40, total: 1 << 41, files: 1_000_000) }
    doctor.machine.isSynchronised = { true }
    doctor.machine.hasGroup = { _ in true }
    let owner = getgid()
    doctor.machine.groupName = { $0 == owner ? "ivr-ops" : "other" }
    guard bank else { return }
    let run = try ToolRun.finished("bank", "seed", "--customers", "0", "--state-dir", doctor.state)
    #expect(run.status == 0)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String = "", mode: mode_t = 0o600) throws {
    let file = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o750])
    try Data(text.utf8).write(to: file)
    chmod(file.path, mode)
  }

  func bind(_ name: String, mode: mode_t) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: "\(path)/run/\(name).sock".utf8) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let outcome = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    precondition(outcome == 0, "a fresh directory takes a socket")
    close(descriptor)
    chmod("\(path)/run/\(name).sock", mode)
  }
}

func expectFinding(
  _ findings: [DoctorFinding], _ level: DoctorFinding.Level, _ words: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let isThere = findings.contains { $0.level == level && $0.sentence.contains(words) }
  #expect(isThere, "\(level) '\(words)' is not in \(findings)", sourceLocation: sourceLocation)
  // Whatever is not well says what to do.
  #expect(findings.allSatisfy { ($0.level == .ok) == ($0.remedy == nil) }, sourceLocation: sourceLocation)
}
