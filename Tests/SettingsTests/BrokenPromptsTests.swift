import Testing

/// Prompts that are missing, or speak what nobody knows.
@Suite struct BrokenPromptsTests {
  static let cases = [
    BrokenMenus(
      "prompt in one language only", in: "prompts/en/all.yaml",
      replacing: "wait: Please wait.\n",
      by: "",
      says: [
        #"prompts/zh/all.yaml:7:1: error: the prompt "wait" has no text in en"#
      ]),
    BrokenMenus(
      "language without prompts", in: "tree.yaml",
      replacing: "[zh, en]",
      by: "[zh, en, de]",
      says: [
        "tree.yaml:1:21: error: there are no prompts in prompts/de"
      ]),
    BrokenMenus(
      "prompt twice in a file", in: "prompts/en/all.yaml",
      replacing: "wait: Please wait.\n",
      by: "wait: Please wait.\nbye: So long.\n",
      says: [
        #"prompts/en/all.yaml:9:1: error: the key "bye" is given twice; the first is at line 8, column 1"#
      ]),
    BrokenMenus(
      "unknown format", in: "prompts/zh/all.yaml",
      replacing: "{balance:money}",
      by: "{balance:mony}",
      says: [
        #"prompts/zh/all.yaml:6:10: error: the hole {balance:mony} in "balance" has an unknown "#
          + #"format; did you mean "money"?"#
      ]),
    BrokenMenus(
      "hole without a format", in: "prompts/zh/all.yaml",
      replacing: "{balance:money}",
      by: "{balance}",
      says: [
        #"prompts/zh/all.yaml:6:10: error: the hole {balance} in "balance" needs a format: {balance:money}"#
      ]),
    BrokenMenus(
      "hole that nothing sets", in: "prompts/en/all.yaml",
      replacing: "{balance:money}",
      by: "{balanse:money}",
      says: [
        #"prompts/en/all.yaml:6:10: error: the prompt "balance", said at accounts.yaml:30:17, speaks "#
          + #"{balanse}, which no node sets; did you mean "balance"?"#
      ]),
    BrokenMenus(
      "hole of a list's item in another place", in: "prompts/en/all.yaml",
      replacing: "bye: Goodbye.",
      by: "bye: Goodbye {key:number}.",
      says: [
        #"prompts/en/all.yaml:8:6: error: the prompt "bye", said at accounts.yaml:39:13, speaks "#
          + "{key}, which no node sets"
      ]),
    BrokenMenus(
      "brace without its partner", in: "prompts/en/all.yaml",
      replacing: "{balance:money}.",
      by: "{balance:money.",
      says: [
        #"prompts/en/all.yaml:6:10: error: "balance" has a brace without its partner"#
      ]),
    BrokenMenus(
      "list outside a choose node", in: "prompts/en/all.yaml",
      replacing: "bye: Goodbye.",
      by: "bye: Goodbye {list:list}.",
      says: [
        #"prompts/en/all.yaml:8:6: error: the prompt "bye", said at accounts.yaml:39:13, has a list, "#
          + "but only a choose node lists anything"
      ]),
    BrokenMenus(
      "two lines", in: "prompts/en/all.yaml",
      replacing: "bye: Goodbye.",
      by: #"bye: "Good\nbye.""#,
      says: [
        #"prompts/en/all.yaml:8:6: error: "bye" has a line break; a prompt is one line"#
      ]),
    BrokenMenus(
      "interrupt differs", in: "prompts/en/all.yaml",
      replacing: "balance: Balance {balance:money}.",
      by: #"balance: {text: "Balance {balance:money}.", interrupt: none}"#,
      says: [
        #"prompts/zh/all.yaml:6:1: error: "interrupt" of the prompt "balance" is not the same at "#
          + "prompts/en/all.yaml:6:1"
      ]),
    BrokenMenus(
      "bad interrupt", in: "prompts/en/all.yaml",
      replacing: "balance: Balance {balance:money}.",
      by: #"balance: {text: "Balance {balance:money}.", interrupt: never}"#,
      says: [
        #"prompts/en/all.yaml:6:56: error: "interrupt" must be one of any, none, not "never""#
      ]),
    BrokenMenus(
      "no text", in: "prompts/en/all.yaml",
      replacing: "bye: Goodbye.",
      by: "bye:",
      says: [
        #"prompts/en/all.yaml:8:5: error: "bye" is empty"#
      ]),
  ]

  @Test(arguments: cases) func saysExactlyWhatIsWrong(_ broken: BrokenMenus) { broken.check() }
}
