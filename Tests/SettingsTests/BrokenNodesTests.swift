import Testing

/// Nodes that don't fit their operation, their keys or each other.
@Suite struct BrokenNodesTests {
  static let cases = [
    BrokenMenus(
      "outcome without an edge", in: "accounts.yaml",
      replacing: "wrong: again, unset: agent, locked: agent",
      by: "wrong: again, locked: agent",
      says: [
        #"accounts.yaml:18:15: error: the operation "verify-query-password" can answer "unset": an edge is missing"#
      ]),
    BrokenMenus(
      "outcome that never comes", in: "accounts.yaml",
      replacing: "ok: {say: balance, next: bye}",
      by: "ok: {say: balance, next: bye}\n      insufficient: bye",
      says: [
        #"accounts.yaml:31:7: error: the operation "balance" never answers "insufficient""#
      ]),
    BrokenMenus(
      "unknown key in an outcome", in: "accounts.yaml",
      replacing: "{say: balance, next: bye}",
      by: "{says: balance, next: bye}",
      says: [
        #"accounts.yaml:30:12: error: unknown key "says" in the outcome "ok"; did you mean "say"?"#
      ]),
    BrokenMenus(
      "items of an operation without a list", in: "accounts.yaml",
      replacing: "{say: balance, next: bye}",
      by: "{each: balance, next: bye}",
      says: [
        #"accounts.yaml:30:18: error: the operation "balance" answers no list"#
      ]),
    BrokenMenus(
      "input that nothing collects", in: "accounts.yaml",
      replacing: "into: card",
      by: "into: number",
      says: [
        #"accounts.yaml:17:16: error: the operation "verify-query-password" reads "card", which no node sets"#
      ]),
    BrokenMenus(
      "password in an action", in: "accounts.yaml",
      replacing: "operation: balance",
      by: "operation: verify-query-password",
      says: [
        #"accounts.yaml:28:16: error: the operation "verify-query-password" takes a password, so it "#
          + "can't stand in a node of this kind"
      ]),
    BrokenMenus(
      "choosing without a list", in: "accounts.yaml",
      replacing: "operation: list-accounts",
      by: "operation: balance",
      says: [
        #"accounts.yaml:22:16: error: the operation "balance" answers no list, so it can't stand in a "#
          + "node of this kind"
      ]),
    BrokenMenus(
      "level below the operation's", in: "accounts.yaml",
      replacing: "    operation: balance\n",
      by: "    operation: balance\n    level: none\n",
      says: [
        #"accounts.yaml:29:12: error: the operation of "balance" demands the level query"#
      ]),
    BrokenMenus(
      "key used twice", in: "accounts.yaml",
      replacing: "      \"2\": bye\n",
      by: "      \"2\": bye\n    links: {\"1\": agent}\n",
      says: [
        "accounts.yaml:8:13: error: the key 1 is used twice: by the node itself and by a link"
      ]),
    BrokenMenus(
      "comfort of nothing", in: "accounts.yaml",
      replacing: "queue: general",
      by: "queue: general\n    comfort: {prompts: [], every: 5s}",
      says: [
        #"accounts.yaml:34:24: error: "prompts" has no prompt"#,
        #"accounts.yaml:34:35: error: "every" must be from 10s to 1h, not 5s"#,
      ]),
    BrokenMenus(
      "comfort without words", in: "accounts.yaml",
      replacing: "queue: general",
      by: "queue: general\n    comfort: {prompts: [wiat], evry: 25s}",
      says: [
        #"accounts.yaml:34:14: error: "comfort" needs "every""#,
        #"accounts.yaml:34:25: error: there is no prompt "wiat"; did you mean "wait"?"#,
        #"accounts.yaml:34:32: error: unknown key "evry" in "comfort"; did you mean "every"?"#,
      ]),
    BrokenMenus(
      "more key on the page", in: "accounts.yaml",
      replacing: "    item: account-item\n",
      by: "    item: account-item\n    more: \"5\"\n",
      says: [
        "accounts.yaml:24:11: error: the key 5 is used twice: it takes an item of the page"
      ]),
    BrokenMenus(
      "no key", in: "accounts.yaml",
      replacing: #""2": bye"#,
      by: #""E": bye"#,
      says: [
        #"accounts.yaml:7:7: error: a choice must be one to four keys of 0-9 A-D * #, not "E""#
      ]),
    BrokenMenus(
      "link of two keys", in: "tree.yaml",
      replacing: #""9": again"#,
      by: #""99": again"#,
      says: [
        #"tree.yaml:6:21: error: a link must be one key of 0-9 A-D * #, not "99""#
      ]),
    BrokenMenus(
      "again where nothing was asked", in: "accounts.yaml",
      replacing: "next: bye",
      by: "next: again",
      says: [
        #"accounts.yaml:30:32: error: there is nothing to ask again in the action node "balance""#
      ]),
    BrokenMenus(
      "end key that is a digit", in: "accounts.yaml",
      replacing: "    length: 12-19\n",
      by: "    length: 12-19\n    end: \"0\"\n",
      says: [
        #"accounts.yaml:13:10: error: "end" must be a key that is no digit and not the star"#
      ]),
    BrokenMenus(
      "pattern of another length", in: "accounts.yaml",
      replacing: "    length: 12-19\n",
      by: "    length: 12-19\n    pattern: 62dd\n",
      says: [
        #"accounts.yaml:13:14: error: "pattern" has 4 places, which "length" forbids"#
      ]),
    BrokenMenus(
      "date of another length", in: "accounts.yaml",
      replacing: "    length: 12-19\n",
      by: "    length: 12-19\n    checks: {past-days: 365}\n",
      says: [
        #"accounts.yaml:13:25: error: a date of 8 digits needs "length: 8""#
      ]),
    BrokenMenus(
      "condition on a value that nothing sets", in: "accounts.yaml",
      replacing: "  bye:\n",
      by:
        "  which:\n    kind: branch\n    when: [{value: {name: loss, is: debit}, to: bye}]\n    otherwise: bye\n  bye:\n",
      says: [
        #"accounts.yaml:39:27: error: this condition reads "loss", which no node sets"#
      ]),
    BrokenMenus(
      "two conditions at once", in: "accounts.yaml",
      replacing: "  bye:\n",
      by: "  which:\n    kind: branch\n    when: [{tier: vip, language: en, to: bye}]\n    otherwise: bye\n  bye:\n",
      says: [
        #"accounts.yaml:39:12: error: item 1 of "when" needs one condition of verified, tier, "#
          + "language, open, known-caller, value"
      ]),
    BrokenMenus(
      "pending node with an unknown target", in: "accounts.yaml",
      replacing: "  bye:\n",
      by:
        "  later:\n    kind: secret\n    prompt: wait\n    pending: agent\n    operation: change-password\n    outcomes: {ok: byes, weak: again}\n  bye:\n",
      says: [
        #"accounts.yaml:42:20: error: there is no node "byes"; did you mean "bye"?"#
      ]),
  ]

  @Test(arguments: cases) func saysExactlyWhatIsWrong(_ broken: BrokenMenus) { broken.check() }
}
