import CallModel
import Foundation
import Glibc
import LineClient
import Store
import Testing

/// The daemon is killed, or stopped, and started again: nothing that it acknowledged is lost.
@Suite(.serialized) struct RestartTests {
  /// Starts another life on the same directories.
  private func restart(_ daemon: RunningDaemon, kill: Bool) throws -> Process {
    if kill {
      Glibc.kill(daemon.process.processIdentifier, SIGKILL)
      daemon.process.waitUntilExit()
    } else {
      #expect(daemon.stop() == 0)
    }
    return try next(daemon)
  }

  private func next(_ daemon: RunningDaemon) throws -> Process {
    let process = Process()
    try daemon.launch(process, [])
    while process.isRunning {
      if let client = try? LineClient(path: "\(daemon.runtime)/ops.sock") {
        client.close()
        return process
      }
    }
    throw RunningDaemon.DidNotStart(description: daemon.log)
  }

  private func end(_ process: Process) {
    process.terminate()
    process.waitUntilExit()
  }

  @Test(arguments: [true, false]) func callersAgentsAndOperatorsChangesAreBack(isKilled: Bool) throws {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    try gateway.say("HELLO lp=1 name=gw1", "CALL call=menu from=13900000004", "CALL call=wait from=13900000004")
    let session = try sessionID(gateway.until("OK sid="))
    try gateway.until("* 4 wait ASK")
    // One is in the middle of a card number, the other waits for an agent.
    try gateway.say("KEY menu 2 n=1", "KEY menu 62220 n=2", "KEY wait 0 n=1", "@last SYNC")
    #expect(try gateway.until("OK @last").hasPrefix("OK @last lsn="))
    let desk = try daemon.connect("desk")
    try desk.say("HELLO lp=1 name=desk1", "LOGIN 1002 password=demo", "NOTREADY reason=tea", "@last SYNC")
    try desk.until("OK @last")
    let operations = try daemon.connect("ops")
    let before = try table("CALLS", operations)

    let second = try restart(daemon, kill: isKilled)
    defer { end(second) }
    let back = try daemon.connect("gw")
    #expect(try back.line()?.contains("epoch=2") == true)
    try back.say("HELLO lp=1 name=gw1 resume=\(session):0")
    #expect(try back.line()?.hasPrefix("OK sid=\(session) name=gw1") == true)
    // Everything that was said is said again, from the first.
    #expect(try back.line()?.hasPrefix("* 1 menu SAY") == true)
    // Keys sent again count once; the others go on where the caller was.
    try back.say("@a KEY menu 62220 n=2", "@b KEY menu 2 n=7", "@c KEY menu 0 n=9")
    #expect(try back.until("@a") == "OK @a dup=1")
    #expect(try back.until("@b") == "OK @b")
    #expect(try back.until("@c").hasPrefix("ERR @c conflict key-gap want=8") == true)
    let after = try table("CALLS", try daemon.connect("ops"))
    #expect(after.map(\.stable) == before.map(\.stable))
    let agents = try table("AGENTS", try daemon.connect("ops"))
    #expect(agents.contains { $0.contains("agent=1002") && $0.contains("state=not-ready reason=tea") })
    try back.say("CALL from=13900000004")
    // No number is given twice, and none is passed over.
    #expect(try back.until("OK call=") == "OK call=c1")
    let console = try daemon.connect("desk")
    try console.say("HELLO lp=1 name=desk1", "READY")
    #expect(try console.until("OK sid=").contains("agent=1002"))
    #expect(try console.until("OFFER agent=1002").contains("call=wait"))
  }

  /// Under a service manager a restart is no event for anybody (`scripts/test-restart.sh` does it with more).
  @Test func underAServiceManagerNobodyNotices() throws {
    let (status, output) = try RunningDaemon.run(
      "ivrsim",
      [
        "restarts", "--restarts", "3", "--calls", "100", "--connections", "20", "--menus",
        RunningDaemon.root.appendingPathComponent("menus").path,
      ])
    #expect(status == 0, "\(output)")
    #expect(output.contains("Nobody noticed."))
  }

  @Test func aCallInsideAPasswordIsAskedAfresh() throws {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    try gateway.say("HELLO lp=1 name=gw1", "CALL from=13800138000")
    let session = try sessionID(gateway.until("OK sid="))
    for (keys, node) in [("2", "main"), ("1", "account-number"), ("6222020000000015#", "query-password")] {
      try gateway.say("KEY c1 \(keys)")
      try gateway.until("ASK node=\(node)")
    }
    try gateway.say("KEY c1 1357", "@last SYNC")
    try gateway.until("OK @last")
    let second = try restart(daemon, kill: true)
    defer { end(second) }
    #expect(try !String(decoding: daemon.everythingWritten(), as: UTF8.self).contains("135792"))
    let back = try daemon.connect("gw")
    try back.say("HELLO lp=1 name=gw1 resume=\(session):9")
    try back.until("ASK node=query-password")
    try back.say("KEY c1 135792#")
    #expect(try back.until("ASK node=account-menu").contains("account-menu"))
  }

