import CallModel
import Foundation
import Ledger
import LineClient
import Store
import Synchronization
import Testing

/// A backup is made while calls go on, and is restored: everything is as it was then, and nothing of what came later.
@Suite struct BackupTests {
  /// Callers who call, ask for their balance and hang up, on a connection of their own until they are told to stop.
  private final class Load: Sendable {
    private let isOver = Mutex(false)
    private let done = DispatchSemaphore(value: 0)
    private let calls = Mutex(0)
    var count: Int { calls.withLock { $0 } }

    init(_ daemon: RunningDaemon) throws {
      let gateway = try daemon.connect("gw")
      let box = Unchecked(gateway)
      Thread.detachNewThread { [self] in
        let gateway = box.value
        while !isOver.withLock({ $0 }) {
          let number = calls.withLock { count in
            count += 1
            return count
          }
          do {
            try Self.askForBalance(on: gateway, as: "load\(number)")
          } catch {
            Issue.record(error)
            break
          }
        }
        done.signal()
      }
    }

    private static func askForBalance(on gateway: Peer, as call: String) throws {
      try gateway.say("CALL call=\(call) from=13900000004", "1", "6222020000000049#")
      // What is keyed before a password is asked for is thrown away.
      try gateway.until("ASK node=query-password")
      try gateway.say("618205#", "1", "1")
      try gateway.until("prompt=balance")
      try gateway.say("HANGUP \(call)")
      try gateway.until("END")
    }

    func stop() {
      let isFirst = isOver.withLock { isOver in
        defer { isOver = true }
        return !isOver
      }
      if isFirst { done.wait() }
    }
  }

  private struct Unchecked<Value>: @unchecked Sendable {
    // Handed over to one thread, and used by nobody else.
    let value: Value
    init(_ value: Value) { self.value = value }
  }

  private static let transfer = [
    ("3", "transfers"), ("2", "transfer-from"), ("1", "payee"), ("1", "transfer-amount"),
    ("100*50#", "transfer-confirm"),
    ("1", "transaction-password"), ("864297#", "accounts-more"),
  ]

  private func walk(_ gateway: Peer, _ call: String, _ steps: [(String, String)]) throws {
    for (keys, node) in steps {
      try gateway.say("KEY \(call) \(keys)")
      try gateway.until("ASK node=\(node)")
    }
  }

  private func balance(_ directory: String) throws -> [String] {
    let reader = try BankReader(directory: directory)
    #expect(try reader.audit() == [])
    let overview = try #require(try reader.overview(of: .number(CustomerNumber(1)), at: .epoch))
    return overview.accounts.map { "\($0.balance)" }
  }

  @Test func aBackupUnderLoadIsRestored() throws {
    let daemon = try RunningDaemon()
    let load = try Load(daemon)
    defer { load.stop() }
    let gateway = try daemon.connect("gw")
    try gateway.say("HELLO lp=1 name=gw1", "CALL call=mine from=13800138000")
    try gateway.until("ASK node=language")
    try walk(gateway, "mine", [("2", "main"), ("1", "account-number"), ("6222020000000015#", "query-password")])
    try walk(gateway, "mine", [("135792#", "account-menu")] + Self.transfer)
    let desk = try daemon.connect("desk")
    try desk.say("HELLO lp=1 name=desk1", "LOGIN 1002 password=demo", "NOTREADY reason=tea", "@last SYNC")
    try desk.until("OK @last")
    let copy = daemon.directory.path + "/copy"
    let made = try daemon.ivrctl(["backup", copy, "--runtime-dir", daemon.runtime])
    #expect(made.status == 0, "\(made.output)")
    #expect(made.output.hasPrefix("\(copy): "))
    // A second one does not write over the first.
    #expect(try daemon.ivrctl(["backup", copy, "--runtime-dir", daemon.runtime]).status == 1)
    let operators = try daemon.connect("ops")
    for place in ["../copy", "..", ".", "./copy"] {
      try operators.say("@r BACKUP \(place)")
      #expect(
        try operators.until("@r").hasPrefix("ERR @r bad bad-argument name=path :\(place) depends on where ivrd was"))
    }

    // What comes later is not in it.
    try walk(gateway, "mine", [("1", "account-menu")] + Self.transfer)
    try gateway.say("CALL call=later from=13800138000")
    try gateway.until("OK call=later")
    try desk.say("READY", "@ready SYNC")
    try desk.until("OK @ready")
    #expect(load.count > 0)
    let restored = daemon.directory.path + "/restored"
    let arguments = ["restore", copy, "--state-dir", restored, "--pepper", daemon.state + "/pepper"]
    // Not into the directory of a daemon that runs.
    #expect(try daemon.ivrctl(["restore", copy, "--state-dir", daemon.state]).status == 69)
    let result = try daemon.ivrctl(arguments)
    #expect(result.status == 0, "\(result.output)")
    #expect(try daemon.ivrctl(arguments).status == 1)
    load.stop()
    #expect(daemon.stop() == 0)
    let (then, now) = (try balance(restored), try balance(daemon.state))
    #expect(then != now)

    try daemon.startAgain(["--state-dir", restored])
    let others = try daemon.connect("ops")
    try others.say("CALLS", "AGENTS", "@audit AUDIT")
    #expect(try others.until("@audit").contains("violations=0"), "\(others.heard)")
    let calls = others.heard.filter { $0.hasPrefix("- call call=") }
    #expect(calls.contains { $0.contains("call=mine") && $0.contains("node=accounts-more") }, "\(calls)")
    #expect(!calls.contains { $0.contains("call=later") })
    #expect(others.heard.contains { $0.contains("agent=1002") && $0.contains("state=not-ready reason=tea") })
    // The records are those of the calls that had ended then.
    let records = try CentreStore(directory: restored).calls(limit: 10_000)
    #expect(records.allSatisfy { $0.call.text.hasPrefix("load") })
    #expect(daemon.stop() == 0)
    #expect(try balance(restored) == then)
  }
}
