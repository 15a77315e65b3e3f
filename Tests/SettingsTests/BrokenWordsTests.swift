import Testing

/// Names, keys and holes that are none, where others of the kind stand.
@Suite struct BrokenWordsTests {
  static let cases = [
    BrokenMenus(
      "name of hours that is none", in: "hours.yaml",
      replacing: "hours:\n",
      by: "hours:\n  \"a b\": {weekly: {daily: closed}}\n",
      says: [
        #"hours.yaml:2:3: error: a name of hours must be a name of a-z 0-9 . _ -, beginning with a letter or digit, not "a b""#
      ]),
    BrokenMenus(
      "queue's name that is none", in: "queues.yaml",
      replacing: "queues:\n",
      by: "queues:\n  \"a b\": {hours: always, rings: [{after: 0s, anyone: true}]}\n",
      says: [
        #"queues.yaml:3:3: error: a queue's name must be a name of a-z 0-9 . _ -, beginning with a letter or digit, not "a b""#
      ]),
    BrokenMenus(
      "prompt's id that is none", in: "prompts/en/all.yaml",
      replacing: "bye: Goodbye.",
      by: "bye: Goodbye.\n\"a b\": Hello.",
      says: [
        #"prompts/en/all.yaml:9:1: error: a prompt's id must be a name of a-z 0-9 . _ -, beginning with a letter or digit, not "a b""#
      ]),
    BrokenMenus(
      "value's name that is none", in: "accounts.yaml",
      replacing: "\"2\": bye",
      by: "\"2\": {to: bye, set: {\"a b\": debit}}",
      says: [
        #"accounts.yaml:7:28: error: a value's name must be a name of a-z 0-9 . _ -, beginning with a letter or digit, not "a b""#
      ]),
    BrokenMenus(
      "target that forbids where nothing is inherited", in: "accounts.yaml",
      replacing: "\"2\": bye",
      by: "\"2\": none",
      says: [
        #"accounts.yaml:7:12: error: "2" must be a node, again, back or return, not "none""#
      ]),
    BrokenMenus(
      "answer of two keys", in: "accounts.yaml",
      replacing: "  bye:\n",
      by: "  ask: {kind: survey, prompt: wait, answers: {\"12\": {answer: good, to: bye}}, skip: bye}\n  bye:\n",
      says: [
        #"accounts.yaml:37:47: error: an answer must be one key of 0-9 A-D * #, not "12""#
      ]),
    BrokenMenus(
      "survey without answers", in: "accounts.yaml",
      replacing: "  bye:\n",
      by: "  ask: {kind: survey, prompt: wait, answers: {}, skip: bye}\n  bye:\n",
      says: [
        #"accounts.yaml:37:46: error: "answers" has no answer"#
      ]),
    BrokenMenus(
      "language by two keys", in: "accounts.yaml",
      replacing: "  bye:\n",
      by: "  tongue: {kind: language, prompt: wait, choices: {\"12\": zh}, silent: zh, next: bye}\n  bye:\n",
      says: [
        #"accounts.yaml:37:52: error: a choice must be one key of 0-9 A-D * #, not "12""#
      ]),
    BrokenMenus(
      "key that takes an item already", in: "accounts.yaml",
      replacing: "    item: account-item\n",
      by: "    item: account-item\n    more: \"1\"\n",
      says: [
        #"accounts.yaml:24:11: error: the key 1 is used twice: it takes an item of the page"#
      ]),
    BrokenMenus(
      "end key of two keys", in: "accounts.yaml",
      replacing: "    length: 12-19\n",
      by: "    length: 12-19\n    end: \"12\"\n",
      says: [
        #"accounts.yaml:13:10: error: "end" must be one key of 0-9 A-D * #, not "12""#
      ]),
    BrokenMenus(
      "node that stands in for itself", in: "accounts.yaml",
      replacing: "    kind: end\n",
      by: "    kind: end\n    proposed: bye\n",
      says: [
        #"accounts.yaml:39:15: error: the node that stands in for "bye" must be another"#
      ]),
    BrokenMenus(
      "node that awaits its approval", in: "accounts.yaml",
      replacing: "    kind: end\n",
      by: "    kind: end\n    proposed: agent\n",
      says: [
        #"accounts.yaml:37:3: warning: the node "bye" is proposed: callers go to "agent" until a change request for it is approved and the menus are loaded again"#
      ]),
    BrokenMenus(
      "maximum that is no amount", in: "accounts.yaml",
      replacing: "  bye:\n",
      by: "  sum: {kind: amount, prompt: wait, into: amount, maximum: lots, ok: bye}\n  bye:\n",
      says: [
        #"accounts.yaml:37:60: error: "maximum" must be an amount such as 50000.00, from 0.01 to 999999999.99, not "lots""#
      ]),
    BrokenMenus(
      "comfort of too many words", in: "accounts.yaml",
      replacing: "queue: general",
      by:
        "queue: general\n    comfort: {prompts: [wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait, wait], every: 30s}",
      says: [
        #"accounts.yaml:34:24: error: there are 21 comfort messages; at most 16 are allowed"#
      ]),
    BrokenMenus(
      "key that is no word", in: "accounts.yaml",
      replacing: "nodes:\n",
      by: "nodes:\n  [1, 2]: bye\n",
      says: [
        #"accounts.yaml:2:3: error: a key must be a word"#
      ]),
    BrokenMenus(
      "hole with a bad name", in: "prompts/en/all.yaml",
      replacing: "Goodbye.",
      by: "\"Goodbye {a b:digits}.\"",
      says: [
        #"prompts/en/all.yaml:8:6: error: the name of a hole in "bye" must be a name of a-z 0-9 . _ -, beginning with a letter or digit, not "a b""#
      ]),
    BrokenMenus(
      "hole with the name of a field", in: "prompts/en/all.yaml",
      replacing: "Goodbye.",
      by: "\"Goodbye {prompt:text}.\"",
      says: [
        #"prompts/en/all.yaml:8:6: error: a hole in "bye" has the name prompt, which is a field of every SAY line"#
      ]),
    BrokenMenus(
      "hole with nouns that it can't have", in: "prompts/en/all.yaml",
      replacing: "Goodbye.",
      by: "\"Goodbye {last4:digits|one|two}.\"",
      says: [
        #"prompts/en/all.yaml:8:6: error: the hole {last4:digits|one|two} in "bye" has a noun, but only a count counts anything"#
      ]),
    BrokenMenus(
      "too many holes", in: "prompts/en/all.yaml",
      replacing: "Goodbye.",
      by:
        "\"{last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} {last4:digits} \"",
      says: [
        #"prompts/en/all.yaml:8:6: error: "bye" has 40 holes; at most 8 are allowed"#
      ]),
  ]

  @Test(arguments: cases) func saysExactlyWhatIsWrong(_ broken: BrokenMenus) { broken.check() }
}
