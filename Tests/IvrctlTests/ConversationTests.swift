import Foundation
import Testing

/// The telephone and the console, with scripts on standard input and on a terminal; the test plays the daemon.
@Suite struct ConversationTests {
  private static let asksForMenu = "* 2 c1 ASK node=main kind=menu keys=1,2 first=5000 inter=3000"
  private static let asksForSecret = "* 3 c1 ASK node=pin kind=secret min=6 max=6 end=# first=5000 inter=4000"

  @Test func aScriptKeysWhenTheCallAsksAndHidesItsSecrets() throws {
    let daemon = try ScriptedDaemon("gw")
    let tool = try ToolRun(["--runtime-dir", daemon.directory, "call", "--from", "13800138000"])
    tool.type("1\n135792#\n2\n")
    tool.finishInput()
    try daemon.greet()
    #expect(try daemon.hear() == "CALL from=13800138000")
    daemon.say("OK call=c1", "* 1 c1 SAY prompt=main lang=zh :请按1。", Self.asksForMenu)
    #expect(try daemon.hear() == "1")
    daemon.say(Self.asksForSecret)
    #expect(try daemon.hear() == "135792#")
    daemon.say(
      "* 4 c1 SAY prompt=welcome-back lang=zh :您好。", "* 5 c1 ASK node=more kind=menu keys=2 first=5000 inter=3000")
    #expect(try daemon.hear() == "2")
    #expect(try daemon.hear() == nil, "at the end of its script the caller hangs up by closing its half")
    daemon.say("* 6 c1 END cause=gateway-closed disposition=self-service", "! BYE reason=finished")
    tool.finish()
    #expect(tool.status == 0)
    #expect(tool.lines.contains("请按1。"))
    #expect(tool.lines.contains("> •"))
    #expect(tool.lines.last == "call c1 has ended: cause gateway-closed, disposition self-service")
    #expect(!(tool.output + tool.complaints).contains("135792"))
  }

  @Test func aRefusedCallIs1() throws {
    let daemon = try ScriptedDaemon("gw")
    let tool = try ToolRun(["--runtime-dir", daemon.directory, "call"])
    try daemon.greet()
    #expect(try daemon.hear() == "CALL")
    daemon.say("ERR retry draining after=5000 :no new calls")
    tool.finish()
    #expect(tool.status == 1)
    #expect(tool.output == "refused: draining (after=5000): no new calls\n")
  }

  @Test func aCallThatIsCutOffIs69() throws {
    let daemon = try ScriptedDaemon("gw")
    let tool = try ToolRun(["--runtime-dir", daemon.directory, "call"])
    try daemon.greet()
    _ = try daemon.hear()
    daemon.say("OK call=c1")
    daemon.hangUp()
    tool.finish()
    #expect(tool.status == 69)
  }

  @Test func keysOnATerminalGoOutAtOnceAndSecretsShowAsDots() throws {
    let daemon = try ScriptedDaemon("gw")
    let terminal = TestTerminal()
    let tool = try terminal.run(["--runtime-dir", daemon.directory, "call"])
    try daemon.greet()
    _ = try daemon.hear()
    daemon.say("OK call=c1", Self.asksForMenu)
    try terminal.wait(for: "main, keys 1 2")
    #expect(!terminal.isAsUsual)
    terminal.type("1")
    #expect(try daemon.hear() == "1")
    daemon.say(Self.asksForSecret)
    try terminal.wait(for: "pin, secret")
    for key in "135792" {
      terminal.type(String(key))
      #expect(try daemon.hear() == String(key))
    }
    try terminal.wait(for: "••••••")
    terminal.type("x?")
    #expect(try daemon.hear() == "?")
    terminal.type("\u{3}")
    #expect(try daemon.hear() == "HANGUP")
    daemon.say("OK", "* 9 c1 END cause=caller-hung-up disposition=hung-up")
    tool.waitUntilExit()
    try terminal.wait(for: "call c1 has ended")
    #expect(tool.terminationStatus == 0)
    #expect(terminal.isAsUsual)
    #expect(!terminal.screen.contains("135"))
  }

  @Test func aKilledTelephoneGivesTheTerminalBack() throws {
    let daemon = try ScriptedDaemon("gw")
    let terminal = TestTerminal()
    let tool = try terminal.run(["--runtime-dir", daemon.directory, "call"])
    try daemon.greet()
    _ = try daemon.hear()
    daemon.say("OK call=c1")
    try terminal.wait(for: "call c1")
    #expect(!terminal.isAsUsual)
    tool.terminate()
    tool.waitUntilExit()
    #expect(terminal.isAsUsual)
  }

