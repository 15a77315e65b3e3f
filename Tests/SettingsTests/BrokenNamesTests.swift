import Testing

/// Names that are unknown, misspelt, given twice or reserved.
@Suite struct BrokenNamesTests {
  static let cases = [
    BrokenMenus(
      "unknown key", in: "accounts.yaml",
      replacing: "    into: card\n",
      by: "    into: card\n    colour: red\n",
      says: [
        #"accounts.yaml:12:5: error: unknown key "colour" in the digits node "card""#
      ]),
    BrokenMenus(
      "misspelt key", in: "accounts.yaml",
      replacing: "    prompt: main\n",
      by: "    promt: main\n",
      says: [
        #"accounts.yaml:3:5: error: the menu node "main" needs "prompt""#,
        #"accounts.yaml:4:5: error: unknown key "promt" in the menu node "main"; did you mean "prompt"?"#,
      ]),
    BrokenMenus(
      "key of another kind", in: "accounts.yaml",
      replacing: "    kind: end\n",
      by: "    kind: end\n    next: main\n",
      says: [
        #"accounts.yaml:39:5: error: unknown key "next" in the end node "bye""#
      ]),
    BrokenMenus(
      "unknown target", in: "accounts.yaml",
      replacing: #""1": card"#,
      by: #""1": cardd"#,
      says: [
        #"accounts.yaml:6:12: error: there is no node "cardd"; did you mean "card"?"#
      ]),
    BrokenMenus(
      "unknown prompt", in: "accounts.yaml",
      replacing: "prompt: password",
      by: "prompt: pasword",
      says: [
        #"accounts.yaml:16:13: error: there is no prompt "pasword"; did you mean "password"?"#
      ]),
    BrokenMenus(
      "unknown queue", in: "accounts.yaml",
      replacing: "queue: general",
      by: "queue: generals",
      says: [
        #"accounts.yaml:33:12: error: there is no queue "generals"; did you mean "general"?"#
      ]),
    BrokenMenus(
      "unknown operation", in: "accounts.yaml",
      replacing: "operation: balance",
      by: "operation: balanse",
      says: [
        #"accounts.yaml:28:16: error: there is no operation "balanse"; did you mean "balance"?"#
      ]),
    BrokenMenus(
      "unknown kind", in: "accounts.yaml",
      replacing: "kind: choose",
      by: "kind: chose",
      says: [
        #"accounts.yaml:20:11: error: "kind" can't be "chose"; did you mean "choose"?"#
      ]),
    BrokenMenus(
      "unknown start", in: "tree.yaml",
      replacing: "start: main",
      by: "start: mein",
      says: [
        #"tree.yaml:2:8: error: there is no node "mein"; did you mean "main"?"#
      ]),
    BrokenMenus(
      "unknown fallback", in: "tree.yaml",
      replacing: "host-down: agent",
      by: "host-down: nobody",
      says: [
        #"tree.yaml:3:42: error: there is no node "nobody""#
      ]),
    BrokenMenus(
      "unknown skill of a ring", in: "queues.yaml",
      replacing: "skills: {general: 1}",
      by: "skills: {generel: 1}",
      says: [
        #"queues.yaml:7:31: error: there is no skill "generel"; did you mean "general"?"#
      ]),
    BrokenMenus(
      "unknown skill of an agent", in: "agents.yaml",
      replacing: "{general: 2}",
      by: "{general: 2, loss: 1}",
      says: [
        #"agents.yaml:5:26: error: there is no skill "loss""#
      ]),
    BrokenMenus(
      "unknown hours", in: "queues.yaml",
      replacing: "hours: always",
      by: "hours: nights",
      says: [
        #"queues.yaml:4:12: error: there are no hours "nights""#
      ]),
    BrokenMenus(
      "unknown overflow", in: "queues.yaml",
      replacing: "    hours: always\n",
      by: "    hours: always\n    overflow: {node: byes}\n",
      says: [
        #"queues.yaml:5:22: error: there is no node "byes"; did you mean "bye"?"#
      ]),
    BrokenMenus(
      "key given twice", in: "accounts.yaml",
      replacing: "    prompt: card\n",
      by: "    prompt: card\n    prompt: main\n",
      says: [
        #"accounts.yaml:11:5: error: the key "prompt" is given twice; the first is at line 10, column 5"#
      ]),
    BrokenMenus(
      "key given twice, in quotes once", in: "accounts.yaml",
      replacing: "      \"2\": bye\n",
      by: "      \"2\": bye\n      2: card\n",
      says: [
        #"accounts.yaml:8:7: error: the key "2" is given twice; the first is at line 7, column 7"#
      ]),
    BrokenMenus(
      "two keys given twice", in: "accounts.yaml",
      replacing: "      \"2\": bye\n",
      by: "      \"2\": bye\n      \"2\": card\n      \"1\": bye\n",
      says: [
        #"accounts.yaml:8:7: error: the key "2" is given twice; the first is at line 7, column 7"#,
        #"accounts.yaml:9:7: error: the key "1" is given twice; the first is at line 6, column 7"#,
      ]),
    BrokenMenus(
      "node given twice", in: "accounts.yaml",
      replacing: "  bye:\n",
      by: "  main:\n    kind: return\n  bye:\n",
      says: [
        #"accounts.yaml:37:3: error: the key "main" is given twice; the first is at line 2, column 3"#
      ]),
    BrokenMenus(
      "reserved name", in: "accounts.yaml",
      replacing: "  bye:\n",
      by: "  back:\n",
      says: [
        #"accounts.yaml:37:3: error: no node may be called "back": the word has a meaning as a target"#
      ]),
    BrokenMenus(
      "bad name", in: "accounts.yaml",
      replacing: "  bye:\n",
      by: "  Bye:\n",
      says: [
        "accounts.yaml:37:3: error: a node's name must be a name of a-z 0-9 . _ -, beginning with a "
          + #"letter or digit, not "Bye""#
      ]),
    BrokenMenus(
      "bad value name", in: "accounts.yaml",
      replacing: "into: card\n",
      by: "into: the card\n",
      says: [
        #"accounts.yaml:11:11: error: "into" must be a name of a-z 0-9 . _ -, beginning with a letter "#
          + #"or digit, not "the card""#
      ]),
  ]

  @Test(arguments: cases) func saysExactlyWhatIsWrong(_ broken: BrokenMenus) { broken.check() }
}
