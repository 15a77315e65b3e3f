import CallModel
import Foundation
import Store
import Testing

/// The daemon takes changed menus, and refuses broken ones, while a thousand callers are in them.
@Suite(.serialized) struct HotReloadTests {
  private static let versions = 20
  private static let callsPerVersion = 50

  /// What is wrong with menus, and what the daemon must say of it: as `ivrctl menu check` does.
  private static let broken: [(nodes: String, problem: String)] = [
    ("\n  half: {kind: say, prompt: [", "/nodes.yaml:"),
    (
      "\n  half: {kind: say, next: nowhere}\n",
      "/nodes.yaml:18:9: error: the say node \"half\" needs \"prompt\""
    ),
    (
      "\n  trap: {kind: menu, prompt: main, choices: {\"1\": trap}, exhausted: trap, links: {\"0\": trap, \"*\": trap}}"
        + "\n",
      "/nodes.yaml:18:3: error: from \"trap\" no way leads to an end or to an agent: callers are caught there; "
        + "to get there: 3"
    ),
    (
      "\n  trap: {kind: action, operation: list-untold, outcomes: {ok: bye, none: bye}}\n",
      "/nodes.yaml:18:3: error: \"trap\" demands the query password, which callers who come from \"main\" may not have "
        + "given: they are sent to \"agent\" instead; to get there: 3"
    ),
  ]

