import CallModel
import Crypto
import Foundation
import Glibc
import Journal
import Terminal
import Testing

@testable import ivrctl

/// The doctor's checks of journal, menus, units, limits and clock, each on a condition that breaks it.
@Suite struct DoctorMachineTests {
  private let patient: DoctorPatient

  init() throws { patient = try DoctorPatient() }

  // MARK: - Journal

  private func journal(entries: Int = 1, snapshots: [Int64] = [0]) throws -> String {
    let directory = patient.doctor.state + "/journal"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    for last in snapshots { try JournalWriter.writeSnapshot(Array("state".utf8), last: last, in: directory) }
    let writer = try JournalWriter(continuing: JournalReader(directory: directory), segmentSize: 1 << 20)
    for number in 0..<3 { try writer.append(Array("batch \(number)".utf8), count: entries) }
    return directory
  }

  @Test func aJournalIsWhole() throws {
    expectFinding(patient.doctor.journal(), .ok, "there is none yet")
    let directory = try journal()
    expectFinding(patient.doctor.journal(), .ok, "3 entries after it")
    let segment = URL(fileURLWithPath: directory + "/0000000000000001.journal")
    var bytes = try Data(contentsOf: segment)
    bytes[30] ^= 1
    try bytes.write(to: segment)
    expectFinding(patient.doctor.journal(), .fail, "damaged")
  }

  @Test func aJournalOfAnotherVersionIsNamed() throws {
    let directory = try journal()
    // A digest, and the number of a version that nobody knows yet.
    let state: [UInt8] = Array(repeating: 7, count: 8) + [99, 0, 0, 0, 0, 0, 0, 0]
    try JournalWriter.writeSnapshot(state, last: 0, in: directory)
    expectFinding(patient.doctor.journal(), .fail, "have a state of version 99, and this program knows")
    #expect(patient.doctor.journal().first?.remedy?.contains("ivrctl journal retire") == true)
  }

  @Test func aTailIsNotTooLong() throws {
    _ = try journal(entries: Int(Doctor.longestTail / 3) + 1)
    expectFinding(patient.doctor.journal(), .warn, "the next start takes long")
  }

  @Test func aSnapshotIsNotFromTheFuture() throws {
    let directory = try journal()
    var times = [timespec(tv_sec: time(nil) + 3_600, tv_nsec: 0), timespec(tv_sec: time(nil) + 3_600, tv_nsec: 0)]
    #expect(utimensat(AT_FDCWD, directory + "/0000000000000000.snapshot", &times, 0) == 0)
    expectFinding(patient.doctor.journal(), .fail, "in the future")
  }

