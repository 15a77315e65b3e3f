import CallModel
import IVR
import Settings
import Testing

/// A node that became another kind than its file says.
struct WrongKind: Error {
  var wanted: String
}

/// Every kind of node, with every key that it has.
@Suite struct NodeKindTests {
  /// A node called `first` beside the small menus; key 1 of the main menu leads there.
  struct Loaded {
    let tree: MenuTree
    let node: MenuNode

    init(_ keys: String) throws {
      let files = SmallMenus.files("accounts.yaml", #""1": card"#, #""1": first"#)
      let lines = keys.split(separator: "\n").map { "    \($0)\n" }.joined()
      let other = SettingsFile(path: "other.yaml", text: "nodes:\n  first:\n" + lines)
      tree = try MenuLoader.load(files: files + [other]).tree
      node = tree[try #require(tree.index(of: NodeID("first")))]
    }

    subscript(id: String) -> Target { tree.index(of: NodeID(id)).map { .node($0) } ?? .again }
    var bye: Target { self["bye"] }
    var card: Target { self["card"] }
    var linkKeys: String { String(node.links.map(\.key.character)) }
  }

  @Test func menu() throws {
    let loaded = try Loaded(
      """
      kind: menu
      ref: M9
      prompt: main
      level: query
      first: 6s
      inter: 2s
      attempts: 2
      choices:
        "12": bye
        "1": {to: card, set: {loss: debit}}
        "*": back
      exhausted: bye
      """)
    let node = loaded.node
    #expect(node.reference == "M9" && node.prompt == PromptID("main") && node.level == .query)
    #expect(node.position == SourcePosition(file: "other.yaml", line: 2, column: 3))
    #expect(node.input == InputRules(first: .seconds(6), inter: .seconds(2), attempts: 2))
    #expect(loaded.linkKeys == "09", "the star is the menu's own")
    guard case .menu(let menu) = node.kind else { throw WrongKind(wanted: "menu") }
    #expect(menu.choices.map { String($0.keys.map(\.character)) } == ["1", "12", "*"])
    #expect(menu.choices.map(\.target) == [loaded.card, loaded.bye, .back])
    #expect(menu.choices[0].sets == [SessionAssignment(name: "loss", value: .text("debit"))])
    #expect(menu.exhausted == loaded.bye)
  }

  @Test func digits() throws {
    let loaded = try Loaded(
      """
      kind: digits
      prompt: card
      into: id6
      length: 6
      end: none
      star-is-x: true
      pattern: 62dddd
      ok: bye
      empty: card
      exhausted: return
      """)
    guard case .digits(let entry) = loaded.node.kind else { throw WrongKind(wanted: "digits") }
    #expect(entry.into == "id6" && entry.lengths == 6...6 && entry.endKey == nil && entry.starIsX)
    #expect(entry.pattern == "62dddd" && entry.checks == [])
    #expect(entry.ok == loaded.bye && entry.empty == loaded.card && entry.exhausted == .subtreeEnd)
    #expect(loaded.linkKeys == "", "the star is an X here")
    #expect(loaded.node.input.inter == .seconds(4))
  }

  @Test func checksOfDigits() throws {
    func checks(_ length: String, _ checks: String) throws -> [DigitsEntry.Check] {
      let loaded = try Loaded(
        "kind: digits\nprompt: card\ninto: x\nlength: \(length)\nok: bye\nchecks: \(checks)")
      #expect(loaded.linkKeys == "*")
      guard case .digits(let entry) = loaded.node.kind else { return [] }
      #expect(entry.endKey == .hash)
      return entry.checks
    }
    #expect(try checks("12-19", "{luhn: 16-19}") == [.luhn(lengths: 16...19)])
    #expect(try checks("8", "{past-days: 365}") == [.pastDate(days: 365)])
    #expect(try checks("4", "{future-days: 14}") == [.futureDate(days: 14)])
  }

  @Test func amount() throws {
    let loaded = try Loaded("kind: amount\nprompt: card\ninto: sum\nmaximum: 50000.05\nok: bye\nexhausted: card")
    guard case .amount(let entry) = loaded.node.kind else { throw WrongKind(wanted: "amount") }
    #expect(entry.into == "sum" && entry.maximum == 5_000_005)
    #expect(entry.ok == loaded.bye && entry.exhausted == loaded.card)
    #expect(loaded.linkKeys == "*", "back, while nothing is keyed")
  }

  @Test func secret() throws {
    let loaded = try Loaded(
      """
      kind: secret
      prompt: password
      length: 6-8
      operation: verify-transaction-password
      outcomes: {ok: bye, wrong: {say: wait, next: again}, unset: card, locked: back}
      exhausted: card
      """)
    guard case .secret(let entry) = loaded.node.kind else { throw WrongKind(wanted: "secret") }
    #expect(entry.lengths == 6...8 && entry.operation == .verifyTransactionPassword)
    #expect(entry.outcomes.map(\.outcome) == [.ok, .wrong, .unset, .locked])
    #expect(entry.outcomes.map(\.next) == [loaded.bye, .again, loaded.card, .back])
    #expect(entry.outcomes.map(\.prompt) == [nil, PromptID("wait"), nil, nil])
    #expect(loaded.node.level == .query, "what the operation demands")
  }

  @Test func confirm() throws {
    let loaded = try Loaded("kind: confirm\nprompt: wait\nyes: bye\nchange: card\ncancel: back")
    guard case .confirm(let confirm) = loaded.node.kind else { throw WrongKind(wanted: "confirm") }
    #expect(confirm.yes == loaded.bye && confirm.change == loaded.card && confirm.cancel == .back)
    #expect(loaded.linkKeys == "09")
  }

  @Test func action() throws {
    let loaded = try Loaded(
      """
      kind: action
      operation: last-transactions
      outcomes:
        ok: {say: wait, each: bye, next: bye}
        none: card
        unavailable: bye
      """)
    guard case .action(let action) = loaded.node.kind else { throw WrongKind(wanted: "action") }
    #expect(action.operation == .lastTransactions)
    #expect(action.outcomes.map(\.outcome) == [.ok, .none, .unavailable])
    #expect(action.outcomes[0].prompt == PromptID("wait") && action.outcomes[0].each == PromptID("bye"))
    #expect(loaded.node.links.isEmpty && loaded.node.level == .query)
  }

  @Test func choose() throws {
    let loaded = try Loaded(
      """
      kind: choose
      prompt: accounts
      operation: list-payees
      item: account-item
      more: "8"
      take-only-item: true
      ok: bye
      none: card
      exhausted: back
      """)
    guard case .choose(let choose) = loaded.node.kind else { throw WrongKind(wanted: "choose") }
    #expect(choose.operation == .listPayees && choose.item == PromptID("account-item"))
    #expect(choose.moreKey == Key("8") && choose.takesOnlyItem)
    #expect(choose.ok == loaded.bye && choose.none == loaded.card && choose.exhausted == .back)
    #expect(loaded.linkKeys == "09*")
  }

  @Test func branch() throws {
    let loaded = try Loaded(
      """
      kind: branch
      when:
        - {verified: transaction, to: bye}
        - {tier: elder, to: bye}
        - {language: en, to: bye}
        - {known-caller: true, to: bye}
        - {value: {name: card, is: "1"}, to: bye}
        - {open: always, to: bye}
      otherwise: card
      """)
    guard case .branch(let branch) = loaded.node.kind else { throw WrongKind(wanted: "branch") }
    #expect(
      branch.arms.map { TreeWalk.describe($0.condition) } == [
        "verified transaction", "tier elder", "language en", "known caller", "card is 1", "open",
      ])
    #expect(branch.arms.allSatisfy { $0.target == loaded.bye } && branch.otherwise == loaded.card)
  }

