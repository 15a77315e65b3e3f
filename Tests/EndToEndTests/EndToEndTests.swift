import CallModel
import Foundation
import LineClient
import Store
import Testing

/// The built daemon over real sockets: what a tester with netcat sees.
@Suite(.serialized) struct EndToEndTests {
  @Test func theFirstMinuteInEnglish() throws {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    #expect(
      try gateway.line() == "! HELLO lp=1 server=ivrd/0.1.0 epoch=1 max-line=4096 caps=mux,resume,secret")
    try gateway.say("CALL from=13800138000")
    #expect(try gateway.line() == "OK call=c1")
    #expect(
      try gateway.line() == "* 1 c1 SAY prompt=welcome lang=zh :欢迎致电示例银行。普通话请按1。For English, press 2.")
    #expect(try gateway.line() == "* 2 c1 ASK node=language kind=menu keys=1,2 first=5000 inter=3000")
    try gateway.say("2")
    #expect(
      try gateway.line()
        == "* 3 c1 SAY prompt=main lang=en :For accounts press 1, credit cards 2, lost card 3, complaints 4, "
        + "other services 5, an agent 0.")
    #expect(try gateway.line() == "* 4 c1 ASK node=main kind=menu keys=0,1,2,3,4,5,9 first=5000 inter=3000")
  }

  @Test func theFirstMinuteInChinese() throws {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    try gateway.say("CALL from=13800138000")
    try gateway.until("ASK node=language")
    try gateway.say("1")
    #expect(try gateway.line()?.hasPrefix("* 3 c1 SAY prompt=main lang=zh :") == true)
    #expect(try gateway.line() == "* 4 c1 ASK node=main kind=menu keys=0,1,2,3,4,5,9 first=5000 inter=3000")
  }

  @Test func aBankThatIsToldToBeLateIsWaitedFor() throws {
    let daemon = try RunningDaemon(["--host-faults", "late=1000,delay=20-60,seed=2"])
    let gateway = try daemon.connect("gw")
    for (key, node) in [
      ("CALL from=13800138000", "language"), ("2", "main"), ("1", "account-number"),
      ("6222020000000015#", "query-password"), ("135792#", "account-menu"),
    ] {
      try gateway.say(key)
      try gateway.until("ASK node=\(node)")
    }
    #expect(daemon.stop() == 0)
    let refused = try RunningDaemon(waits: false)
    try refused.launch(refused.process, ["--host-faults", "lots=5"])
    refused.process.waitUntilExit()
    #expect(refused.process.terminationStatus == 64)
    #expect(refused.log.contains("there is no fault \"lots\""))
  }

  /// Two look, and one unlocks, while the daemon has the bank.
  @Test func theBankIsLookedIntoBesideTheDaemon() throws {
    let daemon = try RunningDaemon()
    func bank(_ arguments: String...) throws -> (status: Int32, output: String) {
      try daemon.ivrctl(["bank"] + arguments)
    }
    #expect(try bank("audit", "--state-dir", daemon.state) == (0, "the books are right\n"))
    #expect(try bank("show", "1", "--state-dir", daemon.state).output.contains("****0015"))
    #expect(try bank("seed", "--state-dir", daemon.state).status == 69)
    #expect(try bank("unlock", "--customer", "1", "--state-dir", daemon.state).status == 69)
    let unlocked = try bank("unlock", "--customer", "1", "--runtime-dir", daemon.runtime)
    #expect(unlocked == (0, "customer 1: unlocked\n"))
    #expect(try bank("unlock", "--customer", "99", "--runtime-dir", daemon.runtime).status == 1)
    #expect(daemon.log.contains("has taken the bank's locks off customer 1"))
  }

  /// Card, password, balance, transfer with transaction password, agent, wrap-up, goodbye; then the books are
  /// audited and everything written is searched for the passwords.
  @Test func aCallFromTheMenusToAnAgent() throws {
    let daemon = try RunningDaemon()
    let desk = try daemon.connect("desk")
    try desk.say("LOGIN 1001 password=demo", "READY")
    try desk.until("STATE state=ready")
    let gateway = try daemon.connect("gw")
    for (key, node) in [
      ("CALL from=13800138000", "language"), ("2", "main"), ("1", "account-number"),
      ("6222020000000015#", "query-password"), ("135792#", "account-menu"), ("1", "balance-account"),
      ("1", "accounts-more"), ("1", "account-menu"), ("3", "transfers"), ("2", "transfer-from"), ("1", "payee"),
      ("1", "transfer-amount"), ("100*50#", "transfer-confirm"), ("1", "transaction-password"),
      ("864297#", "accounts-more"),
    ] {
      try gateway.say(key)
      try gateway.until("ASK node=\(node)")
    }
    #expect(gateway.heard.contains { $0.contains("SAY prompt=balance") && $0.contains("balance=123,456.78%20yuan") })
    #expect(gateway.heard.contains { $0.contains("SAY prompt=transfer-done") && $0.contains("123,356.28%20yuan") })
    try gateway.say("0")
    try desk.until("OFFER agent=1001 call=c1 queue=general")
    try desk.say("ACCEPT o1")
    let connected = try desk.until("CONNECTED path=")
    #expect(connected.contains(" verified=2"))
    #expect(connected.contains("transaction-password,transfer,result-heard,accounts-more,agent "))
    try gateway.until("BRIDGE agent=1001")
    try desk.say("END c1")
    try desk.until("WRAPUP")
    try desk.say("WRAP c1 code=transaction :sent money")
    try desk.until("STATE state=ready")
    try gateway.until("ASK node=survey-satisfaction")
    try gateway.say("1", "1")
    try gateway.until("END cause=menu-ended disposition=agent")

    let operators = try daemon.connect("ops")
    try operators.say("SYNC", "SHOW c1", "AUDIT")
    try operators.until("violations=0")
    #expect(operators.heard.contains { $0.contains("agent=1001 code=transaction") && $0.hasSuffix(":sent money") })
    #expect(operators.heard.contains { $0.contains("survey question=survey-satisfaction answer=very-satisfied") })
    #expect(daemon.stop() == 0)

    let bank = try EmbeddedBank(directory: daemon.state) { _ in }
    #expect(try bank.reader.audit() == [])
    let written = try daemon.everythingWritten()
    #expect(written.count > 100_000)
    let said = (gateway.heard + desk.heard + operators.heard).joined(separator: "\n")
    for secret in ["135792", "864297", "password=demo"] {
      #expect(written.range(of: Data(secret.utf8)) == nil, "\(secret) was written")
      #expect(!said.contains(secret))
    }
  }

  @Test func aHalfClosedConnectionIsWorkedOff() throws {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    try gateway.say("CALL from=13900000004")
    gateway.client.halfClose()
    try gateway.until("ASK node=main")
    try gateway.until("END cause=gateway-closed")
    #expect(try gateway.line() == "! BYE reason=finished")
    #expect(try gateway.line() == nil)
  }

  @Test func aPipedScriptTestsItselfUnderVirtualTime() throws {
    let daemon = try RunningDaemon(["--clock", "virtual"])
    let gateway = try daemon.connect("gw")
    try gateway.say(
      "CALL from=13900000004", "EXPECT SAY prompt=main lang=en", "EXPECT ASK node=main", "1", "6222020000000049#",
      "618205#", "1", "EXPECT SAY skip=yes prompt=balance lang=en last4=0041", "EXPECT SAY prompt=anything-else",
      "EXPECT ASK node=accounts-more", "@end TICK 5000", "@ok EXPECT NOINPUT node=accounts-more count=1")
    let answer = try gateway.until("@ok")
    #expect(answer.hasPrefix("OK @ok"))
    #expect(!gateway.heard.contains { $0.hasPrefix("ERR") }, "\(gateway.heard)")
  }

  @Test func reloadIsAllOrNothing() throws {
    let daemon = try RunningDaemon()
    let operators = try daemon.connect("ops")
    try operators.line()
    let tree = daemon.menus + "/accounts.yaml"
    let good = try String(contentsOfFile: tree, encoding: .utf8)
    try (good + "\n  broken:\n    kind: menu\n    choices: {\"1\": nowhere}\n").write(
      toFile: tree, atomically: true, encoding: .utf8)
    let line = good.split(separator: "\n", omittingEmptySubsequences: false).count + 3
    try operators.say("RELOAD")
    let refused = try operators.until("ERR")
    #expect(refused.hasPrefix("ERR bad settings-refused"))
    #expect(operators.heard.contains { $0.contains("accounts.yaml:\(line):") && $0.contains("nowhere") })
    try (good + "\n# another comment\n").write(toFile: tree, atomically: true, encoding: .utf8)
    try operators.say("RELOAD")
    #expect(try operators.line()?.hasPrefix("OK menus=") == true)
  }

  @Test func startingTwiceIsRefused() throws {
    let daemon = try RunningDaemon()
    let second = Process()
    try daemon.launch(second, [])
    second.waitUntilExit()
    #expect(second.terminationStatus == 69)
    #expect(daemon.log.contains("another ivrd uses the state directory"))
    #expect(try daemon.connect("ops").line()?.hasPrefix("! HELLO") == true)
  }

  @Test func socketsInUseAreNamed() throws {
    let daemon = try RunningDaemon()
    let second = Process()
    try daemon.launch(second, ["--state-dir", daemon.state + "2"])
    second.waitUntilExit()
    #expect(second.terminationStatus == 69)
    #expect(daemon.log.contains("gw.sock"))
  }

  @Test func brokenMenusAreNamedAndNothingStarts() throws {
    let daemon = try RunningDaemon(waits: false)
    try "start: nowhere\n".write(toFile: daemon.menus + "/tree.yaml", atomically: true, encoding: .utf8)
    try daemon.launch(daemon.process, [])
    daemon.process.waitUntilExit()
    #expect(daemon.process.terminationStatus == 78)
    #expect(daemon.log.contains("tree.yaml:1:"))
  }

  @Test func recordsAndCallNumbersGoOnAfterARestart() throws {
    let daemon = try RunningDaemon()
    let gateway = try daemon.connect("gw")
    try gateway.say("CALL from=13900000004", "HANGUP")
    try gateway.until("END cause=caller-hung-up")
    #expect(daemon.stop() == 0)
    #expect(!FileManager.default.fileExists(atPath: daemon.runtime + "/gw.sock"))

    let again = Process()
    try daemon.launch(again, [])
    defer {
      again.terminate()
      again.waitUntilExit()
    }
    var operators: Peer?
    while operators == nil, again.isRunning { operators = try? daemon.connect("ops") }
    try operators?.say("CALLS state=ended")
    try operators?.until("OK rows=1")
    let next = try daemon.connect("gw")
    #expect(try next.line()?.contains("epoch=2") == true)
    try next.say("CALL from=13900000004")
    #expect(try next.line() == "OK call=c2")
  }
}
