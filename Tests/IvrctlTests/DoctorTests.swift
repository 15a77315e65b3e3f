import CallModel
import Foundation
import GRDB
import Glibc
import Store
import Testing

@testable import ivrctl

/// Each check of the doctor on a condition that breaks it, and on one that does not.
@Suite struct DoctorTests {
  // MARK: - Sockets

  @Test func aDaemonThatDoesNotRunIsNoFailure() throws {
    let patient = try DoctorPatient()
    let look = patient.doctor.lookAtDaemon()
    #expect(!look.isRunning)
    expectFinding([look.finding], .warn, "ivrd does not run")
    expectFinding(patient.doctor.sockets(isRunning: false), .ok, "gw.sock")
    expectFinding(patient.doctor.sockets(isRunning: true), .fail, "gw.sock is gone while ivrd runs")
    patient.doctor.runtime += "/none"
    expectFinding(patient.doctor.sockets(isRunning: false), .warn, "there is no")
  }

  @Test(arguments: [
    ("open", DoctorFinding.Level.ok, "2 calls"), ("draining", .warn, "it drains"),
    ("no-storage", .fail, "the disk is full"),
    ("overloaded", .warn, "no new calls"), ("stopped", .warn, "its state is stopped"),
  ])
  func aDaemonSaysHowItIs(state: String, level: DoctorFinding.Level, words: String) throws {
    let daemon = try ScriptedDaemon("ops")
    let tool = try ToolRun([
      "doctor", "--runtime-dir", daemon.directory, "--state-dir", daemon.directory + "/none",
      "--menus", daemon.directory + "/none", "--json",
    ])
    try daemon.greet()
    #expect(try daemon.hear() == "STATUS")
    daemon.say("- status server=ivrd/0.1.0 state=\(state) menus=old calls=2 agents=1", "OK")
    tool.finish()
    let report = try #require(try tool.json() as? [String: Any])
    let checks = try #require(report["checks"] as? [[String: Any]])
    let finding = try #require(checks.first { $0["check"] as? String == "daemon" })
    #expect(finding["level"] as? String == level.rawValue)
    #expect((finding["sentence"] as? String)?.contains(words) == true)
    // The scripted daemon has one socket of three.
    #expect(tool.status == 1)
    #expect(report["ok"] as? Bool == false)
  }

  @Test func aDaemonThatSaysNothingHasFailed() throws {
    let daemon = try ScriptedDaemon("ops")
    let none = daemon.directory + "/none"
    let tool = try ToolRun(["doctor", "--runtime-dir", daemon.directory, "--state-dir", none, "--menus", none])
    try daemon.greet()
    daemon.hangUp()
    tool.finish()
    #expect(tool.status == 1)
    #expect(tool.output.contains("has closed the connection"))
  }

  @Test func socketsAreForTheirGroupsOnly() throws {
    let patient = try DoctorPatient()
    patient.bind("ops", mode: 0o660)
    expectFinding(patient.doctor.sockets(isRunning: false), .ok, "ops.sock")
    patient.bind("gw", mode: 0o660)
    expectFinding(patient.doctor.sockets(isRunning: false), .fail, "the group ivr-ops may connect to")
    chmod(patient.path + "/run/gw.sock", 0o666)
    expectFinding(patient.doctor.sockets(isRunning: false), .fail, "anybody may connect")
    chmod(patient.path + "/run/gw.sock", 0o600)
    expectFinding(patient.doctor.sockets(isRunning: false), .warn, "may connect to")
    try patient.write("run/desk.sock")
    expectFinding(patient.doctor.sockets(isRunning: false), .fail, "desk.sock is no socket")
  }

  @Test func nobodyElseMayPutSocketsThere() throws {
    let patient = try DoctorPatient()
    chmod(patient.doctor.runtime, 0o777)
    expectFinding(patient.doctor.sockets(isRunning: false), .fail, "others may put sockets")
    chmod(patient.doctor.runtime, 0o1777)
    expectFinding(patient.doctor.sockets(isRunning: false), .ok, "gw.sock")
    try patient.write("file")
    patient.doctor.runtime = patient.path + "/file"
    expectFinding(patient.doctor.sockets(isRunning: false), .fail, "is no directory")
  }

  // MARK: - State

