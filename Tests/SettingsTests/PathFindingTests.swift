import IVR
import Settings
import Simulation
import Testing

/// What only shows where callers' ways are followed: each with its place, a sentence, and the keys that lead there.
@Suite struct PathFindingTests {
  @Test func theSmallMenusAreSound() throws {
    let review = MenuReview(try MenuLoader.load(files: SmallMenus.files))
    #expect(review.problems.map { "\($0.problem)" } == [])
    #expect(review.analysis.situations > 10)
  }

  static let file = "accounts.yaml"
  static let cases: [PathCase] = levels + values + ends + loops + nodes

  // MARK: - Authentication

  static let levels = [
    PathCase(
      "balance without a password", .level,
      [
        (file, "\"2\": bye\n", "\"2\": balance-of-anyone\n"),
        (
          file, "  bye:\n",
          "  balance-of-anyone:\n    kind: action\n    operation: balance\n    outcomes: {ok: bye}\n  bye:\n"
        ),
      ],
      says: [
        #"accounts.yaml:37:3: error: "balance-of-anyone" demands the query password, which callers who come from "main" may not have given: they are sent to "agent" instead; to get there: 2"#,
        #"accounts.yaml:37:3: error: the operation of "balance-of-anyone" reads "account", which is not collected on every way: lead callers past a node that asks for it; to get there: 1, 000000000000#, 111111#, (bank: verify-query-password ok), (bank: list-accounts ok), *, *, 2"#,
      ]),
    PathCase(
      "a menu beyond the password", .level, [(file, "\"2\": bye\n", "\"2\": accounts\n")],
      says: [
        #"accounts.yaml:19:3: error: "accounts" demands the query password, which callers who come from "main" may not have given: they are sent to "agent" instead; to get there: 2"#
      ]),
    PathCase(
      "money moved with the query password only", .level,
      [
        (file, "ok: {say: balance, next: bye}", "ok: {say: balance, next: pay}"),
        (file, "  bye:\n", "  pay:\n    kind: say\n    prompt: wait\n    level: transaction\n    next: bye\n  bye:\n"),
      ],
      says: [
        #"accounts.yaml:37:3: error: "pay" demands the transaction password, which callers who come from "balance" may not have given: they are sent to "agent" instead; to get there: 1, 000000000000#, 111111#, (bank: verify-query-password ok), (bank: list-accounts ok), 1, (bank: balance ok)"#
      ]),
    PathCase(
      "a wrong password lets in", .level, [(file, "wrong: again", "wrong: accounts")],
      says: [
        #"accounts.yaml:19:3: error: "accounts" demands the query password, which callers who come from "password" may not have given: they are sent to "agent" instead; to get there: 1, 000000000000#, 111111#, (bank: verify-query-password wrong)"#
      ]),
    PathCase(
      "no password yet lets in", .level, [(file, "unset: agent", "unset: accounts")],
      says: [
        #"accounts.yaml:19:3: error: "accounts" demands the query password, which callers who come from "password" may not have given: they are sent to "agent" instead; to get there: 1, 000000000000#, 111111#, (bank: verify-query-password unset)"#
      ]),
    PathCase(
      "an inherited key leads past the password", .level, [("tree.yaml", "\"0\": agent", "\"0\": accounts")],
      says: [
        #"accounts.yaml:19:3: error: "accounts" demands the query password, which callers who come from "main" may not have given: they are sent to "agent" instead; to get there: 0"#
      ]),
    PathCase(
      "an agent's level by keys", .level, [(file, "    kind: end\n", "    kind: end\n    level: agent\n")],
      says: [
        #"accounts.yaml:37:3: error: "bye" demands an agent's check of the caller, which callers who come from "main" may not have given: they are sent to "agent" instead; to get there: 2"#
      ]),
    PathCase(
      "after an agent", .level, [(file, "    after: bye\n", "    after: accounts\n")],
      says: [
        #"accounts.yaml:19:3: error: "accounts" demands the query password, which callers who come from "agent" may not have given: they are sent to "agent" instead; to get there: 0, (an agent of general answers and ends)"#
      ]),
    PathCase(
      "attempts used up", .level, [(file, "    length: 12-19\n", "    length: 12-19\n    exhausted: accounts\n")],
      says: [
        #"accounts.yaml:20:3: error: "accounts" demands the query password, which callers who come from "card" may not have given: they are sent to "agent" instead; to get there: 1, (wait 15 s)"#
      ]),
  ]

