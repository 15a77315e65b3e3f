import CallModel
import LineProtocol
import Terminal
import Testing

@Suite struct TelephoneTests {
  private var phone = Telephone(style: .plain)

  private mutating func hears(_ text: String) -> [String] { phone.take(RowReportTests.line(text)) }

  @Test mutating func aCallFromBeginningToEnd() {
    #expect(hears("! HELLO lp=1 server=ivrd/0.1.0 epoch=1 max-line=4096 caps=mux").isEmpty)
    #expect(hears("OK call=c1").first?.hasPrefix("call c1") == true)
    #expect(phone.call == "c1")
    #expect(hears("* 1 c1 SAY prompt=welcome lang=zh :欢迎致电。For English, press 2.") == ["欢迎致电。For English, press 2."])
    #expect(!phone.isAsking)
    #expect(
      hears("* 2 c1 ASK node=language kind=menu keys=1,2 first=5000 inter=3000") == ["  language, keys 1 2, 5 s"])
    #expect(phone.isAsking)
    phone.sentKeys()
    #expect(!phone.isAsking)
    #expect(hears("* 3 c1 NOMATCH node=language count=1") == ["  language: not a choice (1)"])
    #expect(hears("* 4 c1 NOINPUT node=language count=2") == ["  language: no key came (2)"])
    #expect(
      hears("* 5 c1 ASK node=card kind=digits min=16 max=19 end=# first=5000 inter=4000")
        == ["  card, digits, 16 to 19 keys, # ends, 5 s"])
    #expect(
      hears("* 6 c1 QUEUE queue=general position=2 ewt=unknown") == [
        "  waiting: queue general, position 2, wait unknown"
      ])
    #expect(
      hears("* 7 c1 QUEUE queue=general position=1 ewt=30") == ["  waiting: queue general, position 1, wait about 30 s"]
    )
    #expect(hears("* 8 c1 BRIDGE agent=1001 address=sip:1001 offer=o1") == ["  connected: agent 1001 at sip:1001"])
    #expect(!phone.isOver)
    #expect(
      hears("* 9 c1 END cause=agent-ended disposition=agent")
        == ["call c1 has ended: cause agent-ended, disposition agent"])
    #expect(phone.isOver)
    #expect(hears("! BYE reason=finished").isEmpty)
  }

  @Test mutating func aSecretIsHiddenUntilTheNextQuestion() {
    let keys = Array(Keys("123456")!)
    #expect(phone.echo(keys) == "123456")
    _ = hears("* 1 c1 ASK node=pin kind=secret min=6 max=6 first=5000 inter=4000")
    #expect(phone.echo(keys) == "••••••")
    phone.sentKeys()
    #expect(phone.echo(keys) == "••••••")
    _ = hears("* 2 c1 SAY prompt=wrong lang=en :That was not right.")
    _ = hears("* 3 c1 NOMATCH node=pin count=1")
    #expect(phone.echo(keys) == "••••••")
    _ = hears("* 4 c1 ASK node=pin kind=secret min=6 max=6 first=5000 inter=4000")
    #expect(phone.echo(keys) == "••••••")
    _ = hears("* 5 c1 ASK node=main kind=menu keys=1 first=5000 inter=3000")
    #expect(phone.echo(keys) == "123456")
  }

  @Test mutating func aRefusedCallNeverBegins() {
    let lines = hears("ERR retry draining after=5000")
    #expect(phone.wasRefused)
    #expect(lines == ["refused: draining (after=5000): \(ErrorSymbol.draining.meaning)"])
  }

  @Test mutating func anErrorWithinTheCallIsShownAndChangesNothing() {
    _ = hears("OK call=c1")
    #expect(
      hears("ERR gone call-ended call=c1 :that call is over") == ["refused: call-ended (call=c1): that call is over"])
    #expect(!phone.wasRefused)
  }

  @Test mutating func showsWhatItDoesNotKnow() {
    #expect(hears("* 1 c1 MUSIC title=spring :la%0Ala") == ["  MUSIC title=spring la la"])
  }

  @Test func knowsTheKeypad() {
    #expect(Telephone.key("5") == Key("5"))
    #expect(Telephone.key("a") == Key("A"))
    #expect(Telephone.key("#") == .hash)
    #expect(Telephone.key("x") == nil)
    #expect(Telephone.key("ß") == nil)
  }
}
