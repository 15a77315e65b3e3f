import CallModel
import Glibc
import LineClient
import LineProtocol
import Terminal

/// The runtime directory, the three sockets in it, and who answers there.
extension Doctor {
  /// How long a daemon may take to say how it is.
  private static let patience = Interval.seconds(5)

  struct DaemonLook {
    var isRunning: Bool
    /// The version of the menus that it has.
    var menus: String?
    var finding: DoctorFinding
  }

  func lookAtDaemon() -> DaemonLook {
    let path = "\(runtime)/\(Role.operations.socketName).sock"
    do throws(LineClientError) {
      let client = try LineClient(path: path)
      var bytes: [UInt8] = []
      do throws(WireError) {
        try ClientRequestWriter.append(.status, to: &bytes)
      } catch {
        preconditionFailure("STATUS has no words that could not be said.")
      }
      try client.send(bytes)
      let status = try client.reply(timeout: Self.patience).rows.compactMap(\.received).first
      return DaemonLook(isRunning: true, menus: status?["menus"], finding: Self.finding(of: status))
    } catch {
      return DaemonLook(isRunning: Self.mayRun(error), menus: nil, finding: Self.finding(of: error))
    }
  }

  private static func mayRun(_ error: LineClientError) -> Bool {
    switch error {
    case .noSocket, .refused, .pathTooLong: false
    case .notPermitted, .failed, .closed, .timedOut: true
    }
  }

  private static func finding(of status: ReceivedLine?) -> DoctorFinding {
    func field(_ key: String) -> String { status?[key] ?? "?" }
    let who = "\(field("server")), \(field("calls")) calls, \(field("agents")) agents"
    switch field("state") {
    case "open": return .ok("daemon", who)
    case "draining":
      return .warn("daemon", "\(who); it drains: no new calls are taken", "it stops by itself when the last call ends")
    case "overloaded":
      return .warn("daemon", "\(who); more comes than it can do: it takes no new calls", "send it fewer calls")
    case "no-storage":
      return .fail("daemon", "\(who); it takes no new calls: the disk is full", "make room on the disk")
    case let other: return .warn("daemon", "\(who); its state is \(other)", "see its log")
    }
  }

  private static func finding(of error: LineClientError) -> DoctorFinding {
    switch error {
    case .noSocket, .refused:
      .warn("daemon", "ivrd does not run", "start it: systemctl start ivrd, or scripts/start.sh in a checkout")
    case .notPermitted(let path, let group):
      .warn(
        "daemon", "you may not connect to \(path)",
        "sudo usermod -aG \(group ?? Role.operations.socketGroup) $USER, and log in again; or sudo ivrctl doctor")
    case .pathTooLong: .fail("daemon", error.description, "choose a shorter --runtime-dir")
    case .failed, .closed, .timedOut:
      .fail("daemon", error.description, "see its log (journalctl -u ivrd); under systemd its watchdog restarts it")
    }
  }

  func sockets(isRunning: Bool) -> [DoctorFinding] {
    guard let folder = Self.status(runtime) else {
      let sentence = "there is no \(runtime)"
      return [.warn("sockets", sentence, "ivrd makes it when it starts; --runtime-dir says where it is elsewhere")]
    }
    guard folder.isKind(S_IFDIR) else {
      return [.fail("sockets", "\(runtime) is no directory", "move it away, or choose another --runtime-dir")]
    }
    var findings: [DoctorFinding] = []
    // In a directory with the sticky bit only an owner may take a name away.
    if folder.permissions & 0o022 != 0, folder.permissions & mode_t(S_ISVTX) == 0 {
      findings.append(
        .fail(
          "sockets", "others may put sockets of their own into \(runtime) (mode \(folder.octal))",
          "chmod go-w \(runtime)"))
    }
    for role in Role.allCases { findings += socket(of: role, isRunning: isRunning) }
    return findings.isEmpty ? [.ok("sockets", "\(runtime): gw.sock, desk.sock and ops.sock")] : findings
  }

  private func socket(of role: Role, isRunning: Bool) -> [DoctorFinding] {
    let path = "\(runtime)/\(role.socketName).sock"
    guard let status = Self.status(path) else {
      guard isRunning else { return [] }
      return [.fail("sockets", "\(path) is gone while ivrd runs", "restart it: systemctl restart ivrd.socket ivrd")]
    }
    guard status.isKind(S_IFSOCK) else {
      return [.fail("sockets", "\(path) is no socket, and ivrd will not take it away", "move it away")]
    }
    if status.permissions & 0o007 != 0 {
      return [.fail("sockets", "anybody may connect to \(path) (mode \(status.octal))", "chmod o= \(path)")]
    }
    guard status.permissions & 0o070 != 0 else {
      let who = machine.userName(status.st_uid) ?? "user \(status.st_uid)"
      return [
        .warn(
          "sockets", "only \(who) may connect to \(path)",
          machine.hasGroup(role.socketGroup)
            ? "chgrp \(role.socketGroup) \(path) && chmod 660 \(path)"
            : "where others are to: sudo groupadd \(role.socketGroup), and restart ivrd")
      ]
    }
    let group = machine.groupName(status.st_gid) ?? "\(status.st_gid)"
    guard group != role.socketGroup else { return [] }
    return [
      .fail(
        "sockets", "the group \(group) may connect to \(path), which is for \(role.socketGroup)",
        "chgrp \(role.socketGroup) \(path)")
    ]
  }
}
