import CallModel
import IVR
import Testing

@Suite("Passwords and confirmations")
struct SecretTests {
  private static func tester(attempts: Int = 3) -> DialogueTester {
    var tree = TestTree()
    tree.digits("card", ok: "pin", links: [("*", "@back")])
    let edges: KeyValuePairs<HostOutcome, String> = [
      .ok: "menu", .wrong: "@again", .unset: "unset", .locked: "locked",
    ]
    tree.prompt("wrong", "that was wrong")
    tree.secret("pin", edges, says: [.wrong: "wrong"], exhausted: "agent", links: [("*", "@back"), ("0", "agent")])
    tree.menu("menu", ["1": "bye"], links: [("*", "@back")])
    for name in ["unset", "locked", "agent", "bye"] { tree.end(name) }
    var t = DialogueTester(tree.built(start: "card"))
    t.begin("SAY card", "ASK card digits 4-6 #")
    t.press("6222#", "SAY pin", "ASK pin secret 6-6 #")
    return t
  }

  private static let customer = CustomerFacts(number: CustomerNumber(7), maskedName: "*明", tier: .normal)

  @Test func aRightPasswordProvesTheCaller() {
    var t = Self.tester()
    #expect(t.dialogue.isInsideSecret)
    t.press("123456#", "HOST verify-query-password")
    #expect(!t.dialogue.isInsideSecret)
    #expect(t.queries[0].arguments["card"] == .digits("6222"))
    #expect(t.queries[0].customer == nil)
    t.host(.ok, customer: Self.customer, "SAY menu", "ASK menu menu 1,*")
    #expect(t.dialogue.verification(at: t.now) == .query)
    #expect(t.dialogue.customer == Self.customer)
    #expect(
      t.dialogue.operations
        == [OperationRecord(operation: .verifyQueryPassword, outcome: .ok, at: t.now)])
  }

  @Test(arguments: ["12345", "1234567", "1", "12345678901234567890"])
  func aWrongLengthIsANoMatchThatNeverReachesTheHost(_ keys: String) {
    var t = Self.tester()
    t.press(keys)
    t.press("#", "NOMATCH pin 1", "SAY pin", "ASK pin secret 6-6 #")
    t.press("123456#", "HOST verify-query-password")
  }

  @Test func hashAloneIsANoMatch() {
    var t = Self.tester()
    t.press("#", "NOMATCH pin 1", "SAY pin", "ASK pin secret 6-6 #")
  }

  @Test func silenceEndsAPasswordOfTheRightLengthOnly() {
    var t = Self.tester()
    t.press("12345")
    t.wait(.seconds(4), "NOMATCH pin 1", "SAY pin", "ASK pin secret 6-6 #")
    t.press("123456")
    t.wait(.milliseconds(3_999))
    t.wait(.milliseconds(1), "HOST verify-query-password")
  }

  @Test func starClearsAPasswordAndGoesBackWhenNothingWasKeyed() {
    var t = Self.tester()
    t.press("999*123456#", "HOST verify-query-password")
    let same = t.queries[0].secret?.withUnsafeBytes { $0.elementsEqual("123456".utf8) }
    #expect(same == true)
    var u = Self.tester()
    u.press("999*")
    u.press("*", "SAY card", "ASK card digits 4-6 #")
  }

  @Test func zeroIsADigitOfThePasswordAndNoLink() {
    var t = Self.tester()
    t.press("012345#", "HOST verify-query-password")
  }

  @Test func wrongPasswordsAreAttemptsAndCountedInTheCall() {
    var t = Self.tester()
    t.press("111111#", "HOST verify-query-password")
    t.host(.wrong, "SAY that was wrong", "SAY pin", "ASK pin secret 6-6 #")
    t.press("12#", "NOMATCH pin 2", "SAY pin", "ASK pin secret 6-6 #")
    t.press("222222#", "HOST verify-query-password")
    #expect(t.queries.map(\.failuresInCall) == [0, 1])
    #expect(t.queries.map(\.visit) == [1, 2])
    // Nobody asks again, so nobody is told to try again.
    t.host(.wrong, "END menu-ended agent")
    #expect(t.dialogue.verification(at: t.now) == .none)
  }

  @Test func keysPressedWhileAPasswordIsCheckedDoNotBeginTheNext() {
    var t = Self.tester()
    t.press("111111#", "HOST verify-query-password")
    t.press("99")
    t.host(.wrong, "SAY that was wrong", "SAY pin", "ASK pin secret 6-6 #")
    t.press("123456#", "HOST verify-query-password")
    let same = t.queries.last?.secret?.withUnsafeBytes { $0.elementsEqual("123456".utf8) }
    #expect(same == true)
  }

  @Test func goingBackPassesOverPasswords() {
    var t = Self.tester()
    t.press("123456#", "HOST verify-query-password")
    t.host(.ok, "SAY menu", "ASK menu menu 1,*")
    t.press("*", "SAY card", "ASK card digits 4-6 #")
  }

  @Test func aCopiedDialogueKeysItsOwnPassword() {
    var t = Self.tester()
    t.press("123")
    var copy = t
    copy.press("999#", "HOST verify-query-password")
    t.press("456#", "HOST verify-query-password")
    let first = copy.queries[0].secret?.withUnsafeBytes { $0.elementsEqual("123999".utf8) }
    let second = t.queries[0].secret?.withUnsafeBytes { $0.elementsEqual("123456".utf8) }
    #expect(first == true)
    #expect(second == true)
  }

  @Test func nothingThatCanBePrintedHoldsAPassword() {
    var t = Self.tester()
    var printed = ""
    func look(_ t: DialogueTester, _ printed: inout String) {
      dump(t.dialogue, to: &printed)
      printed += String(reflecting: t.dialogue) + "\(t.dialogue)"
      for query in t.queries {
        dump(query, to: &printed)
        printed += String(reflecting: query) + "\(query)"
      }
      dump(t.sentences, to: &printed)
    }
    t.press("7391")
    look(t, &printed)
    t.press("50#", "HOST verify-query-password")
    look(t, &printed)
    t.press("8264")
    look(t, &printed)
    t.host(.wrong, "SAY that was wrong", "SAY pin", "ASK pin secret 6-6 #")
    look(t, &printed)
    #expect(printed.contains("pin"))
    for digit in ["739150", "7391", "8264", "55, 51, 57", "[\"7\", \"3\""] { #expect(!printed.contains(digit)) }
    // Not even one key's code: 0x37 is `7`.
    #expect(!printed.contains("ascii: 55"))
  }

  // MARK: - Levels

  private static func paying() -> DialogueTester {
    var tree = TestTree()
    tree.secret("query", operation: .verifyQueryPassword, [.ok: "ask"])
    tree.menu("ask", ["1": "pay-pin", "2": "pay"])
    tree.secret("pay-pin", operation: .verifyTransactionPassword, [.ok: "pay-menu"])
    tree.menu("pay-menu", ["1": "pay", "2": "bye"], input: InputRules(first: .minutes(5)))
    tree.action("pay", .transfer, [.ok: "bye"])
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "query"))
    t.begin("SAY query", "ASK query secret 6-6 #")
    t.press("123456#", "HOST verify-query-password")
    t.host(.ok, customer: customer, "SAY ask", "ASK ask menu 1,2")
    return t
  }

  private static func paid() -> DialogueTester {
    var t = paying()
    t.press("1", "SAY pay-pin", "ASK pay-pin secret 6-6 #")
    t.press("654321#", "HOST verify-transaction-password")
    t.wait(.seconds(2))
    t.host(.ok, "SAY pay-menu", "ASK pay-menu menu 1,2")
    return t
  }

  @Test func theTransactionPasswordLapsesTwoMinutesAfterItsEntry() {
    var t = Self.paid()
    #expect(t.dialogue.verification(at: t.now) == .transaction)
    t.wait(.seconds(118) - .milliseconds(1))
    #expect(t.dialogue.verification(at: t.now) == .transaction)
    t.wait(.milliseconds(1))
    #expect(t.dialogue.verification(at: t.now) == .query)
    #expect(t.dialogue.highestVerification == .transaction)
    t.press("1", "END menu-ended exhausted")
    #expect(!t.path.contains("pay"))
  }

  @Test func withinTheTimeTheOperationIsAsked() {
    var t = Self.paid()
    t.wait(.seconds(118) - .milliseconds(1))
    t.press("1", "HOST transfer")
    #expect(t.queries.last?.customer == CustomerNumber(7))
  }

  @Test func aNodeWhoseLevelIsNotReachedIsNotEntered() {
    var t = Self.paying()
    t.press("2", "END menu-ended exhausted")
    #expect(t.path == ["query", "ask", "exhausted"])
  }

  @Test func anotherCardsPasswordEndsTheTransactionLevel() {
    var tree = TestTree()
    tree.secret("query", operation: .verifyQueryPassword, [.ok: "menu"])
    tree.menu("menu", ["1": "pay-pin", "2": "query"])
    tree.secret("pay-pin", operation: .verifyTransactionPassword, [.ok: "menu"])
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "query"))
    t.begin("SAY query", "ASK query secret 6-6 #")
    t.press("123456#", "HOST verify-query-password")
    t.host(.ok, customer: Self.customer, "SAY menu", "ASK menu menu 1,2")
    t.press("1", "SAY pay-pin", "ASK pay-pin secret 6-6 #")
    t.press("654321#", "HOST verify-transaction-password")
    t.host(.ok, "SAY menu", "ASK menu menu 1,2")
    #expect(t.dialogue.verification(at: t.now) == .transaction)
    t.press("2", "SAY query", "ASK query secret 6-6 #")
    t.press("111111#", "HOST verify-query-password")
    t.host(.ok, "SAY menu", "ASK menu menu 1,2")
    #expect(t.dialogue.verification(at: t.now) == .query)
  }

  // MARK: - Confirmations

  private static func confirming(change: String? = "amount") -> DialogueTester {
    var tree = TestTree()
    tree.amount("amount", ok: "sure")
    tree.confirm("sure", yes: "pay", change: change, cancel: "menu")
    tree.action("pay", .reportLoss, [.ok: "bye"])
    tree.menu("menu", ["1": "amount"], links: [("*", "@back")])
    tree.end("bye")
    var t = DialogueTester(tree.built(start: "amount"))
    t.begin("SAY amount", "ASK amount amount #")
    t.press("100#", "SAY sure", change == nil ? "ASK sure confirm 1,*" : "ASK sure confirm 1,2,*")
    return t
  }

  @Test func onlyOneIsYes() {
    var t = Self.confirming()
    t.press("3", "NOMATCH sure 1", "SAY sure", "ASK sure confirm 1,2,*")
    t.wait(.seconds(5), "NOINPUT sure 1", "SAY sure", "ASK sure confirm 1,2,*")
    #expect(t.queries.isEmpty)
    t.press("1", "HOST report-loss")
  }

  @Test func twoChangesAndStarCancels() {
    var t = Self.confirming()
    t.press("2", "SAY amount", "ASK amount amount #")
    t.press("5#", "SAY sure", "ASK sure confirm 1,2,*")
    t.press("*", "SAY menu", "ASK menu menu 1,*")
    #expect(t.queries.isEmpty)
  }

  @Test func whereNothingCanBeChangedTwoIsWrong() {
    var t = Self.confirming(change: nil)
    t.press("2", "NOMATCH sure 1", "SAY sure", "ASK sure confirm 1,*")
  }

  @Test func goingBackPassesOverTheConfirmation() {
    var t = Self.confirming()
    t.press("*", "SAY menu", "ASK menu menu 1,*")
    t.press("*", "SAY amount", "ASK amount amount #")
  }

  @Test func silenceNeverConfirms() {
    var t = Self.confirming()
    t.wait(
      .minutes(1), "NOINPUT sure 1", "SAY sure", "ASK sure confirm 1,2,*", "NOINPUT sure 2", "SAY sure",
      "ASK sure confirm 1,2,*", "NOINPUT sure 3", "END menu-ended exhausted")
    #expect(t.queries.isEmpty)
  }
}
