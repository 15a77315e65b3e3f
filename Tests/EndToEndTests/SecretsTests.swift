import CallModel
import Foundation
import LineClient
import Settings
import Testing

/// Canaries: passwords that stand nowhere else are keyed into a real daemon, which logs, watches and records all it
/// can; then everything that it has said, written and kept in memory is searched for them.
@Suite(.serialized) struct SecretsTests {
  /// Right passwords of the demo bank, a right one of an agent, and wrong ones of each kind.
  private static let keyed = ["135792", "864297", "618205", "739184", "604917"]
  /// Set through the menus: a first password, keyed differently before it, and a changed one likewise.
  private static let first = "470935"
  private static let firstMistyped = "470936"
  private static let changed = "918527"
  private static let changedMistyped = "918528"
  /// What an agent writes into his notes of callers.
  private static let noted = "371946"
  /// Keyed where no password is asked for.
  private static let misplaced = "382946"
  private static let agentPassword = "Zanzibar7q"
  private static let wrongAgentPassword = "Wombat8k"
  private static let newPasswords = [first, firstMistyped, changed, changedMistyped]
  private static var secrets: [String] { keyed + newPasswords + [noted, misplaced, agentPassword, wrongAgentPassword] }

  @Test func noSecretIsSaidWrittenOrKept() throws {
    let daemon = try RunningDaemon(demo: true, waits: false)
    try Self.giveAgentsTheirPassword(in: daemon.menus)
    // Who makes the demo bank has its passwords in memory. The canaries sing in the second start.
    try daemon.start(["--demo"])
    #expect(daemon.stop() == 0)
    try daemon.startAgain(["--clock", "virtual", "--log-level", "trace", "--log-format", "json"])

    let watcher = try daemon.connect("ops")
    try watcher.say("WATCH call,agent,settings")
    try watcher.until("OK")
    var heard = try Self.setNewPasswords(on: daemon)
    heard += try Self.playScripts(on: daemon)
    heard += try Self.keyWrongPasswords(on: daemon)
    let misplaced = try Self.keyAtWrongQuestions(on: daemon)
    #expect(misplaced.contains { $0.contains("NOMATCH node=account-number") })
    heard += misplaced
    for request in ["CALLS", "QUEUES", "AGENTS", "STATUS", "AUDIT", "SHOW c1", "WHY c1", "TRACE c1", "RELOAD"] {
      try watcher.say("@\(request.split(separator: " ")[0].lowercased()) \(request)", "@sync SYNC")
      try watcher.until("@sync")
    }
    heard += watcher.heard
    #expect(heard.contains { $0.contains("disposition=") }, "calls ran")
    #expect(watcher.heard.contains { $0.hasPrefix("* ") }, "the monitor watched")

    try Self.searchMemory(of: daemon)
    kill(daemon.process.processIdentifier, SIGSEGV)
    daemon.process.waitUntilExit()
    let left = try FileManager.default.subpathsOfDirectory(atPath: daemon.directory.path)
    #expect(!left.contains { $0.split(separator: "/").last!.hasPrefix("core") }, "it left a core file")

    let log = daemon.log.split(separator: "\n")
    #expect(log.count > 10)
    for line in log where !((try? JSONSerialization.jsonObject(with: Data(line.utf8))) is [String: String]) {
      Issue.record("the log has a line that is no object: \(line)")
    }
    heard += try Self.reports(of: daemon)
    let written = try daemon.everythingWritten()
    #expect(written.range(of: Data("PIN ******".utf8)) != nil, "no note was kept")
    Self.search(written, heard)
  }

  /// The same by the clock on the wall, which alone has a journal; the daemon dies while a password is half keyed.
  @Test func noSecretIsInTheJournal() throws {
    let daemon = try RunningDaemon(demo: true, waits: false)
    try Self.giveAgentsTheirPassword(in: daemon.menus)
    try daemon.start(["--demo"])
    #expect(daemon.stop() == 0)
    try daemon.startAgain([])
    let desk = try daemon.connect("desk")
    try desk.say(
      "LOGIN 1001 password=\(Self.wrongAgentPassword)", "LOGIN 1001 password=\(Self.agentPassword)", "@end SYNC")
    try desk.until("@end")
    var heard = desk.heard + (try Self.keyWrongPasswords(on: daemon))
    heard += try Self.keyAtWrongQuestions(on: daemon)
    let gateway = try daemon.connect("gw")
    try gateway.say("CALL from=13700000000 lang=en", "1", "6222020000000023#", "13579", "@end SYNC")
    try gateway.until("@end")
    kill(daemon.process.processIdentifier, SIGKILL)
    daemon.process.waitUntilExit()
    let written = try daemon.everythingWritten()
    #expect(written.range(of: Data("6222020000000023".utf8)) != nil, "what was accepted is in no journal")
    #expect(written.range(of: Data("13579".utf8)) == nil, "half a password was written")
    Self.search(written, heard)
  }