  // MARK: - Values

  static let values = [
    PathCase(
      "account not chosen on one way", .uncollected,
      [(file, "none: bye", "none: balance")],
      says: [
        #"accounts.yaml:26:3: error: the operation of "balance" reads "account", which is not collected on every way: lead callers past a node that asks for it; to get there: 1, 000000000000#, 111111#, (bank: verify-query-password ok), (bank: list-accounts none)"#
      ]),
    PathCase(
      "card not keyed on one way", .uncollected, [(file, "\"2\": bye\n", "\"2\": password\n")],
      says: [
        #"accounts.yaml:14:3: error: the operation of "password" reads "card", which is not collected on every way: lead callers past a node that asks for it; to get there: 2, 111111#"#
      ]),
    PathCase(
      "entry passed over", .uncollected,
      [(file, "    ok: password\n", "    ok: password\n    empty: password\n")],
      says: [
        #"accounts.yaml:15:3: error: the operation of "password" reads "card", which is not collected on every way: lead callers past a node that asks for it; to get there: 1, #, 111111#"#
      ]),
    PathCase(
      "exhausted without it", .uncollected,
      [(file, "    length: 12-19\n", "    length: 12-19\n    exhausted: password\n")],
      says: [
        #"accounts.yaml:15:3: error: the operation of "password" reads "card", which is not collected on every way: lead callers past a node that asks for it; to get there: 1, (wait 15 s), 111111#"#
      ]),
    PathCase(
      "spoken before it is known", .unspoken,
      [("prompts/en/all.yaml", "bye: Goodbye.", "bye: \"Goodbye, {last4:digits}.\"")],
      says: [
        #"accounts.yaml:37:3: warning: the prompt "bye" speaks {last4}, which callers on this way have not been asked for and the bank has not told; to get there: 2"#
      ]),
    PathCase(
      "spoken on entry of the queue", .unspoken,
      [
        (file, "    queue: general\n", "    queue: general\n    prompt: told\n"),
        ("prompts/en/all.yaml", "bye: Goodbye.", "bye: Goodbye.\ntold: \"{balance:money}\""),
        ("prompts/zh/all.yaml", "bye: 再见。", "bye: 再见。\ntold: \"{balance:money}\""),
      ],
      says: [
        #"accounts.yaml:31:3: warning: the prompt "told" speaks {balance}, which callers on this way have not been asked for and the bank has not told; to get there: 0"#
      ]),
  ]

  // MARK: - Ends

