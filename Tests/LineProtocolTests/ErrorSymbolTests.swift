import LineProtocol
import Testing

@Suite("Error symbols are frozen words with a class and a meaning")
struct ErrorSymbolTests {
  @Test(arguments: ErrorSymbol.allCases)
  func symbol(symbol: ErrorSymbol) {
    #expect(symbol.rawValue.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D })
    #expect(symbol.meaning.hasSuffix("."))
    #expect(WireError(symbol).errorClass == symbol.errorClass)
    let line = wire(.error(tag: nil, WireError(symbol)))
    #expect(line == "ERR \(symbol.errorClass.rawValue) \(symbol.rawValue)")
  }

  @Test("Each class is what a client is told to do", arguments: ErrorClass.allCases)
  func classes(errorClass: ErrorClass) {
    #expect(ErrorSymbol.allCases.contains { $0.errorClass == errorClass })
  }

  @Test("The symbols with their classes, as released: a change here breaks clients")
  func frozen() {
    let released: KeyValuePairs<String, String> = [
      "line-too-long": "bad", "encoding": "bad", "bad-tag": "bad", "unknown-verb": "bad", "missing-argument": "bad",
      "bad-argument": "bad", "extra-argument": "bad", "unknown-agent": "bad", "unknown-queue": "bad",
      "unknown-node": "bad", "settings-refused": "bad",
      "wrong-socket": "deny", "bad-password": "deny", "not-logged-in": "deny", "not-permitted": "deny",
      "consent-needed": "deny", "not-virtual": "deny", "not-available": "deny",
      "unknown-call": "gone", "call-ended": "gone", "unknown-offer": "gone", "offer-ended": "gone",
      "unknown-id": "gone", "unknown-session": "gone", "backlog": "gone",
      "no-call": "conflict", "call-exists": "conflict", "key-gap": "conflict", "wrong-state": "conflict",
      "already-logged-in": "conflict", "agent-in-use": "conflict", "session-in-use": "conflict",
      "unexpected-event": "conflict",
      "draining": "retry", "overload": "retry", "too-many-calls": "retry",
      "internal": "bug",
    ]
    for (symbol, errorClass) in released {
      #expect(ErrorSymbol(rawValue: symbol)?.errorClass.rawValue == errorClass, "\(symbol)")
    }
  }

  @Test func byeReasons() {
    #expect(ByeReason.allCases.allSatisfy { $0.meaning.hasSuffix(".") })
    let released = ["protocol", "slow", "quit", "finished", "replaced", "stopping", "overload", "internal"]
    #expect(Set(ByeReason.allCases.map(\.rawValue)).isSuperset(of: released))
  }
}