  /// A small loop of what the long suite does at length: killed at a moment that nobody chose, with a model of what
  /// was acknowledged.
  @Test func nothingAcknowledgedIsLostByKilling() throws {
    let daemon = try RunningDaemon()
    var process = daemon.process
    var random = SystemRandomNumberGenerator()
    // Keys that were acknowledged, by call.
    var keys: [String: Int] = [:]
    for life in 1...6 {
      let gateway = try daemon.connect("gw")
      try gateway.say("HELLO lp=1 name=gw1")
      try gateway.until("OK sid=")
      // Every call is there with at least the keys that were acknowledged: the next is no gap.
      for (call, count) in keys.sorted(by: { $0.key < $1.key }) {
        try gateway.say("@k\(call) KEY \(call) 9 n=\(count + 1)")
        let answer = try gateway.until("@k\(call)")
        #expect(answer.hasPrefix("OK"), "life \(life): \(call) had \(count) keys: \(answer)")
        keys[call] = count + 1
      }
      for number in 1...4 {
        try gateway.say("@c CALL call=l\(life).\(number) from=13900000004")
        try gateway.until("OK @c")
        keys["l\(life).\(number)"] = 0
      }
      let deadline = ContinuousClock.now + .milliseconds(Int64.random(in: 5...60, using: &random))
      let victim = process.processIdentifier
      while true {
        if ContinuousClock.now >= deadline {
          // What is sent now may or may not be taken; only an answer counts.
          for call in keys.keys { try? gateway.say("KEY \(call) 9 n=\(keys[call]! + 1)") }
          Glibc.kill(victim, SIGKILL)
          break
        }
        let call = keys.keys.randomElement(using: &random)!
        try gateway.say("@x KEY \(call) 9 n=\(keys[call]! + 1)")
        if try gateway.until("@x").hasPrefix("OK") { keys[call]! += 1 }
      }
      process.waitUntilExit()
      process = try next(daemon)
    }
    end(process)
    let bank = try EmbeddedBank(directory: daemon.state) { _ in }
    #expect(try bank.reader.audit().isEmpty)
  }

  @Test func aDamagedJournalIsRefusedWithTheWayOn() throws {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    try gateway.say("CALL", "1", "@last SYNC")
    try gateway.until("OK @last")
    Glibc.kill(daemon.process.processIdentifier, SIGKILL)
    daemon.process.waitUntilExit()
    let folder = "\(daemon.state)/journal"
    let segment = try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasSuffix(".journal") }
    let url = URL(fileURLWithPath: "\(folder)/\(try #require(segment))")
    var bytes = try Data(contentsOf: url)
    bytes[50] ^= 1
    try bytes.write(to: url)
    let second = Process()
    try daemon.launch(second, [])
    second.waitUntilExit()
    #expect(second.terminationStatus == 65)
    #expect(daemon.log.contains("'ivrctl journal repair' goes on with that"))
    #expect(try tool("journal", "check", "--state", daemon.state) == 1)
    #expect(try tool("journal", "repair", "--state", daemon.state) == 1, "nothing is changed without --yes")
    #expect(try tool("journal", "repair", "--state", daemon.state, "--yes") == 0)
    #expect(try tool("journal", "check", "--state", daemon.state) == 0)
    end(try next(daemon))
  }

  /// The exit status of ivrctl.
  private func tool(_ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = RunningDaemon.binaries.appendingPathComponent("ivrctl")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test func aCallsLifeIsTracedWithoutItsKeys() throws {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    try gateway.say("HELLO lp=1 name=gw1", "CALL call=a from=13800138000")
    for (keys, node) in [("2", "main"), ("1", "account-number"), ("6222020000000015#", "query-password")] {
      try gateway.say("KEY a \(keys)")
      try gateway.until("ASK node=\(node)")
    }
    try gateway.say("KEY a 135792#")
    try gateway.until("ASK node=account-menu")
    try gateway.say("HANGUP a", "KEY nobody 1", "@last SYNC")
    try gateway.until("OK @last")
    let operations = try daemon.connect("ops")
    let rows = try table("TRACE a", operations)
    #expect(rows.contains { $0.hasSuffix(":CALL call=a from=…") })
    #expect(rows.contains { $0.contains("- @t out") && $0.contains("ASK node=query-password kind=secret") })
    #expect(rows.contains { $0.hasSuffix(":asked verify-query-password") })
    #expect(rows.contains { $0.contains("host-replied call=a outcome=ok") })
    #expect(rows.last?.contains("- @t record") == true)
    for secret in ["135792", "6222020000000015", "13800138000"] { #expect(!rows.contains { $0.contains(secret) }) }
    try operations.say("@u TRACE nobody")
    #expect(try operations.until("@u").hasPrefix("ERR @u gone unknown-id id=nobody"))
    #expect(daemon.stop() == 0)
    #expect(try tool("trace", "a", "--state", daemon.state) == 0)
    #expect(try tool("journal", "export", "--state", daemon.state) == 0)
  }

  private func sessionID(_ answer: String) throws -> Substring {
    try #require(answer.split(separator: " ").first { $0.hasPrefix("sid=") }).dropFirst(4)
  }

  private func table(_ verb: String, _ peer: Peer) throws -> [String] {
    try peer.say("@t \(verb)")
    var rows: [String] = []
    while let line = try peer.line(), !line.hasPrefix("OK @t") { if line.hasPrefix("- @t") { rows.append(line) } }
    return rows
  }
}

extension String {
  /// Without what the clock changes.
  fileprivate var stable: String {
    split(separator: " ").filter { !$0.hasPrefix("age=") && !$0.hasPrefix("waited=") }.joined(separator: " ")
  }
}
