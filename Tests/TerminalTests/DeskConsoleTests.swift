import CallModel
import LineProtocol
import Terminal
import Testing

@Suite struct DeskConsoleTests {
  private var desk = DeskConsole(agent: "1001", style: .plain)
  private let now = Timestamp(microseconds: 1_000_000_000)

  @discardableResult
  private mutating func hears(_ text: String) -> [String] { desk.take(RowReportTests.line(text), at: now) }

  private mutating func says(_ command: String) -> DeskConsole.Step {
    let step = desk.step(command)
    if case .send(let request) = step { desk.sent(request) }
    if case .sendLine = step { desk.sentLine() }
    return step
  }

  private mutating func logIn() {
    desk.sent(.login(.init(agent: AgentID("1001"), password: Secret(Array("demo".utf8)))))
    hears("OK agent=1001")
    hears("* 1 1001 STATE state=not-ready reason=login")
  }

  @Test mutating func aWorkingDay() {
    logIn()
    #expect(desk.isLoggedIn)
    #expect(desk.prompt == "1001 not-ready (login)> ")
    #expect(says("r") == .send(.ready))
    hears("OK")
    #expect(hears("* 2 1001 STATE state=ready") == ["STATE ready"])
    #expect(desk.prompt == "1001 ready> ")
    #expect(says("a") == .notYet("no call is offered"))
    hears("* 3 1001 STATE state=offered")
    #expect(
      hears("* 4 o1 OFFER agent=1001 call=c1 queue=general ttr=20000 waited=3400 why=longest-idle")
        == ["OFFER o1 call c1 queue general waited 3 s - a to accept, d to decline  chosen by longest-idle"])
    #expect(says("a") == .send(.accept(offer: OfferID("o1"))))
    hears("OK")
    hears("* 5 1001 STATE state=talking")
    #expect(
      hears("* 6 c1 CONNECTED path=language,main,agent verified=1 customer=王**")
        == ["CONNECTED c1", "  customer 王**", "  verified 1 (query password)", "  path     language > main > agent"])
    #expect(says("h") == .send(.hold(call: CallID("c1"))))
    hears("OK")
    #expect(hears("* 7 c1 HELD") == ["HELD c1 - u takes the caller back"])
    #expect(says("u") == .send(.unhold(call: CallID("c1"))))
    hears("OK")
    #expect(says("c") == .send(.customer(call: CallID("c1"))))
    #expect(hears("- customer call=c1 verified=1 tier=vip").contains("tier      vip"))
    hears("OK")
    #expect(says("w balance") == .notYet("no call waits to be coded"))
    #expect(says("e") == .send(.end(call: CallID("c1"))))
    hears("OK")
    #expect(hears("* 8 c1 ENDED") == ["ENDED c1"])
    #expect(
      hears("* 9 c1 WRAPUP until=1030000") == ["WRAP-UP c1: w <code> [note]; it ends by itself in 30 s"])
    #expect(says("h") == .notYet("no caller is connected"))
    let wrap = Request.wrap(call: CallID("c1"), code: "balance", note: "asked twice")
    #expect(says("w balance asked twice") == .send(wrap))
    #expect(desk.isAwaitingReply)
    hears("OK")
    #expect(!desk.isAwaitingReply)
    #expect(says("w balance") == .notYet("no call waits to be coded"))
    #expect(says("q") == .send(.logout))
    #expect(!desk.isOver)
    #expect(hears("OK") == ["logged out"])
    #expect(desk.isOver)
  }

  @Test mutating func transfersAreWrittenAsOnTheWire() {
    logIn()
    hears("* 2 c1 CONNECTED path=main verified=0 customer=unknown")
    let call = CallID("c1")
    #expect(says("t queue:loans") == .send(.transfer(call: call, to: .queue(QueueID("loans")))))
    #expect(says("t agent:1002") == .send(.transfer(call: call, to: .agent(AgentID("1002")))))
    #expect(says("t menu:main") == .send(.transfer(call: call, to: .menu(NodeID("main")))))
    for bad in ["t", "t loans", "t queue:", "t branch:7", "t queue:a b"] {
      #expect(desk.step(bad) == .mistake(DeskKey.transfer.usage), "\(bad)")
    }
  }

  @Test mutating func aColleagueIsAskedJoinedAndGivenTheCaller() {
    logIn()
    #expect(says("k agent:1002") == .notYet("no caller is connected"))
    hears("* 2 c1 CONNECTED path=main verified=0 customer=unknown")
    #expect(says("k menu:main") == .mistake(DeskKey.consult.usage))
    let call = CallID("c1")
    #expect(says("k agent:1002") == .send(.consult(call: call, to: .agent(AgentID("1002")))))
    hears("OK")
    #expect(
      hears("* 3 c1 CONSULT agent=1002 state=asked") == ["CONSULT c1: 1002 is asked - x takes the caller back"])
    #expect(hears("* 4 c1 CONSULT agent=1002 state=speaking")[0].hasPrefix("CONSULT c1: 1002 is on the line - j joins"))
    #expect(says("j") == .send(.join(call: call)))
    hears("OK")
    #expect(hears("* 5 c1 CONSULT agent=1002 state=joined") == ["CONSULT c1: 1002 and the caller are on the line"])
    #expect(says("x") == .send(.cancel(call: call)))
    hears("OK")
    #expect(
      hears("* 6 c1 CONSULT agent=1002 state=ended reason=cancelled") == ["CONSULT c1: 1002 ended: cancelled"])
    #expect(says("o") == .send(.complete(call: call)))
  }

  @Test mutating func whoeverIsAskedCanLeave() {
    logIn()
    hears("* 2 c1 CONSULT agent=1002 state=speaking")
    #expect(says("e") == .send(.end(call: CallID("c1"))))
    hears("OK")
    hears("* 3 c1 CONSULT agent=1002 state=ended reason=left")
    #expect(says("e") == .notYet("no caller is connected"))
  }

  @Test mutating func wordsThatMustFollow() {
    logIn()
    #expect(says("n") == .mistake(DeskKey.notReady.usage))
    #expect(says("n lunch break") == .send(.notReady(reason: "lunch break")))
    #expect(says("w") == .mistake(DeskKey.wrap.usage))
    #expect(says("z") == .mistake("z is no command; ? lists them"))
    #expect(says("  ") == .show([]))
    #expect(says(":HELP TRANSFER") == .sendLine("HELP TRANSFER"))
    guard case .show(let help) = says("?") else {
      Issue.record("? shows the commands")
      return
    }
    #expect(help.count == DeskKey.allCases.count + 1)
  }

  @Test(arguments: ["ERR gone offer-ended", "OK"]) mutating func anOfferIsAnsweredOnce(answer: String) {
    logIn()
    hears("* 2 o1 OFFER agent=1001 call=c1 queue=general ttr=20000 waited=0 why=only")
    #expect(says("d") == .send(.decline(offer: OfferID("o1"), reason: nil)))
    hears(answer)
    #expect(says("a") == .notYet("no call is offered"))
  }

  @Test mutating func aWithdrawnOfferIsGone() {
    logIn()
    hears("* 2 o1 OFFER agent=1001 call=c1 queue=general ttr=20000 waited=0 why=only")
    hears("* 3 o2 OFFER agent=1001 call=c2 queue=general ttr=20000 waited=0 why=only")
    #expect(hears("* 4 o1 WITHDRAWN reason=caller-gone") == ["WITHDRAWN o1: caller-gone"])
    #expect(says("a") == .send(.accept(offer: OfferID("o2"))))
    hears("OK")
    hears("* 5 o3 OFFER agent=1001 call=c3 queue=general ttr=20000 waited=0 why=only")
    hears("* 6 1001 STATE state=not-ready reason=no-answer")
    #expect(says("a") == .notYet("no call is offered"))
  }

  @Test mutating func refusalsSayWhy() {
    desk.sent(.login(.init(agent: AgentID("1001"), password: Secret(Array("x".utf8)))))
    #expect(hears("ERR deny bad-password") == ["refused: bad-password: \(ErrorSymbol.badPassword.meaning)"])
    #expect(desk.wasRefused)
    #expect(!desk.isLoggedIn)
  }

  @Test mutating func aRefusedLogoutKeepsTheConsole() {
    logIn()
    #expect(says("q") == .send(.logout))
    #expect(hears("ERR conflict wrong-state want=ready have=talking").count == 1)
    #expect(!desk.isOver)
  }

  @Test mutating func wrapUpThatLastsUntilItIsCoded() {
    #expect(hears("* 9 c1 WRAPUP until=coded") == ["WRAP-UP c1: w <code> [note]; it lasts until it is coded"])
    #expect(hears("* 9 c1 WRAPUP until=99999999999") == ["WRAP-UP c1: w <code> [note]"])
  }

  @Test mutating func aRestIsToldWithItsLength() {
    #expect(
      hears("* 9 1001 REST calls=30 until=1030000") == ["REST after 30 calls in a row for 30 s; then ready by itself"])
    #expect(hears("* 9 1001 REST calls=30 until=99999999999") == ["REST after 30 calls in a row; then ready by itself"])
  }

  @Test mutating func goodByeEndsIt() {
    logIn()
    #expect(hears("! BYE reason=stopping") == ["ivrd says good-bye: stopping"])
    #expect(desk.isOver)
  }
}
