import LineProtocol
import Testing

@testable import ivrsim

/// The tester is tested: a daemon that errs in any way must be found out.
@Suite struct GarbageConnectionTests {
  private static let hello = "! HELLO lp=1 server=x epoch=1 max-line=4096 caps=mux"

  private func take(_ text: String, _ connection: inout GarbageConnection) -> String? {
    do throws(GarbageConnection.Fault) {
      try connection.take(Array(text.utf8)[...])
      return nil
    } catch {
      return error.sentence
    }
  }

  private func isFaultToClose(_ connection: GarbageConnection) -> Bool {
    do throws(GarbageConnection.Fault) {
      try connection.takeEnd()
      return false
    } catch {
      return true
    }
  }

  /// One that has been greeted and has sent a batch, of which that many answers are outstanding.
  private func connection(where isWanted: (GarbageConnection) -> Bool) throws -> GarbageConnection {
    for seed in UInt64(0)..<2_000 {
      var connection = GarbageConnection(role: .gateway, name: "g", seed: seed)
      #expect(!connection.canGoOn)
      #expect(take(Self.hello, &connection) == nil)
      _ = connection.goOn()
      if isWanted(connection) { return connection }
    }
    throw Missing()
  }

  private struct Missing: Error {}

  @Test func theGreetingComesFirst() {
    var connection = GarbageConnection(role: .gateway, name: "g", seed: 1)
    #expect(take("OK", &connection)?.contains("HELLO was expected") == true)
    #expect(take("! BYE reason=overload", &connection)?.contains("HELLO was expected") == true)
  }

  @Test func theRightAnswerLetsItGoOn() throws {
    var connection = try connection { $0.expectation.hasPrefix("ERR bad unknown-verb to noise") }
    #expect(connection.awaitsAnswer)
    #expect(take("ERR bad unknown-verb :HELP lists the verbs of this socket.", &connection) == nil)
    #expect(connection.count.errors == 1)
  }

  @Test(arguments: ["OK", "ERR bad encoding at=0", "ERR @t bad unknown-verb", "what is this", "* 2 c1 SAY prompt=x"])
  func anythingElseIsAFault(line: String) throws {
    var connection = try connection { $0.expectation.hasPrefix("ERR bad unknown-verb to noise") }
    #expect(take(line, &connection) != nil)
  }

  @Test func anUnaskedAnswerIsAFault() throws {
    var connection = try connection {
      var ahead = $0
      return !$0.awaitsAnswer && $0.canGoOn && !ahead.goOn().vanishes
    }
    #expect(connection.expectation == "nothing")
    #expect(take("OK", &connection) != nil)
    #expect(take("- row", &connection) != nil)
  }

  @Test func eventsMustCountUp() throws {
    var connection = try connection { _ in true }
    #expect(take("* 1 c1 SAY prompt=x", &connection) == nil)
    #expect(take("* 2 c1 ASK node=x", &connection) == nil)
    #expect(take("* 4 c1 ASK node=x", &connection)?.contains("event 3 was expected") == true)
  }

  @Test func aClosedConnectionIsAFaultUnlessItWasDue() throws {
    let connection = try connection { $0.awaitsAnswer }
    #expect(isFaultToClose(connection))
  }

  @Test func aByeOutOfTheBlueIsAFault() throws {
    var connection = try connection { $0.awaitsAnswer }
    #expect(take("! BYE reason=protocol", &connection) != nil)
  }

  @Test func sixteenBadLinesEndWithBye() throws {
    var connection = try connection { $0.expectation.contains("sixteen bad lines") && $0.awaitsEnd }
    #expect(take("! BYE reason=protocol", &connection)?.contains("OK to sixteen bad lines") == true)
    #expect(take("OK", &connection) == nil)
    let answers = ["unknown-verb", "encoding at=0", "bad-tag", "line-too-long limit=4096"]
    for index in 0..<16 { #expect(take("ERR bad \(answers[index % 4])", &connection) == nil) }
    #expect(!connection.canGoOn)
    #expect(isFaultToClose(connection))
    #expect(take("! BYE reason=quit", &connection) != nil)
    #expect(take("! BYE reason=protocol", &connection) == nil)
    #expect(take("OK", &connection)?.contains("after BYE") == true)
    #expect(!isFaultToClose(connection))
    connection.reconnect()
    #expect(connection.expectation == "HELLO")
  }

  @Test func afterASuddenCloseNothingIsExpected() throws {
    for seed in UInt64(0)..<2_000 {
      var connection = GarbageConnection(role: .operations, name: "g", seed: seed)
      _ = take(Self.hello, &connection)
      let turn = connection.goOn()
      guard connection.canGoOn, connection.goOn().vanishes else { continue }
      #expect(!turn.vanishes)
      #expect(take("OK", &connection) == nil)
      return
    }
    Issue.record("No seed gave a sudden close.")
  }
}
