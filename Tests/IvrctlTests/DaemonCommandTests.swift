import Foundation
import Testing

/// The commands that speak to a daemon, whose part the test plays.
@Suite struct DaemonCommandTests {
  /// Runs the tool against one request and its answer.
  private func run(
    _ arguments: [String], hears request: String, answers lines: String, ends: Bool = false
  ) throws -> ToolRun {
    let daemon = try ScriptedDaemon("ops")
    let tool = try ToolRun(["--runtime-dir", daemon.directory] + arguments)
    try daemon.greet()
    #expect(try daemon.hear() == request)
    daemon.say(lines)
    if ends { daemon.hangUp() }
    tool.finish()
    return tool
  }

  @Test func statusIsARecord() throws {
    let answer = "- status server=ivrd/0.1.0 calls=2 waiting=1\nOK"
    let tool = try run(["status"], hears: "STATUS", answers: answer)
    #expect(tool.status == 0)
    #expect(tool.lines == ["server   ivrd/0.1.0", "calls    2", "waiting  1"])
    let machine = try run(["status", "--json"], hears: "STATUS", answers: answer)
    #expect(machine.output == "{\"server\":\"ivrd/0.1.0\",\"calls\":2,\"waiting\":1}\n")
  }

  @Test func listsAreTables() throws {
    let tool = try run(
      ["agents"], hears: "AGENTS",
      answers: "- agent agent=1001 name=王芳 since=5\n- agent agent=1002 name=Li since=60\nOK")
    #expect(tool.lines == ["agent  name  since", "1001   王芳      5", "1002   Li       60"])
    #expect(!tool.output.contains("\u{1B}"))
  }

  @Test func aTraceIsInItsOrder() throws {
    let answer = """
      - in at=3661007 turn=7 :CALL call=c1 from=… lang=en
      - host at=3661007 turn=7 :asked look-up-caller
      - in at=3662010 turn=10 :closed
      OK
      """
    let tool = try run(["trace", "c1"], hears: "TRACE c1", answers: answer)
    #expect(tool.lines.count == 4)
    #expect(tool.lines[0] == "        time  turn  what  text")
    // The hour is this machine's.
    #expect(tool.lines[1].hasSuffix(":01:01.007     7  in    CALL call=c1 from=… lang=en"))
    #expect(tool.lines[2].hasSuffix("     7  host  asked look-up-caller"))
    #expect(tool.lines[3].hasSuffix(":01:02.010    10  in    closed"))
    let machine = try run(["trace", "c1", "--json"], hears: "TRACE c1", answers: answer)
    #expect((try machine.json() as? [[String: Any]])?.map { $0["at"] as? Int } == [3_661_007, 3_661_007, 3_662_010])
  }

  @Test func whatIsEmptyIsNoArgument() throws {
    let daemon = try ScriptedDaemon("ops")
    let tool = try ToolRun(["--runtime-dir", daemon.directory, "trace", ""])
    tool.finish()
    #expect(tool.status == 64)
    #expect(tool.complaints.hasPrefix("Error: An argument can't be used: It can't be empty."))
  }

  @Test func emptyListsSaySo() throws {
    #expect(try run(["calls"], hears: "CALLS state=live", answers: "OK calls=0").output == "no calls\n")
    let machine = try run(
      ["calls", "--ended", "--limit", "5", "--json"], hears: "CALLS state=ended limit=5", answers: "OK rows=0")
    #expect(machine.output == "[]\n")
  }

  @Test func refusalsAre1AndSayWhy() throws {
    let answer = "ERR gone unknown-id id=c9 :nobody knows it"
    let tool = try run(["show", "c9"], hears: "SHOW c9", answers: answer)
    #expect(tool.status == 1)
    #expect(tool.output.isEmpty)
    #expect(tool.complaints == "ivrctl: refused: unknown-id (id=c9): nobody knows it\n")
    let machine = try run(["show", "c9", "--json"], hears: "SHOW c9", answers: answer)
    #expect(machine.status == 1)
    let object = try #require(try machine.json() as? [String: Any])
    #expect(object["symbol"] as? String == "unknown-id")
  }

  @Test func aRefusedReloadShowsEachProblem() throws {
    let tool = try run(
      ["reload"], hears: "RELOAD",
      answers:
        "- problem :menus/a.yaml:3:1: error: one\n- problem :menus/a.yaml:9:1: error: two\nERR bad settings-refused")
    #expect(tool.status == 1)
    #expect(tool.lines == ["menus/a.yaml:3:1: error: one", "menus/a.yaml:9:1: error: two"])
  }

  @Test func auditFindingsAre1() throws {
    let clean = try run(["audit"], hears: "AUDIT", answers: "OK violations=0")
    #expect(clean.status == 0)
    #expect(clean.output == "all invariants hold\n")
    let found = try run(["audit"], hears: "AUDIT", answers: "- violation :agent 1001 is in two places\nOK violations=1")
    #expect(found.status == 1)
    #expect(found.output.contains("agent 1001 is in two places"))
  }

  @Test func ordersAreSpelledAsOnTheWire() throws {
    let order = try run(
      ["agent", "1001", "notready", "--reason", "team meeting"], hears: "AGENT 1001 NOTREADY reason=team%20meeting",
      answers: "OK")
    #expect(order.output == "agent 1001: notready\n")
    let drain = try run(["drain", "--by", "600"], hears: "DRAIN by=600", answers: "OK calls=3")
    #expect(drain.output == "draining: 3 calls in progress\n")
    let stop = try run(["stop"], hears: "STOP", answers: "OK\n! BYE reason=stopping", ends: true)
    #expect(stop.status == 0)
    #expect(stop.output == "stopped\n")
  }

  @Test func nobodyThereIs69AndSaysWhatToDo() throws {
    let tool = try ToolRun.finished("status", "--runtime-dir", "/nonexistent")
    #expect(tool.status == 69)
    #expect(tool.complaints.contains("/nonexistent/ops.sock"))
    #expect(tool.complaints.contains("scripts/start.sh"))
  }

  @Test func theEnvironmentNamesTheDirectory() throws {
    let tool = try ToolRun.finished("status", environment: ["RUNTIME_DIRECTORY": "/first:/second"])
    #expect(tool.complaints.contains("/first/ops.sock"))
  }

  @Test func aDaemonThatGoesAwayIs69() throws {
    let daemon = try ScriptedDaemon("ops")
    let tool = try ToolRun(["--runtime-dir", daemon.directory, "watch", "call", "agent", "--json"])
    try daemon.greet()
    #expect(try daemon.hear() == "WATCH call,agent")
    daemon.say("OK", "* 1 c1 CALL state=started", "! LOST class=call n=3")
    daemon.hangUp()
    tool.finish()
    #expect(tool.status == 69)
    #expect(
      tool.lines == [
        "{\"event\":\"CALL\",\"number\":1,\"subject\":\"c1\",\"state\":\"started\"}",
        "{\"notice\":\"LOST\",\"class\":\"call\",\"n\":3}",
      ])
  }
}