  private static func search(_ written: Data, _ heard: [String]) {
    for secret in secrets {
      for form in forms(of: secret) {
        #expect(written.range(of: Data(form.utf8)) == nil, "\(secret) was written as \(form)")
        for line in heard where line.contains(form) { Issue.record("\(secret) was said as \(form): \(line)") }
      }
    }
  }

  /// Every way in which a password might be spelt: raw, with separators, escaped, in words, in other notations.
  private static func forms(of secret: String) -> [String] {
    let characters = secret.map(String.init)
    let hex = secret.utf8.map { String($0, radix: 16) }
    let digits = characters.compactMap(Int.init)
    var forms = [secret, String(secret.reversed()), Data(secret.utf8).base64EncodedString()]
    forms += [" ", ",", ", ", "-", "."].map { characters.joined(separator: $0) }
    forms += [
      hex.joined(), hex.joined().uppercased(), hex.map { "%" + $0 }.joined(),
      hex.map { "%" + $0.uppercased() }.joined(),
    ]
    forms += [secret.utf8.map { String($0) }.joined(separator: ", ")]
    if digits.count == characters.count {
      let english = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
      let chinese = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
      forms.append(digits.map { english[$0] }.joined(separator: " "))
      forms.append(digits.map { chinese[$0] }.joined())
      forms.append(digits.map { "number/\($0)" }.joined(separator: ","))
    }
    return forms
  }

  // MARK: - What is keyed

