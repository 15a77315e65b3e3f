import Testing

/// Text that is no YAML, and values of the wrong shape.
@Suite struct BrokenShapesTests {
  static let cases = [
    BrokenMenus(
      "text for a map", in: "accounts.yaml",
      replacing: "outcomes: {ok: accounts, wrong: again, unset: agent, locked: agent}",
      by: "outcomes: accounts",
      says: [
        #"accounts.yaml:18:15: error: "outcomes" must be a map, not a text"#
      ]),
    BrokenMenus(
      "list for a map", in: "accounts.yaml",
      replacing: "    choices:\n      \"1\": card\n      \"2\": bye\n",
      by: "    choices: [card, bye]\n",
      says: [
        #"accounts.yaml:5:14: error: "choices" must be a map, not a list"#
      ]),
    BrokenMenus(
      "map for a text", in: "accounts.yaml",
      replacing: "into: card",
      by: "into: {name: card}",
      says: [
        #"accounts.yaml:11:11: error: "into" must be a text, not a map"#
      ]),
    BrokenMenus(
      "map for a list", in: "queues.yaml",
      replacing: "[general, cards]",
      by: "{general: 1}",
      says: [
        #"queues.yaml:1:9: error: "skills" must be a list, not a map"#
      ]),
    BrokenMenus(
      "nothing for a text", in: "accounts.yaml",
      replacing: "into: card",
      by: "into:",
      says: [
        #"accounts.yaml:11:10: error: "into" is empty"#
      ]),
    BrokenMenus(
      "missing key", in: "accounts.yaml",
      replacing: "    into: card\n",
      by: "",
      says: [
        #"accounts.yaml:9:5: error: the digits node "card" needs "into""#
      ]),
    BrokenMenus(
      "missing prompt of a kind that asks", in: "accounts.yaml",
      replacing: "    prompt: card\n",
      by: "",
      says: [
        #"accounts.yaml:9:5: error: the digits node "card" needs "prompt""#
      ]),
    BrokenMenus(
      "missing kind", in: "accounts.yaml",
      replacing: "    kind: end\n",
      by: "",
      says: [
        #"accounts.yaml:38:5: error: the node "bye" needs "kind""#
      ]),
    BrokenMenus(
      "bad duration", in: "tree.yaml",
      replacing: "first: 5s",
      by: "first: 5 sec",
      says: [
        #"tree.yaml:5:19: error: "first" must be a duration such as 300ms, 5s, 2m or 8h, not "5 sec""#
      ]),
    BrokenMenus(
      "duration without a unit", in: "tree.yaml",
      replacing: "first: 5s",
      by: "first: 5",
      says: [
        #"tree.yaml:5:19: error: "first" must be a duration such as 300ms, 5s, 2m or 8h, not "5""#
      ]),
    BrokenMenus(
      "duration out of bounds", in: "tree.yaml",
      replacing: "inter-menu: 3s",
      by: "inter-menu: 10m",
      says: [
        #"tree.yaml:5:35: error: "inter-menu" must be from 100ms to 5m, not 10m"#
      ]),
    BrokenMenus(
      "bad number", in: "tree.yaml",
      replacing: "attempts: 3",
      by: "attempts: three",
      says: [
        #"tree.yaml:5:67: error: "attempts" must be a whole number from 1 to 10, not "three""#
      ]),
    BrokenMenus(
      "number out of bounds", in: "tree.yaml",
      replacing: "attempts: 3",
      by: "attempts: 0",
      says: [
        #"tree.yaml:5:67: error: "attempts" must be a whole number from 1 to 10, not "0""#
      ]),
    BrokenMenus(
      "bad range", in: "accounts.yaml",
      replacing: "length: 12-19",
      by: "length: 19-12",
      says: [
        #"accounts.yaml:12:13: error: "length" must be a number or a range such as 12-19, within 1-32, not "19-12""#
      ]),
    BrokenMenus(
      "bad truth value", in: "accounts.yaml",
      replacing: "    item: account-item\n",
      by: "    item: account-item\n    take-only-item: yes\n",
      says: [
        #"accounts.yaml:24:21: error: "take-only-item" must be true or false, not "yes""#
      ]),
    BrokenMenus(
      "bad YAML", in: "accounts.yaml",
      replacing: "    ok: password\n",
      by: "    ok: password\n   oops: [\n",
      says: [
        "accounts.yaml:14:4: error: bad YAML: while parsing a block mapping: did not find expected key"
      ]),
    BrokenMenus(
      "star without quotes", in: "tree.yaml",
      replacing: #""*": back"#,
      by: "*: back",
      says: [
        "tree.yaml:6:34: error: bad YAML: while scanning an alias: did not find expected alphabetic "
          + #"or numeric character (the key * must stand in quotes: "*")"#
      ]),
    BrokenMenus(
      "anchor", in: "accounts.yaml",
      replacing: "into: card",
      by: "into: &into card",
      says: [
        "accounts.yaml:11:11: error: anchors and aliases are not used in these files"
      ]),
    BrokenMenus(
      "tab", in: "accounts.yaml",
      replacing: "    into: card",
      by: "\tinto: card",
      says: [
        "accounts.yaml:11:1: error: bad YAML: while scanning a plain scalar: found a tab character "
          + "that violates indentation"
      ]),
    BrokenMenus(
      "control character", in: "accounts.yaml",
      replacing: "into: card",
      by: "into: ca\u{7}rd",
      says: [
        "accounts.yaml:11:13: error: a control character (7) stands here"
      ]),
  ]

  @Test(arguments: cases) func saysExactlyWhatIsWrong(_ broken: BrokenMenus) { broken.check() }
}