  @Test func aDeskScriptWaitsForWhatItNeeds() throws {
    let daemon = try ScriptedDaemon("desk")
    let tool = try ToolRun(["--runtime-dir", daemon.directory, "desk", "1001", "--password-stdin"])
    tool.type("s3cret\nr\na\ne\nw enquiry asked twice\nq\n")
    tool.finishInput()
    try daemon.greet()
    #expect(try daemon.hear() == "LOGIN 1001 password=s3cret")
    daemon.say("OK agent=1001", "* 1 1001 STATE state=not-ready reason=login")
    #expect(try daemon.hear() == "READY")
    daemon.say("OK", "* 2 1001 STATE state=ready")
    daemon.say("* 3 o1 OFFER agent=1001 call=c1 queue=general ttr=20000 waited=3000 why=only")
    #expect(try daemon.hear() == "ACCEPT o1")
    daemon.say("OK", "* 4 c1 CONNECTED path=main,agent verified=2 customer=王**")
    #expect(try daemon.hear() == "END c1")
    daemon.say("OK", "* 5 c1 ENDED", "* 6 c1 WRAPUP until=coded")
    #expect(try daemon.hear() == "WRAP c1 code=enquiry :asked twice")
    daemon.say("OK")
    #expect(try daemon.hear() == "LOGOUT")
    daemon.say("OK")
    tool.finish()
    #expect(tool.status == 0)
    #expect(
      tool.lines.contains("OFFER o1 call c1 queue general waited 3 s - a to accept, d to decline  chosen by only"))
    #expect(tool.lines.contains("  verified 2 (transaction password)"))
    #expect(tool.lines.contains("  path     main > agent"))
    #expect(!(tool.output + tool.complaints).contains("s3cret"))
  }

  @Test func aConsoleOnATerminal() throws {
    let daemon = try ScriptedDaemon("desk")
    let terminal = TestTerminal()
    let tool = try terminal.run(["--runtime-dir", daemon.directory, "desk", "1001"])
    try daemon.greet()
    try terminal.wait(for: "Password of agent 1001: ")
    terminal.type("s3cret\n")
    #expect(try daemon.hear() == "LOGIN 1001 password=s3cret")
    daemon.say("OK agent=1001", "* 1 1001 STATE state=not-ready reason=login")
    try terminal.wait(for: "1001 not-ready (login)> ")
    terminal.type("a")
    try terminal.wait(for: "no call is offered")
    terminal.type("n午饭x\u{7F}\r")
    #expect(try daemon.hear() == "NOTREADY reason=午饭")
    daemon.say("OK", "* 2 1001 STATE state=not-ready reason=午饭")
    try terminal.wait(for: "1001 not-ready (午饭)> ")
    terminal.type(":SHOW\r")
    #expect(try daemon.hear() == "SHOW")
    daemon.say("- agent agent=1001 answered=7", "OK")
    try terminal.wait(for: "answered  7")
    // A key that can't be undone is asked about; another key in between takes the question back.
    terminal.type("q")
    try terminal.wait(for: "log out? q again logs out")
    terminal.type("s")
    #expect(try daemon.hear() == "SHOW")
    daemon.say("- agent agent=1001 answered=8", "OK")
    try terminal.wait(for: "answered  8")
    terminal.type("qq")
    #expect(try daemon.hear() == "LOGOUT")
    daemon.say("OK")
    tool.waitUntilExit()
    #expect(tool.terminationStatus == 0)
    #expect(terminal.isAsUsual)
    #expect(!terminal.screen.contains("s3cret"))
  }

  @Test func aWrongPasswordIs1() throws {
    let daemon = try ScriptedDaemon("desk")
    let tool = try ToolRun(["--runtime-dir", daemon.directory, "desk", "1001", "--password-stdin"])
    tool.type("wrong\n")
    try daemon.greet()
    _ = try daemon.hear()
    daemon.say("ERR deny bad-password")
    tool.finish()
    #expect(tool.status == 1)
  }

  @Test func aPasswordNeedsATerminalOrTheFlag() throws {
    let daemon = try ScriptedDaemon("desk")
    let tool = try ToolRun.finished("--runtime-dir", daemon.directory, "desk", "1001")
    #expect(tool.status == 64)
    #expect(tool.complaints.contains("--password-stdin"))
  }
}