  static let ends = [
    PathCase(
      "no end anywhere", .deadEnd,
      [
        (
          file, "kind: end\n    prompt: bye\n    disposition: self-service",
          "kind: say\n    prompt: bye\n    next: main"
        ),
        ("tree.yaml", "{exhausted: agent, host-down: agent}", "{exhausted: main, host-down: main}"),
        ("tree.yaml", "\"0\": agent", "\"0\": main"),
        (file, "unset: agent, locked: agent", "unset: main, locked: main"),
      ],
      says: [
        #"accounts.yaml:2:3: error: a caller who keys nothing goes round here (main -> main) and is cut off after 100 steps; to get there: (wait 15 s)"#,
        #"accounts.yaml:2:3: error: from "main" no way leads to an end or to an agent: callers are caught there; to get there: nothing, it happens at once"#,
        #"accounts.yaml:8:3: error: from "card" no way leads to an end or to an agent: callers are caught there; to get there: 1"#,
        #"accounts.yaml:14:3: error: from "password" no way leads to an end or to an agent: callers are caught there; to get there: 1, 000000000000#"#,
        #"accounts.yaml:19:3: error: from "accounts" no way leads to an end or to an agent: callers are caught there; to get there: 1, 000000000000#, 111111#, (bank: verify-query-password ok)"#,
        #"accounts.yaml:26:3: error: from "balance" no way leads to an end or to an agent: callers are caught there; to get there: 1, 000000000000#, 111111#, (bank: verify-query-password ok), (bank: list-accounts ok), 1"#,
        #"accounts.yaml:31:3: warning: no way leads to the node "agent""#,
      ]),
    PathCase(
      "caught in a sub-menu", .deadEnd,
      [
        (file, "\"2\": bye\n", "\"2\": cell\n"),
        (
          file, "  bye:\n",
          "  cell:\n    kind: menu\n    prompt: main\n    links: none\n    choices: {\"1\": cell}\n    exhausted: cell\n  bye:\n"
        ),
      ],
      says: [
        #"accounts.yaml:37:3: error: a caller who keys nothing goes round here (cell -> cell) and is cut off after 100 steps; to get there: 2, (wait 15 s)"#,
        #"accounts.yaml:37:3: error: from "cell" no way leads to an end or to an agent: callers are caught there; to get there: 2"#,
      ]),
    PathCase(
      "closed and sent round", .deadEnd,
      [("hours.yaml", "[00:00-24:00]", "closed"), (file, "    closed: bye\n", "    closed: agent\n")],
      says: [
        #"accounts.yaml:31:3: error: from "agent" no way leads to an end or to an agent: callers are caught there; to get there: 0"#
      ]),
  ]

  // MARK: - Loops

  static let loops = [
    PathCase(
      "words after words", .loop,
      [
        (file, "\"2\": bye\n", "\"2\": one\n"),
        (
          file, "  bye:\n",
          "  one:\n    kind: say\n    prompt: wait\n    next: two\n  two:\n    kind: say\n    prompt: wait\n    next: one\n  bye:\n"
        ),
      ],
      says: [
        #"accounts.yaml:37:3: error: a caller who keys nothing goes round here (one -> two -> one) and is cut off after 100 steps; to get there: 2"#
      ]),
    PathCase(
      "silence goes round", .loop, [(file, "    prompt: main\n", "    prompt: main\n    exhausted: main\n")],
      says: [
        #"accounts.yaml:2:3: error: a caller who keys nothing goes round here (main -> main) and is cut off after 100 steps; to get there: (wait 15 s)"#
      ]),
    PathCase(
      "silence goes round between two", .loop,
      [
        (file, "    prompt: main\n", "    prompt: main\n    exhausted: card\n"),
        (file, "    length: 12-19\n", "    length: 12-19\n    exhausted: main\n"),
      ],
      says: [
        #"accounts.yaml:9:3: error: a caller who keys nothing goes round here (card -> main -> card) and is cut off after 100 steps; to get there: 1, (wait 15 s), (wait 15 s)"#
      ]),
    PathCase(
      "the bank is down, and asked again", .loop,
      [(file, "ok: {say: balance, next: bye}", "ok: {say: balance, next: bye}\n      unavailable: balance")],
      says: [
        #"accounts.yaml:26:3: error: a caller who keys nothing goes round here (balance -> balance) and is cut off after 100 steps; to get there: 1, 000000000000#, 111111#, (bank: verify-query-password ok), (bank: list-accounts ok), 1, (bank: balance unavailable)"#
      ]),
    PathCase(
      "a branch that decides nothing", .loop,
      [
        (file, "\"2\": bye\n", "\"2\": fork\n"),
        (
          file, "  bye:\n",
          "  fork:\n    kind: branch\n    when: [{known-caller: true, to: bye}]\n    otherwise: fork\n  bye:\n"
        ),
      ],
      says: [
        #"accounts.yaml:37:3: error: a caller who keys nothing goes round here (fork -> fork) and is cut off after 100 steps; to get there: 2"#
      ]),
    PathCase(
      "a sub-tree that calls itself", .loop,
      [
        (file, "\"2\": bye\n", "\"2\": outer\n"),
        (
          file, "  bye:\n",
          "  outer:\n    kind: call\n    subtree: outer\n    then: bye\n  bye:\n"
        ),
      ],
      says: [
        #"accounts.yaml:37:3: error: a caller who keys nothing goes round here (outer -> outer) and is cut off after 100 steps; to get there: 2"#
      ]),
  ]

