import Testing

/// Queues, opening hours and agents that don't hold together.
@Suite struct BrokenCentreTests {
  static let cases = [
    BrokenMenus(
      "ring that shuts somebody out", in: "queues.yaml",
      replacing: "{general: 1}",
      by: "{general: 1, cards: 1}",
      says: [
        "queues.yaml:3:3: error: queue general: ring 1 shuts out agents whom ring 0 lets in",
        "queues.yaml:3:3: warning: queue general has no agent who could serve it",
      ]),
    BrokenMenus(
      "ring that opens too early", in: "queues.yaml",
      replacing: "after: 30s, skills: {general: 1}}",
      by: "after: 30s, skills: {general: 1}}\n      - {after: 29s, anyone: true}",
      says: [
        "queues.yaml:3:3: error: queue general: ring 2 must not open before the last"
      ]),
    BrokenMenus(
      "reservation without a number", in: "queues.yaml",
      replacing: "    hours: always\n",
      by: "    hours: always\n    reserve: [{skills: {general: 1}}]\n",
      says: [
        #"queues.yaml:5:15: error: item 1 of "reserve" needs "idle-above""#
      ]),
    BrokenMenus(
      "certificate without an end", in: "agents.yaml",
      replacing: "skills: {",
      by: "skills: {cards: {level: 1}, ",
      says: [
        #"agents.yaml:5:21: error: "cards" needs "until""#
      ]),
    BrokenMenus(
      "rest without a length", in: "agents.yaml",
      replacing: "agents:\n",
      by: "rest: {after-calls: 30}\nagents:\n",
      says: [#"agents.yaml:1:7: error: "rest" needs "for""#]),
    BrokenMenus(
      "rest that is too long, after no call", in: "agents.yaml",
      replacing: "agents:\n",
      by: "rest: {after-calls: 0, for: 61m}\nagents:\n",
      says: [
        #"agents.yaml:1:21: error: "after-calls" must be a whole number from 1 to 1000, not "0""#,
        #"agents.yaml:1:29: error: "for" must be from 1m to 1h, not 61m"#,
      ]),
    BrokenMenus(
      "unit that is no name", in: "agents.yaml",
      replacing: "agents:\n",
      by: "units: [cards, credit cards]\nagents:\n",
      says: [#"agents.yaml:1:16: error: a unit's id must be 1 to 32 of A-Z a-z 0-9 . _ -, not "credit cards""#]),
    BrokenMenus(
      "announcements in nobody's words", in: "accounts.yaml",
      replacing: "  bye:\n",
      by: "  news:\n    kind: announcements\n    next: bye\n  bye:\n",
      says: [#"accounts.yaml:38:5: error: the announcements node "news" needs "prompt""#]),
    BrokenMenus(
      "agent who takes first from nowhere", in: "agents.yaml",
      replacing: "    skills: {",
      by: "    takes-first: [generall]\n    skills: {",
      says: [
        #"agents.yaml:5:19: error: there is no queue "generall"; did you mean "general"?"#
      ]),
    BrokenMenus(
      "ring without a condition", in: "queues.yaml",
      replacing: "{after: 30s, skills: {general: 1}}",
      by: "{after: 30s}",
      says: [
        #"queues.yaml:7:9: error: item 2 of "rings" needs either "skills" or "anyone: true""#
      ]),
    BrokenMenus(
      "skill twice", in: "queues.yaml",
      replacing: "[general, cards]",
      by: "[general, cards, general]",
      says: [
        #"queues.yaml:1:26: error: the skill "general" is defined twice; the first is at queues.yaml:1:10"#
      ]),
    BrokenMenus(
      "unknown strategy", in: "queues.yaml",
      replacing: "    hours: always\n",
      by: "    hours: always\n    strategy: longest-idel\n",
      says: [
        #"queues.yaml:5:15: error: "strategy" can't be "longest-idel"; did you mean "longest-idle"?"#
      ]),
    BrokenMenus(
      "overflow to two places", in: "queues.yaml",
      replacing: "    hours: always\n",
      by: "    hours: always\n    overflow: {node: bye, queue: general}\n",
      says: [
        #"queues.yaml:5:15: error: "overflow" needs one of "queue" and "node""#
      ]),
    BrokenMenus(
      "overflow to a callback that no node registers", in: "queues.yaml",
      replacing: "    hours: always\n",
      by: "    hours: always\n    overflow: callback\n",
      says: [
        #"queues.yaml:3:3: error: queue general: "overflow: callback" needs a node of the kind callback with "#
          + #""queue: general""#
      ]),
    BrokenMenus(
      "overflow to itself", in: "queues.yaml",
      replacing: "    hours: always\n",
      by: "    hours: always\n    overflow: {queue: general}\n",
      says: [
        "queues.yaml:3:3: error: queue general: overflow leads back to itself"
      ]),
    BrokenMenus(
      "dialling in hours that there are not, and in none", in: "hours.yaml",
      replacing: "hours:\n",
      by: "dialling:\n  working: allways\n  quiet: [8-9]\n  quite: []\nhours:\n",
      says: [
        #"hours.yaml:2:12: error: there are no hours "allways"; did you mean "always"?"#,
        #"hours.yaml:3:11: error: item 1 of "quiet" must be a span such as 09:00-18:30 within a day, not "8-9""#,
        #"hours.yaml:4:3: error: unknown key "quite" in "dialling"; did you mean "quiet"?"#,
      ]),
    BrokenMenus(
      "quiet hours without an end", in: "hours.yaml",
      replacing: "hours:\n",
      by: "dialling:\n  quiet: [00:00-12:00, 12:00-24:00]\nhours:\n",
      says: [#"hours.yaml:2:10: error: "quiet" leaves no working hour in which customers may be dialled"#]),
    BrokenMenus(
      "day without hours", in: "hours.yaml",
      replacing: "{daily: [00:00-24:00]}",
      by: "{weekdays: [09:00-18:30], sat: closed}",
      says: [
        #"hours.yaml:3:13: error: the hours "always" say nothing of sun"#
      ]),
    BrokenMenus(
      "day with hours twice", in: "hours.yaml",
      replacing: "{daily: [00:00-24:00]}",
      by: "{daily: [00:00-24:00], sun: closed}",
      says: [
        #"hours.yaml:3:36: error: the hours "always" speak of sun twice"#
      ]),
    BrokenMenus(
      "unknown day", in: "hours.yaml",
      replacing: "daily",
      by: "dayly",
      says: [
        #"hours.yaml:3:14: error: "dayly" is no day: use daily, weekdays, weekend, mon, tue, wed, "#
          + #"thu, fri, sat, sun; did you mean "daily"?"#
      ]),
    BrokenMenus(
      "bad span", in: "hours.yaml",
      replacing: "00:00-24:00",
      by: "9-18",
      says: [
        #"hours.yaml:3:22: error: item 1 of "daily" must be a span such as 09:00-18:30 within a day, not "9-18""#
      ]),
    BrokenMenus(
      "span that ends before it begins", in: "hours.yaml",
      replacing: "00:00-24:00",
      by: "18:30-09:00",
      says: [
        #"hours.yaml:3:22: error: item 1 of "daily" must be a span such as 09:00-18:30 within a day, "#
          + #"not "18:30-09:00""#
      ]),
    BrokenMenus(
      "overlapping spans", in: "hours.yaml",
      replacing: "00:00-24:00",
      by: "09:00-12:00, 11:00-18:00",
      says: [
        #"hours.yaml:3:35: error: item 2 of "daily" overlaps with one before it"#
      ]),
    BrokenMenus(
      "bad date", in: "hours.yaml",
      replacing: "[00:00-24:00]}",
      by: "[00:00-24:00]}\n    holidays: [2026-02-30]",
      says: [
        #"hours.yaml:4:16: error: item 1 of "holidays" must be a date such as 2026-10-01, not "2026-02-30""#
      ]),
    BrokenMenus(
      "bad special day", in: "hours.yaml",
      replacing: "[00:00-24:00]}",
      by: "[00:00-24:00]}\n    special: {tomorrow: closed}",
      says: [
        #"hours.yaml:4:15: error: a special day must be a date such as 2026-10-01, not "tomorrow""#
      ]),
    BrokenMenus(
      "no hash of a password", in: "agents.yaml",
      replacing: "pbkdf2-sha256$1000$AAECAwQFBgcICQoLDA0ODw==$5V4Gq4CIKFNrVpVwfU7P7gWDvSbiIz0rmX0Yl3b7sF0=",
      by: "secret",
      says: [
        #"agents.yaml:6:15: error: "password" must be a hash: pbkdf2-sha256$<rounds>$<salt in "#
          + "base64>$<hash in base64>"
      ]),
    BrokenMenus(
      "agent with a bad id", in: "agents.yaml",
      replacing: #""1001""#,
      by: #""10 01""#,
      says: [
        #"agents.yaml:2:3: error: an agent's id must be 1 to 32 of A-Z a-z 0-9 . _ -, not "10 01""#
      ]),
    BrokenMenus(
      "skill level out of bounds", in: "agents.yaml",
      replacing: "{general: 2}",
      by: "{general: 0}",
      says: [
        #"agents.yaml:5:23: error: "general" must be a whole number from 1 to 255, not "0""#
      ]),
  ]

  @Test(arguments: cases) func saysExactlyWhatIsWrong(_ broken: BrokenMenus) { broken.check() }
}
