import CallModel
import Crypto
import Foundation
import IVR
import LineProtocol
import Settings
import Store

/// Menus, units, limits and clock: what the daemon finds on its machine.
extension Doctor {
  func menuFiles(daemonHas running: String?) -> [DoctorFinding] {
    let review: MenuReview
    do throws(SettingsProblems) {
      review = MenuReview(try MenuLoader.load(directory: menus))
    } catch {
      return [menus(broken: error.problems)]
    }
    let problems = review.problems.map(\.problem)
    if problems.contains(where: { $0.severity == .error }) { return [menus(broken: problems)] }
    let version = review.loaded.tree.version
    var findings: [DoctorFinding] = []
    if let running, running != version {
      findings.append(
        .warn("menus", "ivrd has the version \(running), and \(menus) is \(version)", "ivrctl reload takes it"))
    }
    if !problems.isEmpty {
      findings.append(.warn("menus", "\(menus): \(problems.count) warnings", "ivrctl menu check \(menus)"))
    }
    return findings.isEmpty ? [.ok("menus", "\(menus), version \(version)")] : findings
  }

  private func menus(broken problems: [SettingsProblem]) -> DoctorFinding {
    let errors = problems.filter { $0.severity == .error }
    let others = errors.count > 1 ? ", and \(errors.count - 1) more errors" : ""
    return .fail(
      "menus", "\(errors.first.map(\.description) ?? menus)\(others)", "mend them: ivrctl menu check \(menus)")
  }

  // MARK: - Units

  /// Where systemd looks for units, the first that has one winning.
  private static let unitFolders = ["/etc", "/run", "/usr/local/lib", "/usr/lib", "/lib"].map { $0 + "/systemd/system" }
  private static let needed = ["ivrd.service", "ivrd.socket"]

  func units() -> [DoctorFinding] {
    let found = Self.needed.map { name in (name: name, path: unit(name)) }
    guard found.contains(where: { $0.path != nil }) else {
      return [.ok("units", "ivrd is not installed under systemd here; scripts/install.sh does that")]
    }
    let missing = found.filter { $0.path == nil }.map(\.name)
    if !missing.isEmpty {
      let sentence = "\(missing.joined(separator: ", ")) is missing"
      return [.fail("units", sentence, "install it again: sudo scripts/install.sh")]
    }
    var findings: [DoctorFinding] = []
    for (name, path) in found {
      guard let path else { continue }
      findings += unit(name, at: path)
    }
    return findings.isEmpty ? [.ok("units", "installed as they were shipped, and enabled")] : findings
  }

  private func unit(_ name: String) -> String? {
    Self.unitFolders.map { "\(machine.root)\($0)/\(name)" }.first(where: Self.exists)
  }

  private func unit(_ name: String, at path: String) -> [DoctorFinding] {
    var findings: [DoctorFinding] = []
    if let shipped = shippedSum(of: String(path.dropFirst(machine.root.count))), shipped != Self.sum(path) {
      findings.append(
        .warn(
          "units", "\(path) is not as it was shipped",
          "keep changes in a drop-in (systemctl edit \(name)) and install again: sudo scripts/install.sh"))
    }
    // `systemctl enable` is a link in the folder of what wants it.
    let wants = "\(machine.root)/etc/systemd/system"
    let isEnabled = Self.names(in: wants).contains { $0.hasSuffix(".wants") && Self.exists("\(wants)/\($0)/\(name)") }
    if !isEnabled {
      findings.append(
        .warn("units", "\(name) is not enabled: the machine starts without it", "sudo systemctl enable \(name)"))
    }
    return findings
  }

  /// What the installation wrote down: `unit SHA256 PATH`.
  private func shippedSum(of path: String) -> String? {
    for prefix in ["/usr/local", "/usr"] {
      for line in Self.text("\(machine.root)\(prefix)/share/ivrd/installed")?.split(separator: "\n") ?? [] {
        let words = line.split(separator: " ", maxSplits: 2)
        if words.count == 3, words[0] == "unit", words[2] == path { return String(words[1]) }
      }
    }
    return nil
  }

  private static func sum(_ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return SHA256.hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  // MARK: - Limits

  func limits() -> [DoctorFinding] {
    guard let process = owner(ofLock: "\(state)/\(StateLock.fileName)") else {
      return [.ok("limits", "of the running daemon only: none has \(state)")]
    }
    guard let limit = machine.descriptorLimit(process) else {
      return [.warn("limits", "the limits of the process \(process) can't be read", "sudo ivrctl doctor")]
    }
    let sentence = "the daemon (process \(process)) may open \(limit) files"
    guard limit >= WireLimit.maximumConnections else {
      return [
        .warn(
          "limits", "\(sentence): too few for \(WireLimit.maximumConnections) connections",
          "LimitNOFILE=65536 in its unit, or ulimit -n 65536 before it is started")
      ]
    }
    return [.ok("limits", sentence)]
  }

  /// The process that holds a lock on the file, as proc(5) lists it: `1: FLOCK  ADVISORY  WRITE 71 08:01:526 0 EOF`.
  private func owner(ofLock path: String) -> Int32? {
    guard let inode = Self.status(path)?.st_ino else { return nil }
    for line in Self.text("/proc/locks")?.split(separator: "\n") ?? [] {
      let words = line.split(separator: " ")
      guard words.count > 5, words[1] == "FLOCK", words[5].split(separator: ":").last == "\(inode)" else { continue }
      return Int32(words[4])
    }
    return nil
  }

  // MARK: - Clock

  /// Before it no ivrd was: a machine whose clock has lost its battery starts here.
  private static let earliest = Timestamp(microseconds: 1_735_689_600_000_000)  // 2025-01-01
  /// How far the clocks may drift apart while the doctor looks: what NTP slews is far less.
  private static let drift = Interval.milliseconds(100)
  /// The bank's days and the timer of the reports are this zone's.
  private static let zone = "/usr/share/zoneinfo/Asia/Shanghai"

  func clock(since start: Machine.Clocks) -> [DoctorFinding] {
    let now = machine.clocks()
    var findings: [DoctorFinding] = []
    if now.real < Self.earliest {
      findings.append(
        .fail("clock", "the machine believes that it is before 2025", "set its clock: timedatectl set-ntp true"))
    }
    let jump = (now.real - start.real) - (now.monotonic - start.monotonic)
    if jump > Self.drift || jump < .zero - Self.drift {
      findings.append(
        .warn(
          "clock", "it was set by \(jump.milliseconds) ms while the doctor looked",
          "let chrony or systemd-timesyncd slew it; ivrd's own time is steady, its records are off until it restarts"))
    }
    if machine.isSynchronised() == false {
      findings.append(
        .warn("clock", "nothing keeps it right: records and opening hours drift", "timedatectl set-ntp true"))
    }
    if unit("ivrd-report.timer") != nil, !Self.exists(machine.root + Self.zone) {
      findings.append(
        .warn(
          "clock", "the time zone Asia/Shanghai is not known here, and the reports' timer needs it",
          "apt-get install tzdata"))
    }
    let source = machine.isSynchronised() == nil ? "steady" : "synchronised and steady"
    return findings.isEmpty ? [.ok("clock", source)] : findings
  }
}
