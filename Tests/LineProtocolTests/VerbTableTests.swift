import CallModel
import Testing

@testable import LineProtocol

@Suite("One table of verbs for parser, HELP and suggestions")
struct VerbTableTests {
  @Test("Each verb has its row, and is found by its name in any case", arguments: Verb.allCases)
  func rows(verb: Verb) {
    #expect(verb.entry.verb == verb)
    #expect(VerbTable.verb(named: verb.name.utf8) == verb)
    #expect(VerbTable.verb(named: verb.name.lowercased().utf8) == verb)
    #expect(verb.entry.usage.hasPrefix(verb.name))
    #expect(verb.entry.help.hasSuffix("."))
    #expect(!verb.roles.isEmpty)
  }

  @Test("Names are unique, and none could be a line of keys")
  func names() {
    let names = Verb.allCases.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { RequestParser.keys(Array($0.utf8)[...]) == nil })
    #expect(names.allSatisfy { $0 == $0.uppercased() && $0.utf8.count <= PackedName.maximumLength })
  }

  @Test("Each example is understood on the verb's sockets and refused on the others", arguments: Verb.allCases)
  func examples(verb: Verb) {
    for role in Role.allCases {
      if verb.roles.contains(role) {
        #expect(request(verb.entry.example, role)?.verb == verb)
      } else {
        #expect(refusal(verb.entry.example, role) == "ERR deny wrong-socket want=\(verb.roles.socketNames)")
      }
    }
  }

  @Test("The verbs of each socket are those of the protocol")
  func roles() {
    func names(_ role: Role) -> Set<String> {
      Set(Verb.allCases.filter { $0.roles.contains(role) }.map(\.name))
    }
    let common: Set = ["PING", "HELP", "QUIT", "SYNC", "SHOW", "TICK", "HELLO", "ACK"]
    #expect(
      names(.gateway)
        == common.union([
          "CALL", "KEY", "PLAYED", "BRIDGED", "UNREACHABLE", "ANSWERED", "UNANSWERED", "HANGUP", "USE", "SNAPSHOT",
          "EXPECT", "?",
        ]))
    #expect(
      names(.desk)
        == common.union([
          "LOGIN", "READY", "NOTREADY", "ACCEPT", "DECLINE", "HOLD", "UNHOLD", "TRANSFER", "CONSULT", "JOIN",
          "COMPLETE", "CANCEL", "END", "WRAP", "DEFER", "CASE", "PAYEE", "CUSTOMER", "LISTEN", "WHISPER", "BARGE",
          "LEAVE", "LOGOUT",
        ]))
    #expect(
      names(.operations)
        == common.union([
          "STATUS", "CALLS", "QUEUES", "AGENTS", "CALLBACKS", "WHY", "TRACE", "WATCH", "RELOAD", "DRAIN", "AUDIT",
          "AGENT", "QUEUE", "CALLBACK", "BACKUP", "CENTRE", "UNLOCK", "STOP",
        ]))
  }

  @Test(
    "Suggestions",
    arguments: [
      ("HANGPU", Role.gateway, "HANGUP"), ("cal", .gateway, "CALL"), ("CLAL", .gateway, "CALL"),
      ("PIN", .gateway, "PING"), ("SNAPSHOTS", .gateway, "SNAPSHOT"), ("LOGN", .desk, "LOGIN"),
      ("TRANSFR", .desk, "TRANSFER"), ("AGENTZ", .operations, "AGENTS"), ("SE", .gateway, "USE"),
      ("LOGN", .gateway, nil), ("XYZZY", .gateway, nil), ("K", .gateway, nil), ("x", .gateway, nil),
      ("UNREACHABLEUNREACHABLE", .gateway, nil), ("欢迎", .gateway, nil),
    ] as [(String, Role, String?)])
  func suggestions(typed: String, role: Role, expected: String?) {
    let suffix = expected.map { " did-you-mean=\($0)" } ?? ""
    #expect(refusal(typed, role) == "ERR bad unknown-verb\(suffix)")
  }

  @Test("HELP lists each verb of the socket once, with its usage", arguments: Role.allCases)
  func helpList(role: Role) {
    let rows = HelpReply.rows(verb: nil, role: role, tag: "t").map(wire)
    let expected = Verb.allCases.filter { $0.roles.contains(role) }
    #expect(rows.count == expected.count)
    for (row, verb) in zip(rows, expected) {
      #expect(row.hasPrefix("- @t \(verb.name) :\(verb.entry.usage) -- "))
    }
  }

  @Test("HELP of a verb says where it is spoken", arguments: Role.allCases)
  func helpVerb(role: Role) {
    #expect(
      HelpReply.rows(verb: .accept, role: role).map(wire) == [
        "- usage :ACCEPT <offer>", "- help :Takes an offered call.", "- example :ACCEPT o1", "- sockets on=desk",
      ])
    #expect(HelpReply.rows(verb: .ping, role: role).map(wire).last == "- sockets on=gw,desk,ops")
  }
}