  @Test func queue() throws {
    let loaded = try Loaded(
      """
      kind: queue
      prompt: wait
      queue: general
      connected: bye
      offer: {node: main, over: 1m, every: 45s}
      comfort: {prompts: [bye, wait], every: 25s}
      after: bye
      closed: card
      overflow: main
      """)
    guard case .queue(let entry) = loaded.node.kind else { throw WrongKind(wanted: "queue") }
    #expect(entry.queue == QueueID("general") && entry.connectPrompt == PromptID("bye"))
    #expect(entry.options.map { Target.node($0.node) } == loaded["main"])
    #expect(entry.options?.whenWaitOver == .seconds(60) && entry.options?.every == .seconds(45))
    #expect(entry.comfort?.prompts == [PromptID("bye"), PromptID("wait")] && entry.comfort?.every == .seconds(25))
    #expect(entry.after == loaded.bye && entry.closed == loaded.card && entry.overflow == loaded["main"])
  }

  @Test func callback() throws {
    let loaded = try Loaded("kind: callback\nqueue: general\nregistered: wait\nnext: bye\nunavailable: card")
    guard case .callback(let callback) = loaded.node.kind else { throw WrongKind(wanted: "callback") }
    #expect(callback.queue == QueueID("general") && callback.prompt == PromptID("wait"))
    #expect(callback.next == loaded.bye && callback.unavailable == loaded.card)
  }

  @Test func survey() throws {
    let loaded = try Loaded(
      """
      kind: survey
      prompt: wait
      attempts: 1
      answers:
        "2": {answer: bad, to: card}
        "1": {answer: good, to: bye}
      skip: bye
      """)
    guard case .survey(let survey) = loaded.node.kind else { throw WrongKind(wanted: "survey") }
    #expect(survey.answers.map(\.answer) == ["good", "bad"])
    #expect(survey.answers.map(\.target) == [loaded.bye, loaded.card] && survey.skip == loaded.bye)
    #expect(loaded.node.input.attempts == 1 && loaded.node.links.isEmpty)
  }

  @Test func otherKinds() throws {
    let transfer = try Loaded("kind: transfer\naddress: tel:95588\nunreachable: bye")
    guard case .transfer(let out) = transfer.node.kind else { throw WrongKind(wanted: "transfer") }
    #expect(out.address == "tel:95588" && out.unreachable == transfer.bye)

    let language = try Loaded(
      "kind: language\nprompt: wait\nlinks: none\nchoices: {\"1\": zh, \"2\": en}\nsilent: zh\nnext: bye")
    guard case .language(let choice) = language.node.kind else { throw WrongKind(wanted: "language") }
    #expect(choice.choices.map(\.language) == [.chinese, .english] && choice.silent == .chinese)
    #expect(choice.next == language.bye && language.node.links.isEmpty)

    let call = try Loaded("kind: call\nsubtree: card\nthen: bye")
    guard case .call(let subtree, let then) = call.node.kind else { throw WrongKind(wanted: "call") }
    #expect(.node(subtree) == call.card && then == call.bye)

    let say = try Loaded("kind: say\nprompt: wait\nnext: bye")
    guard case .say(let next) = say.node.kind else { throw WrongKind(wanted: "say") }
    #expect(next == say.bye)

    let announcements = try Loaded("kind: announcements\nprompt: wait\nnext: bye")
    guard case .announcements(let after) = announcements.node.kind else { throw WrongKind(wanted: "announcements") }
    #expect(after == announcements.bye)

    guard case .return = try Loaded("kind: return").node.kind else { throw WrongKind(wanted: "return") }
    guard case .end("lost") = try Loaded("kind: end\ndisposition: lost").node.kind else {
      throw WrongKind(wanted: "end")
    }
  }
}
