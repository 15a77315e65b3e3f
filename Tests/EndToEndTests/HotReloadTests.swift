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
    ("  half: {kind: say, prompt: [", "/added.yaml:"),
    ("  half: {kind: say, next: nowhere}", "/added.yaml:2:9: error: the say node \"half\" needs \"prompt\""),
    (
      "  trap: {kind: menu, prompt: main, choices: {\"1\": trap}, exhausted: trap, links: {\"0\": trap, \"*\": trap}}",
      "/added.yaml:2:3: error: from \"trap\" no way leads to an end or to an agent: callers are caught there; "
        + "to get there: (bank: look-up-caller vip, language zh), 4"
    ),
    (
      "  trap: {kind: action, operation: list-untold, outcomes: {ok: goodbye, none: goodbye}}",
      "/added.yaml:2:3: error: \"trap\" demands the query password, which callers who come from \"main-agent-first\" may not have "
        + "given: they are sent to \"agent\" instead; to get there: (bank: look-up-caller vip, language zh), 4"
    ),
  ]

  /// Where callers are while the menus change: the keys that lead there from the main menu, and back.
  private static let places = [
    (there: "9", back: "9"),  // in the main menu
    (there: "1", back: "*"),  // asked what is lost
    (there: "1162", back: "***"),  // in the middle of a card's number, which the first star takes back
    (there: "22", back: "**"),  // asked for a complaint's number
    (there: "33", back: "**"),  // asked for a post code
  ]

  /// One caller of the thousand.
  private struct Caller {
    var version: Int
    var place: Int
    var call: String { "v\(version)-\(place)" }

    /// Goes back to the main menu, which must be that of the caller's own version.
    func returns(_ gateway: Peer) throws {
      try gateway.say("KEY \(call) \(places[place % places.count].back)")
      #expect(try gateway.until(" \(call) SAY prompt=main ").contains(":Version-\(version) "))
    }

    func leaves(_ gateway: Peer) throws {
      try gateway.say("KEY \(call) \(places[place % places.count].there)")
      try gateway.until(" \(call) ASK")
    }
  }

  /// Time stands still, so that no caller's patience depends on the machine's.
  @Test func everyCallEndsOnTheMenusItBeganWith() throws {
    let daemon = try RunningDaemon(waits: false)
    let menus = try ChangingMenus(daemon.menus)
    try menus.write(version: 0)
    try daemon.start(["--demo", "--clock", "virtual"])
    let gateway = try daemon.connect("gw")
    let operators = try daemon.connect("ops")
    try operators.line()
    var began: [CallID: String] = [:]
    /// While the new menus are looked at, one caller of each version so far goes from node to node.
    func reload(_ version: Int) throws {
      try operators.say("RELOAD")
      for older in stride(from: 1, to: version, by: 1) {
        let caller = Caller(version: older, place: version)
        try caller.returns(gateway)
        try caller.leaves(gateway)
      }
    }
    for version in 1...Self.versions {
      let (nodes, problem) = Self.broken[version % Self.broken.count]
      try menus.write(version: version, adding: nodes)
      try reload(version)
      try operators.until(problem)
      #expect(try operators.until("ERR").hasPrefix("ERR bad settings-refused"))

      try menus.write(version: version)
      try reload(version)
      let loaded = try operators.until("OK menus=").dropFirst("OK menus=".count)
      for place in 0..<Self.callsPerVersion {
        let caller = Caller(version: version, place: place)
        began[CallID(caller.call)] = String(loaded)
        try gateway.say("CALL call=\(caller.call) from=13900000004")
        #expect(try gateway.until(" \(caller.call) SAY prompt=main ").contains(":Version-\(version) "))
        try caller.leaves(gateway)
      }
    }
    #expect(Set(began.values).count == Self.versions)
    for version in 1...Self.versions {
      for place in 0..<Self.callsPerVersion {
        let caller = Caller(version: version, place: place)
        try caller.returns(gateway)
        try gateway.say("HANGUP \(caller.call)")
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
    try Self.write(adding: nodes, to: daemon.menus)
    try daemon.start(["--demo"])
    let operators = try daemon.connect("ops")
    func say(_ line: String) throws -> String {
      try operators.say("@q \(line)")
      return try operators.until("@q")
    }
    for (member, role) in [("6001", "hr"), ("3001", "centre-head"), ("7001", "technology")] {
      let order = "CENTRE staff add \(member) name=N unit=it roles=\(role) user=\(getuid()) as=6001"
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
    try FileManager.default.removeItem(atPath: daemon.menus + "/tree.yaml")
    #expect(throws: RunningDaemon.DidNotStart.self) { try daemon.start(["--demo"]) }
    #expect(daemon.process.terminationStatus == 78)
    #expect(daemon.log.contains("tree.yaml"))

    try FileManager.default.removeItem(atPath: daemon.menus)
    let trap =
      "\n  trap: {kind: menu, prompt: main, choices: {\"1\": trap}, exhausted: trap, links: {\"0\": trap, \"*\": trap}}\n"
    try Self.write(adding: trap, to: daemon.menus)
    #expect(throws: RunningDaemon.DidNotStart.self) { try daemon.startAgain(["--demo"]) }
    #expect(daemon.process.terminationStatus == 78)
    #expect(daemon.log.contains("/nodes.yaml:18:3: error: from \"trap\" no way leads to an end or to an agent"))
  }

  /// Menus of three nodes, which are followed in no time; the third key leads to what is added.
  private static func write(adding nodes: String, to folder: String) throws {
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
      "prompts/en/all.yaml": "main: Agent press 1, end 2, more 3.\nbye: Goodbye.\n",
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

/// A copy of the shipped menus that becomes one version after another.
///
/// Without accounts and cards, so that 97 nodes are followed and not 185: a debug build takes a second for these and
/// five for all. (`ScenarioTests` changes all of them under as many callers, in process.)
private struct ChangingMenus {
  private let folder: String
  private let tree: String
  private let words: String

  init(_ folder: String) throws {
    self.folder = folder
    for file in ["accounts", "payments", "cards", "settings"] {
      try FileManager.default.removeItem(atPath: "\(folder)/\(file).yaml")
    }
    tree = try String(contentsOfFile: folder + "/tree.yaml", encoding: .utf8)
    words = try String(contentsOfFile: folder + "/prompts/en/general.yaml", encoding: .utf8)
    precondition(tree.contains(Self.choices) && words.contains("\nmain: For"), "the shipped main menu has changed")
  }

  private static let choices = """
          "1": accounts
          "2": cards
          "3": loss
          "4": complaints
          "5": information

    """

  /// - Parameter nodes: of a file of their own; one that is called `trap` is reached by 4.
  func write(version: Int, adding nodes: String = "") throws {
    let added = nodes.isEmpty ? "  new-\(version): {kind: say, prompt: goodbye, next: goodbye}" : nodes
    let fourth = nodes.contains("trap") ? "trap" : nodes.isEmpty ? "new-\(version)" : "goodbye"
    let choices = "      \"1\": loss\n      \"2\": complaints\n      \"3\": information\n      \"4\": \(fourth)\n"
    for (file, text) in [
      ("tree.yaml", tree.replacing(Self.choices, with: choices)),
      ("prompts/en/general.yaml", words.replacing("\nmain: For", with: "\nmain: Version-\(version) For")),
      ("added.yaml", "nodes:\n\(added)\n"),
    ] {
      try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
    }
  }
}