  // MARK: - Single nodes

  static let nodes = [
    PathCase(
      "more values than are followed", .tooLarge,
      [
        (
          file, "\"2\": bye\n",
          "\"2\": {to: bye, set: {\((1...129).map { "v\($0): a" }.joined(separator: ", "))}}\n"
        )
      ],
      says: [
        "accounts.yaml:2:3: warning: the tree has more than 128 values; only so many were followed"
      ]),
    PathCase(
      "nobody gets there", .unreachable,
      [
        (file, "\"2\": bye\n", "\"2\": fork\n"),
        (
          file, "  bye:\n",
          "  fork:\n    kind: branch\n    when: [{language: zh, to: bye}, {language: en, to: bye}]\n    otherwise: lost\n"
            + "  lost:\n    kind: say\n    prompt: wait\n    next: bye\n  bye:\n"
        ),
      ],
      says: [
        #"accounts.yaml:41:3: warning: no caller can get to the node "lost": mend the way that should lead to it, or delete the node"#
      ]),
    PathCase(
      "nothing passes", .noEntry,
      [(file, "    length: 12-19\n", "    length: 2\n    pattern: \"11\"\n    checks: {luhn: 2}\n")],
      says: [
        #"accounts.yaml:8:3: error: no string of digits that was tried passes the length, pattern and checks of "card" together: nobody gets past it"#,
        #"accounts.yaml:16:3: warning: no caller can get to the node "password": mend the way that should lead to it, or delete the node"#,
        #"accounts.yaml:21:3: warning: no caller can get to the node "accounts": mend the way that should lead to it, or delete the node"#,
        #"accounts.yaml:28:3: warning: no caller can get to the node "balance": mend the way that should lead to it, or delete the node"#,
      ]),
    PathCase(
      "a password as a value", .secret,
      [
        (file, "    ok: password\n", "    ok: number\n"), (file, "    into: card\n", "    into: card-pin\n"),
        (
          file, "  password:\n",
          "  number:\n    kind: digits\n    prompt: card\n    into: card\n    length: 12\n    ok: password\n  password:\n"
        ),
      ],
      says: [
        #"accounts.yaml:8:3: error: "card" keeps "card-pin" as a value that prompts can speak and agents can see: a password belongs in a node of kind secret"#
      ]),
    PathCase(
      "a password that is spoken", .secret,
      [
        (file, "\"2\": bye\n", "\"2\": pin\n"),
        (
          file, "  bye:\n",
          "  pin:\n    kind: digits\n    prompt: card\n    into: pin\n    length: 6\n    ok: echo\n"
            + "  echo:\n    kind: say\n    prompt: echo\n    next: bye\n  bye:\n"
        ),
        ("prompts/en/all.yaml", "bye: Goodbye.", "bye: Goodbye.\necho: \"You keyed {pin:digits}\""),
        ("prompts/zh/all.yaml", "bye: 再见。", "bye: 再见。\necho: \"您输入了{pin:digits}\""),
      ],
      says: [
        #"accounts.yaml:37:3: error: "pin" keeps "pin" as a value that prompts can speak and agents can see: a password belongs in a node of kind secret; "echo" speaks it; to get there: 2, 000000#"#
      ]),
  ]

  @Test(arguments: cases) func saysWhatCallersMeet(_ broken: PathCase) throws { try broken.check() }
}