  /// The hash of the canary instead of the shipped one.
  private static func giveAgentsTheirPassword(in menus: String) throws {
    let file = URL(fileURLWithPath: menus).appendingPathComponent("agents.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let hash = AgentPassword.make(Secret(agentPassword.utf8), rounds: 1_000).text
    try text.replacing(/pbkdf2-sha256\$[^"'\s]+/, with: hash).write(to: file, atomically: true, encoding: .utf8)
  }

  /// The shipped scripts' lines, each script on connections of its own, with `TICK` for its times; what they expect
  /// is another test's. What only a scripted host can answer is left out.
  private static func playScripts(on daemon: RunningDaemon) throws -> [String] {
    let folder = URL(fileURLWithPath: daemon.menus).appendingPathComponent("scenarios")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".call") }
    #expect(names.count >= 10)
    var heard: [String] = []
    for name in names.sorted() {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      var peers: [String: Peer] = [:]
      for line in text.split(separator: "\n").map(String.init) {
        guard let step = ScriptLine(line) else { continue }
        if peers[step.peer] == nil { peers[step.peer] = try daemon.connect(step.socket) }
        if let time = step.milliseconds { try peers[step.peer]!.say("TICK \(time)") }
        try peers[step.peer]!.say(withCanaries(step.line))
      }
      for peer in peers.values {
        try peer.say("@end SYNC")
        try peer.until("@end")
        heard += peer.heard
      }
    }
    return heard
  }

  /// The agents' own password in a login, and a caller's in what agents write down.
  private static func withCanaries(_ line: String) -> String {
    let line = line.replacing("password=demo", with: "password=\(agentPassword)")
    guard ["WRAP ", "CASE ", "DEFER "].contains(where: line.hasPrefix) else { return line }
    return line + (line.contains(" :") ? " " : " :") + "PIN \(noted)"
  }

  /// A caller's first password and another's change of his: each mistyped at first, set, and then used, with the
  /// shipped one of the second caller set again for the scripts.
  private static func setNewPasswords(on daemon: RunningDaemon) throws -> [String] {
    let first = try daemon.connect("gw")
    try first.say(
      "CALL from=13900000005", "1", "6222020000000056#", "111111#", "304416#", Self.first + "#",
      Self.firstMistyped + "#")
    try first.until("prompt=password-different")
    try first.say(Self.first + "#", Self.first + "#")
    try first.until("prompt=password-set")
    try first.until("node=account-menu")
    try first.say("HANGUP")

    let second = try daemon.connect("gw")
    let shipped = keyed[0]
    try second.say(
      "CALL from=13900000001", "1", "6222020000000015#", shipped + "#", "5", "1", Self.changed + "#",
      Self.changedMistyped + "#")
    try second.until("prompt=password-different")
    try second.say(Self.changed + "#", Self.changed + "#")
    try second.until("prompt=password-changed")
    try second.say("HANGUP", "CALL from=13900000001", "1", "6222020000000015#", Self.changed + "#")
    try second.until("node=account-menu")
    try second.say("5", "1", shipped + "#", shipped + "#")
    try second.until("prompt=password-changed")
    try second.say("HANGUP", "@end SYNC")
    try second.until("@end")
    return first.heard + second.heard
  }

  /// What an operator prints of the state that the daemon has left.
  private static func reports(of daemon: RunningDaemon) throws -> [String] {
    let state = daemon.state
    var lines: [String] = []
    for arguments in [
      ["journal", "export", "--state", state], ["bank", "show", "1", "--state-dir", state],
      ["bank", "guesses", "--state-dir", state], ["bank", "audit", "--state-dir", state],
    ] {
      let (status, output) = try daemon.ivrctl(arguments)
      #expect(status == 0 && !output.isEmpty, "ivrctl \(arguments.joined(separator: " ")): status \(status)")
      lines += output.split(separator: "\n").map(String.init)
    }
    return lines
  }

  private static func keyWrongPasswords(on daemon: RunningDaemon) throws -> [String] {
    let desk = try daemon.connect("desk")
    try desk.say(
      "LOGIN 1001 password=\(wrongAgentPassword)", "LOGIN 1001 password=Wombat%38k", "LOGON 1001 \(wrongAgentPassword)")
    try desk.say("@end SYNC")
    try desk.until("@end")
    let gateway = try daemon.connect("gw")
    for password in keyed {
      // Slowly, at once, ahead of the question, in pieces of a line, and to the wrong verb.
      try gateway.say("CALL from=13700000000", "2", "1", "6222020000000023#")
      for key in password { try gateway.say(String(key)) }
      try gateway.say("#", password + "#", "2\(password)#", "KEYS c9 \(password)", "HANGUP")
      try gateway.client.send(Array(password.utf8.prefix(3)))
      try gateway.say("@sync SYNC")
      try gateway.client.send(Array(password.utf8.prefix(3)))
      try gateway.say(String(password.suffix(3)) + "#")
    }
    try gateway.say("@end SYNC")
    try gateway.until("@end")
    return desk.heard + gateway.heard
  }

  /// At a menu, for a card's number, and half of it there when the caller hangs up.
  private static func keyAtWrongQuestions(on daemon: RunningDaemon) throws -> [String] {
    let gateway = try daemon.connect("gw")
    try gateway.say("CALL from=13700000000 lang=en")
    for key in misplaced + "#" { try gateway.say(String(key)) }
    try gateway.say("HANGUP", "CALL from=13700000000 lang=en", "1", misplaced + "#")
    for key in misplaced { try gateway.say(String(key)) }
    try gateway.say("HANGUP", "@end SYNC")
    try gateway.until("@end")
    return gateway.heard
  }

  // MARK: - Memory

  /// What a core dump would hold. Where the kernel lets nobody look, there is nothing to search, which is said.
  private static func searchMemory(of daemon: RunningDaemon) throws {
    if RunningDaemon.isSanitized {
      print("SKIPPED: the daemon's memory is not searched: a sanitizer keeps what was freed, and terabytes beside")
      return
    }
    guard let memory = ProcessMemory(daemon.process.processIdentifier) else {
      print("SKIPPED: the daemon's memory is not searched: the kernel refuses it to user \(getuid()); run as root")
      return
    }
    // The test customers' own passwords are in the program, as constants of the demo bank.
    for secret in keyed.suffix(2) + newPasswords + [agentPassword, wrongAgentPassword] {
      for place in memory.places(of: Array(secret.utf8)) { Issue.record("\(secret) is in memory at \(place)") }
    }
    #expect(!memory.places(of: Array("6222020000000015".utf8)).isEmpty, "the search finds nothing at all")
  }
}