  @Test(
    arguments: [(0, "0 s"), (119, "119 s"), (120, "2 min"), (7_200, "2 h"), (172_800, "2 days")] as [(Int64, String)])
  func agesAreWords(seconds: Int64, words: String) { #expect(Doctor.words(.seconds(seconds)) == words) }

  // MARK: - Menus

  @Test func menusAreChecked() throws {
    // The daemon's version differing is all that is wrong.
    let findings = patient.doctor.menuFiles(daemonHas: "another")
    expectFinding(findings, .warn, "ivrd has the version another")
    #expect(findings.count == 1)
    patient.doctor.menus = patient.path + "/none"
    expectFinding(patient.doctor.menuFiles(daemonHas: nil), .fail, "none")
    try patient.write("menus/readme")
    patient.doctor.menus = patient.path + "/menus"
    expectFinding(patient.doctor.menuFiles(daemonHas: nil), .fail, "agents.yaml:1:1: error: the file is missing, and ")
  }

  // MARK: - Units

  private func install(enabled: Bool = true) throws {
    let folder = "usr/local/lib/systemd/system"
    var manifest = ""
    for name in ["ivrd.service", "ivrd.socket"] {
      try patient.write("root/\(folder)/\(name)", "[Unit]\n")
      let sum = SHA256.hash(data: Data("[Unit]\n".utf8)).map { String(format: "%02x", $0) }.joined()
      manifest += "unit \(sum) /\(folder)/\(name)\n"
      if enabled { try patient.write("root/etc/systemd/system/multi-user.target.wants/\(name)") }
    }
    try patient.write("root/usr/local/share/ivrd/installed", manifest)
  }

  @Test func unitsAreInstalledAsShippedAndEnabled() throws {
    expectFinding(patient.doctor.units(), .ok, "not installed under systemd here")
    try install()
    expectFinding(patient.doctor.units(), .ok, "as they were shipped, and enabled")
    try patient.write("root/usr/local/lib/systemd/system/ivrd.socket", "[Unit]\n# mine\n")
    expectFinding(patient.doctor.units(), .warn, "ivrd.socket is not as it was shipped")
    unlink(patient.path + "/root/usr/local/lib/systemd/system/ivrd.socket")
    expectFinding(patient.doctor.units(), .fail, "ivrd.socket is missing")
  }

  @Test func unitsThatAreNotEnabledDoNotStart() throws {
    try install(enabled: false)
    expectFinding(patient.doctor.units(), .warn, "ivrd.service is not enabled")
  }

  // MARK: - Limits

  @Test func theDaemonMayOpenEnough() throws {
    expectFinding(patient.doctor.limits(), .ok, "none has")
    try patient.write("state/lock")
    let descriptor = open(patient.doctor.state + "/lock", O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    patient.doctor.machine.descriptorLimit = { $0 == getpid() ? 10_000 : nil }
    expectFinding(patient.doctor.limits(), .ok, "may open 10000 files")
    patient.doctor.machine.descriptorLimit = { _ in 9_999 }
    expectFinding(patient.doctor.limits(), .warn, "too few for 10000 connections")
    patient.doctor.machine.descriptorLimit = { _ in nil }
    expectFinding(patient.doctor.limits(), .warn, "can't be read")
    #expect(Machine().descriptorLimit(getpid()) ?? 0 > 0)
  }

  // MARK: - Clock

  @Test func theClockIsRightAndSteady() throws {
    let noon = Timestamp(microseconds: 1_795_780_000_000_000)
    let start = Machine.Clocks(real: noon, monotonic: .epoch)
    var now = Machine.Clocks(real: noon + .seconds(1), monotonic: .epoch + .seconds(1))
    patient.doctor.machine.clocks = { now }
    expectFinding(patient.doctor.clock(since: start), .ok, "synchronised and steady")
    patient.doctor.machine.isSynchronised = { nil }
    expectFinding(patient.doctor.clock(since: start), .ok, "steady")
    patient.doctor.machine.isSynchronised = { false }
    expectFinding(patient.doctor.clock(since: start), .warn, "nothing keeps it right")
    patient.doctor.machine.isSynchronised = { true }
    for jump in [-101, 101] as [Int64] {
      now.real = noon + .seconds(1) + .milliseconds(jump)
      expectFinding(patient.doctor.clock(since: start), .warn, "it was set by \(jump) ms")
    }
    now.real = noon + .seconds(1) + .milliseconds(100)
    expectFinding(patient.doctor.clock(since: start), .ok, "steady")
    now.real = .epoch
    expectFinding(patient.doctor.clock(since: start), .fail, "before 2025")
  }

  @Test func theReportsZoneIsKnown() throws {
    try patient.write("root/usr/lib/systemd/system/ivrd-report.timer")
    let start = patient.doctor.machine.clocks()
    expectFinding(patient.doctor.clock(since: start), .warn, "Asia/Shanghai is not known")
    try patient.write("root/usr/share/zoneinfo/Asia/Shanghai")
    expectFinding(patient.doctor.clock(since: start), .ok, "steady")
  }

  // MARK: - What is shown

  @Test func findingsFitATerminal() {
    let findings: [DoctorFinding] = [
      .ok("disk", "much room"), .fail("sockets", "a sentence that is longer than the line has room for", "do this"),
    ]
    let lines = findings.lines(width: 50, style: .plain)
    #expect(
      lines == [
        "ok    disk      much room", "fail  sockets   a sentence that is longer than ",
        "                the line has room for", "                -> do this",
      ])
    #expect(findings.summary == "1 failed, 0 to be looked at, 1 well")
    #expect([DoctorFinding.ok("disk", "")].summary == "all is well")
  }

  @Test func badUsageIs64() throws { #expect(try ToolRun.finished("doctor", "--frob").status == 64) }
}
