import CallModel
import IVR

/// A voice-banking tree of middle size with every kind of node, after the requirements' own (M1, A1, P33, Q1, ...).
enum BankTree {
  static let agentLink = ("0", "agents")
  static let links = [agentLink, ("9", "@again"), ("*", "@back"), ("#", "main")]
  static let entryLinks = [("*", "@back")]

  static let tree = built()

  private static func built() -> MenuTree {
    var tree = TestTree()
    tree.exhausted = "agents-if-open"
    tree.hostDown = "host-sorry"
    begin(&tree)
    accounts(&tree)
    transfers(&tree)
    losses(&tree)
    agents(&tree)
    tree.prompt("one-moment", "one moment please", zh: "请稍候")
    tree.prompt("no-input.1", "nothing was keyed")
    tree.prompt("no-match.1", "that is not a choice")
    tree.prompt("no-match.2", "please listen again")
    tree.prompt("ewt-unknown", "some time")
    tree.prompt("more", "others press {key:digits}")
    return tree.built(start: "welcome")
  }

  private static func begin(_ tree: inout TestTree) {
    let choice = LanguageChoice(
      choices: [.init(key: Key("1")!, language: .chinese), .init(key: Key("2")!, language: .english)],
      silent: .chinese, next: tree.to("who"))
    tree.node("welcome", input: InputRules(attempts: 1), .language(choice))
    tree.action(
      "who", .lookUpCaller, [.vip: "main", .elder: "main", .normal: "main", .blocked: "blocked", .unavailable: "main"])
    tree.menu("main", ["1": "card", "2": "loss", "3": "branches", "12": "news", "8": "welcome"], links: links)
    tree.say("news", next: "main")
    tree.node("branches", .call(subtree: tree.index("which-branch"), then: tree.to("main")))
    tree.menu("which-branch", ["1": "branch-line", "2": "@return"], links: links)
    tree.node("branch-line", .transfer(Transfer(address: "955990", unreachable: tree.to("branch-silent"))))
    tree.node("branch-silent", .say(next: tree.to("branches-done")))
    tree.node("branches-done", prompt: nil, .return)
    tree.say("host-sorry", next: "agents-if-open")
    tree.say("blocked", next: "bye")
    tree.end("bye", prompt: "bye")
  }

  private static func accounts(_ tree: inout TestTree) {
    tree.digits("card", 12...19, checks: [.luhn(lengths: 16...19)], ok: "pin", exhausted: "agents", links: entryLinks)
    tree.prompt("wrong", "wrong card or password")
    tree.secret(
      "pin", [.ok: "services", .wrong: "@again", .unset: "agents", .locked: "locked"], says: [.wrong: "wrong"],
      exhausted: "agents", links: entryLinks)
    tree.say("locked", next: "agents")
    tree.menu("services", ["1": "account", "2": "payee", "3": "latest"], links: links)
    tree.prompt("item", "{name:text} {last4:digits} press {key:number}")
    let pick = Choose(
      operation: .listAccounts, item: PromptID("item"), takesOnlyItem: true, ok: tree.to("balance"),
      none: tree.to("services"))
    tree.node("account", links: links, .choose(pick))
    tree.prompt("balance-is", "balance of {last4:digits}: {balance:money}")
    tree.action("balance", .balance, [.ok: "more-services"], says: [.ok: "balance-is"])
    tree.prompt("row", "{date:date} {amount:money}")
    tree.action("latest", .lastTransactions, [.ok: "more-services", .none: "more-services"], each: "row")
    tree.menu("more-services", ["1": "services"], links: links)
  }

  private static func transfers(_ tree: inout TestTree) {
    tree.prompt("payee", "choose: {list:list}", zh: "请选择：{list:list}")
    let payee = Choose(
      operation: .listPayees, item: PromptID("item"), ok: tree.to("amount"), none: tree.to("services"),
      exhausted: tree.to("services"))
    tree.node("payee", links: links, .choose(payee))
    tree.amount("amount", maximum: 5_000_000, ok: "check", links: entryLinks)
    tree.prompt("refused", "that can't be transferred")
    tree.action(
      "check", .checkTransfer, [.ok: "sure", .insufficient: "amount", .limit: "amount", .refused: "services"],
      says: [.insufficient: "refused", .limit: "refused", .refused: "refused"])
    tree.prompt("sure", "pay {amount:money}, fee {fee:money}?", interruptible: false)
    tree.confirm("sure", yes: "pay-pin", change: "amount", cancel: "services")
    tree.secret(
      "pay-pin", operation: .verifyTransactionPassword,
      [.ok: "pay", .wrong: "@again", .unset: "agents", .locked: "locked"], says: [.wrong: "wrong"], links: entryLinks)
    tree.prompt("paid", "done, {reference:digits}, balance {balance:money}")
    tree.action(
      "pay", .transfer, level: .transaction,
      [.ok: "more-services", .insufficient: "more-services", .limit: "more-services", .refused: "more-services"],
      says: [.ok: "paid", .insufficient: "refused", .limit: "refused", .refused: "refused"])
  }

  private static func losses(_ tree: inout TestTree) {
    tree.digits("loss", into: "card", 12...19, ok: "id6", empty: "id6", exhausted: "agents", links: entryLinks)
    tree.digits("id6", 6...6, starIsX: true, ok: "loss-sure", exhausted: "agents")
    tree.confirm("loss-sure", yes: "report", change: "loss", cancel: "main")
    tree.prompt("reported", "reported until {until:instant}")
    tree.action("report", .reportLoss, [.ok: "main", .mismatch: "loss"], says: [.ok: "reported"])
  }

  private static func agents(_ tree: inout TestTree) {
    let hours = OpeningHours(OpeningHours.Span(from: .hours(9), to: .hours(18))!)
    let branch = Branch(
      arms: [.init(condition: .open(hours), target: tree.to("agents"))], otherwise: tree.to("closed"))
    tree.node("agents-if-open", prompt: nil, .branch(branch))
    tree.prompt("agents", "{ahead:number} ahead, about {ewt:interval}")
    tree.prompt("connect", "agent {agent:digits} speaks")
    tree.queue(
      "agents", options: ("options", .seconds(60), .seconds(45)), connect: "connect", after: "rate", closed: "closed",
      overflow: "closed")
    tree.menu("options", ["1": "agents", "2": "call-back"], input: InputRules(attempts: 1), links: [("*", "@back")])
    tree.menu("closed", ["1": "call-back"], exhausted: "bye", links: [("#", "main")])
    tree.prompt("call-back", "call {phone:digits}?")
    tree.confirm("call-back", yes: "register", change: "phone", cancel: "agents")
    tree.digits("phone", 7...15, ok: "call-back", exhausted: "bye", links: entryLinks)
    tree.prompt("registered", "number {id:digits}, before {due:instant}")
    let callback = Callback(
      queue: QueueID("agents"), prompt: PromptID("registered"), next: tree.to("bye"), unavailable: tree.to("bye"))
    tree.node("register", prompt: nil, .callback(callback))
    let rate = Survey(
      answers: (1...4).map { .init(key: Key(Character("\($0)"))!, answer: "\(5 - $0)", target: tree.to("solved")) },
      skip: tree.to("bye"))
    tree.node("rate", .survey(rate))
    let solved = Survey(
      answers: [.init(key: Key("1")!, answer: "yes", target: tree.to("bye"))], skip: tree.to("bye"))
    tree.node("solved", .survey(solved))
  }
}