  @Test func everyCallEndsOnTheMenusItBeganWith() throws {
    let daemon = try RunningDaemon(waits: false)
    try FileManager.default.removeItem(atPath: daemon.menus)
    try Self.write(version: 0, to: daemon.menus)
    try daemon.start(["--demo"])
    let gateway = try daemon.connect("gw")
    let operators = try daemon.connect("ops")
    try operators.line()
    var began: [CallID: String] = [:]
    for version in 1...Self.versions {
      let (nodes, problem) = Self.broken[version % Self.broken.count]
      try Self.write(version: version, adding: nodes, to: daemon.menus)
      try operators.say("RELOAD")
      try operators.until(problem)
      #expect(try operators.until("ERR").hasPrefix("ERR bad settings-refused"))

      try Self.write(version: version, to: daemon.menus)
      try operators.say("RELOAD")
      let loaded = try operators.until("OK menus=").dropFirst("OK menus=".count)
      for place in 0..<Self.callsPerVersion {
        let call = "v\(version)-\(place)"
        began[CallID(call)] = String(loaded)
        try gateway.say("CALL call=\(call) from=13900000004")
        #expect(try gateway.until(" \(call) SAY prompt=main").contains(":Version-\(version) "))
      }
    }
    #expect(Set(began.values).count == Self.versions)
    for version in 1...Self.versions {
      for place in 0..<Self.callsPerVersion {
        let call = "v\(version)-\(place)"
        try gateway.say("KEY \(call) 9")
        #expect(try gateway.until(" \(call) SAY prompt=main").contains(":Version-\(version) "))
        try gateway.say("HANGUP \(call)")
      }
    }
    try gateway.say("@end SYNC")
    try gateway.until("@end")
    #expect(daemon.stop() == 0)
    let records = try CentreStore(directory: daemon.state).calls(limit: 2_000)
    #expect(records.count == 1_000)
    for record in records { #expect(record.menuVersion == began[record.call], "\(record.call)") }
  }

  @Test("A proposed node is live from the reload after its request is approved, and after a restart [H5]")
  func aProposedNode() throws {
    let daemon = try RunningDaemon(waits: false)
    try FileManager.default.removeItem(atPath: daemon.menus)
    let nodes = "\n  trap: {kind: say, prompt: main, proposed: bye, next: bye}\n"
    try Self.write(version: 1, adding: nodes, to: daemon.menus)
    try daemon.start(["--demo"])
    let operators = try daemon.connect("ops")
    func say(_ line: String) throws -> String {
      try operators.say("@q \(line)")
      return try operators.until("@q")
    }
    for (member, role) in [("6001", "hr"), ("3001", "centre-head"), ("7001", "technology")] {
      let order = "CENTRE staff add \(member) name=N unit=u roles=\(role) user=\(getuid()) as=6001"
      #expect(try say(order).hasPrefix("OK"))
    }
    /// What the caller hears who presses 3.
    func third(_ call: String) throws -> String {
      let gateway = try daemon.connect("gw")
      try gateway.say("CALL call=\(call) from=13900000004")
      try gateway.until(" \(call) ASK")
      try gateway.say("3")
      return try gateway.until(" \(call) SAY")
    }
    #expect(try third("before").contains("prompt=bye "))
    #expect(try say("CENTRE change request node=trap as=7001 :In May").hasPrefix("OK @q id=RG1001"))
    #expect(try say("RELOAD").hasPrefix("OK"))
    #expect(try third("asked").contains("prompt=bye "))
    #expect(try say("CENTRE change approve RG1001 as=7001").contains("rule=role"))
    #expect(try say("CENTRE change approve RG1001 as=3001").hasPrefix("OK"))
    #expect(try third("approved").contains("prompt=bye "))
    #expect(try say("RELOAD").hasPrefix("OK"))
    #expect(try third("live").contains("prompt=main "))
    #expect(daemon.stop() == 0)
    try daemon.startAgain(["--demo"])
    #expect(try third("again").contains("prompt=main "))
  }

  @Test func noDaemonStartsOnMenusThatCatchCallers() throws {
    let daemon = try RunningDaemon(waits: false)
    try Self.write(version: 1, adding: Self.broken[2].nodes, to: daemon.menus)
    try FileManager.default.removeItem(atPath: daemon.menus + "/tree.yaml")
    #expect(throws: RunningDaemon.DidNotStart.self) { try daemon.start(["--demo"]) }
    #expect(daemon.process.terminationStatus == 78)
    #expect(daemon.log.contains("tree.yaml"))

    try FileManager.default.removeItem(atPath: daemon.menus)
    try Self.write(version: 1, adding: Self.broken[2].nodes, to: daemon.menus)
    #expect(throws: RunningDaemon.DidNotStart.self) { try daemon.startAgain(["--demo"]) }
    #expect(daemon.process.terminationStatus == 78)
    #expect(daemon.log.contains(Self.broken[2].problem))
  }

  /// Menus of three nodes, which are followed in no time; the third key leads to what is added.
  private static func write(version: Int, adding nodes: String = "", to folder: String) throws {
    let third = nodes.contains("trap") ? "trap" : "bye"
    let files = [
      "tree.yaml": """
      languages: [en]
      start: main
      fallbacks: {exhausted: agent, host-down: agent}
      pending-prompt: main
      defaults: {first: 5s, inter-menu: 3s, inter-digits: 4s, attempts: 3}
      links: {"0": agent, "9": again, "*": back}
      """,
      "nodes.yaml": """
      nodes:
        main:
          kind: menu
          prompt: main
          choices: {"1": agent, "2": bye, "3": \(third)}
        agent:
          kind: queue
          queue: general
          after: bye
          closed: bye
          overflow: bye
        bye:
          kind: end
          prompt: bye
          disposition: self-service

        # What is added comes after this line.
      """ + nodes,
      "prompts/en/all.yaml": "main: Version-\(version) of the menu. Agent press 1, end 2, more 3.\nbye: Goodbye.\n",
      "queues.yaml": """
      skills: [general]
      queues:
        general: {hours: always, rings: [{after: 0s, skills: {general: 1}}]}
      """,
      "hours.yaml": "hours: {always: {weekly: {daily: [00:00-24:00]}}}\n",
      "agents.yaml": """
      agents:
        "1001":
          name: Li Jing
          address: sip:1001@desk.example
          skills: {general: 1}
          password: pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw==$5V4Gq4CIKFNrVpVwfU7P7gWDvSbiIz0rmX0Yl3b7sF0=
      """,
    ]
    try FileManager.default.createDirectory(atPath: "\(folder)/prompts/en", withIntermediateDirectories: true)
    for (path, text) in files { try text.write(toFile: "\(folder)/\(path)", atomically: true, encoding: .utf8) }
  }
}
