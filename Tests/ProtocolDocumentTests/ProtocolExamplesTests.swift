import LineProtocol
import Testing

/// The examples of PROTOCOL.md, played in order against the production switchboard. Every line that the server sends
/// must stand in the document, and nothing else.
@Suite struct ProtocolExamplesTests {
  static let examples = (try? DocumentExample.all.get()) ?? []

  @Test func allExamplesAreUnderstood() throws {
    let examples = try DocumentExample.all.get()
    #expect(examples.count >= 15)
    for role in Role.allCases {
      #expect(examples.contains { $0.steps.contains { $0.step == .open(role) } }, "nobody types on \(role.socketName)")
    }
  }

  @Test(arguments: examples) func theServerAnswersAsTheDocumentSays(example: DocumentExample) throws {
    let world = try DocumentWorld.shipped.get()
    var player = ExamplePlayer(example, world: world)
    if let failure = try player.play() {
      let transcript = try ExamplePlayer.transcript(of: example, world: world)
      Issue.record("\(failure)\nThe whole example, as it is played:\n\(transcript.joined(separator: "\n"))")
    }
  }

  @Test func aWildcardStandsForOneWordAndAlwaysTheSame() {
    var wildcards = DocumentWildcards()
    let pairs: [(document: String, server: String, isTaken: Bool)] = [
      ("OK a=<x> b=<x>", "OK a=1 b=1", true), ("OK a=<x>", "OK a=2", false), ("OK <y>", "OK a b", false),
      ("OK <y>.", "OK a", false), ("OK :(<y>) [0-9]*", "OK :(a) [0-9]*", true),
      ("OK a=<z> b=<z>", "OK a=1 b=2", false), ("OK", "OK ", false),
    ]
    for pair in pairs {
      let isTaken = wildcards.take(pair.document, pair.server)
      #expect(isTaken == pair.isTaken, "\(pair)")
    }
  }

  @Test(arguments: [
    ("1", "OK"), ("PING", "PONG"), ("PING", ""), ("", "OK"),
  ]) func aWrongDocumentIsNoticed(typed: String, answer: String) throws {
    let lines = ["$ nc -U run/ops.sock", "! HELLO <hello>", typed, answer].filter { !$0.isEmpty }
    let block = ProtocolDocument.Block(line: 1, heading: "", language: "lp1", file: "", lines: lines)
    var player = ExamplePlayer(try DocumentExample(block), world: try DocumentWorld.shipped.get())
    #expect(try player.play() != nil)
  }
}