  @Test func thePepperIsTheBanksOwn() throws {
    let patient = try DoctorPatient(bank: true)
    expectFinding(patient.doctor.databases(), .ok, "the books are right")
    try patient.write("state/pepper", "short\n")
    expectFinding(patient.doctor.databases(), .fail, "it should be 64 hexadecimal digits")
    try patient.write("state/pepper", String(repeating: "0", count: 64))
    expectFinding(patient.doctor.databases(), .fail, "it belongs to another database")
    unlink(patient.doctor.state + "/pepper")
    expectFinding(patient.doctor.databases(), .fail, "it is missing, and the passwords need it")
  }

  @Test func theStateIsItsOwnersOnly() throws {
    let patient = try DoctorPatient(bank: true)
    expectFinding(patient.doctor.stateDirectory(), .ok, "readable by its owner only")
    chmod(patient.doctor.state + "/bank.sqlite", 0o644)
    expectFinding(patient.doctor.stateDirectory(), .fail, "others may read")
    chmod(patient.doctor.state + "/bank.sqlite", 0o600)
    chmod(patient.doctor.state, 0o770)
    expectFinding(patient.doctor.stateDirectory(), .fail, "others may write into")
    chmod(patient.doctor.state, 0o750)
    if chown(patient.doctor.state + "/bank.sqlite", 65_534, 65_534) == 0 {
      expectFinding(patient.doctor.stateDirectory(), .fail, "belongs to nobody")
      chown(patient.doctor.state + "/bank.sqlite", getuid(), getgid())
    }
    patient.doctor.state += "/none"
    expectFinding(patient.doctor.stateDirectory(), .warn, "there is no")
    expectFinding(patient.doctor.databases(), .warn, "there is no bank")
    patient.doctor.state = patient.path + "/state/bank.sqlite"
    expectFinding(patient.doctor.stateDirectory(), .fail, "is no directory")
  }

  @Test(arguments: [
    (Doctor.leastRoom - 1, 1_000_000, DoctorFinding.Level.fail, "new calls are refused"),
    (Doctor.leastRoom, 1_000_000, .warn, "are free"), (Doctor.comfortableRoom - 1, 1_000_000, .warn, "are free"),
    (Doctor.comfortableRoom, Doctor.leastFiles, .ok, "are free"),
    (Doctor.comfortableRoom, Doctor.leastFiles - 1, .fail, "more files"),
  ])
  func theDiskHasRoom(free: Int, files: Int, level: DoctorFinding.Level, words: String) throws {
    let patient = try DoctorPatient()
    patient.doctor.machine.room = { _ in Machine.Room(free: free, total: 1 << 40, files: files) }
    expectFinding(patient.doctor.disk(), level, words)
    patient.doctor.machine.room = { _ in nil }
    expectFinding(patient.doctor.disk(), .warn, "does not say")
  }

  @Test func theRealDiskSaysHowMuchRoomItHas() throws {
    let room = try #require(Machine().room("/"))
    #expect(room.free > 0 && room.total >= room.free)
  }

  @Test func theBooksAndTheRecordsAreRight() throws {
    let patient = try DoctorPatient(bank: true)
    expectFinding(patient.doctor.databases(), .ok, "the books are right")
    expectFinding(patient.doctor.databases(), .ok, "there are none yet")
    let records = patient.doctor.state + "/" + CentreStore.fileName
    _ = try CentreStore(directory: patient.doctor.state)
    expectFinding(patient.doctor.databases(), .ok, "centre.sqlite is whole")
    let queue = try DatabaseQueue(path: records)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('of the future')") }
    try queue.close()
    expectFinding(patient.doctor.databases(), .fail, "used by a newer ivrd")
    for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: records + end) }
    try patient.write("state/centre.sqlite", "the body of no database")
    expectFinding(patient.doctor.databases(), .fail, "centre.sqlite")
    try DatabaseQueue(path: patient.doctor.state + "/bank.sqlite").write { db in
      try db.execute(sql: "UPDATE accounts SET balance = balance + 1 WHERE number = '100000000011'")
    }
    expectFinding(patient.doctor.databases(), .fail, "the balance isn't the sum of its postings")
    try patient.write("state/bank.sqlite", "the body of no database")
    expectFinding(patient.doctor.databases(), .fail, "bank.sqlite can't be used")
  }
}
