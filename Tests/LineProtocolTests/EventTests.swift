import CallModel
import LineProtocol
import Testing

@Suite("EXPECT compares an event by kind and fields")
struct EventTests {
  let say = Event.say(
    .init(
      prompt: PromptID("welcome"), language: .chinese, values: [Field("name", "王*"), Field("empty", "")], text: "您好"))

  @Test(
    arguments: [
      ([], true),
      ([Field("prompt", "welcome")], true),
      ([Field("prompt", "main")], false),
      ([Field("prompt", "*"), Field("lang", "zh")], true),
      ([Field("lang", "zh"), Field("prompt", "main")], false),
      ([Field("name", "王*")], true),
      ([Field("empty", "")], true),
      ([Field("empty", "*")], true),
      ([Field("absent", "*")], false),
      ([Field("absent", "")], false),
      ([Field("text", "您好")], true),
      ([Field("text", "您")], false),
      ([Field("text", "*")], true),
    ] as [([Field], Bool)])
  func fields(expected: [Field], matches: Bool) {
    #expect(say.matches(kind: "SAY", fields: expected) == matches)
  }

  @Test func kind() {
    #expect(!say.matches(kind: "STOP", fields: []))
    #expect(Event.stop.matches(kind: "STOP", fields: []))
    #expect(!Event.stop.matches(kind: "STOP", fields: [Field("text", "*")]))
    let monitor = Event.monitor(class: "call", fields: [Field("state", "ended")], text: nil)
    #expect(monitor.matches(kind: "CALL", fields: [Field("state", "ended")]))
  }
}
