import CallModel
import Testing

/// Keys and secrets must not come out by any of the ways in which Swift prints a value.
@Suite struct SecrecyTests {
  /// Not private: then Swift prints an address with its name, in which any digits may stand.
  struct Holder {
    var keys = Keys("135790")!
    var secret = Secret(Array(Keys("135790")!))
  }

  private func everyWayToPrint(_ value: Any) -> [String] {
    var dumped = ""
    dump(value, to: &dumped)
    return ["\(value)", String(describing: value), String(reflecting: value), dumped, "\(Mirror(reflecting: value))"]
  }

  @Test func nothingPrintsTheDigits() {
    let holder = Holder()
    for value in [holder, holder.keys, holder.secret, [holder.keys], ["x": holder.secret]] as [Any] {
      for text in everyWayToPrint(value) {
        #expect(!text.contains("1357"))
        #expect(!text.contains("49"), "nor their ASCII numbers")
      }
    }
  }

  @Test func theNumberOfDigitsIsNotPrintedEither() {
    #expect("\(Keys("1")!)" == "\(Keys("123456")!)")
    #expect("\(Secret([Key("1")!]))" == "\(Secret(Array(Keys("123456")!)))")
    #expect(Mirror(reflecting: Keys("123456")!).children.isEmpty)
    #expect(Mirror(reflecting: Secret(Array(Keys("123456")!))).children.isEmpty)
  }

  @Test func theBytesOfASecretAreThoseGiven() {
    let secret = Secret(Array(Keys("42#")!))
    #expect(secret.withUnsafeBytes { Array($0) } == Array("42#".utf8))
  }

  @Test(arguments: ["0123456789", "ABCD", "*#", ""]) func keysOfATelephoneAreTaken(text: String) {
    #expect(Keys(text)?.map { String($0.character) }.joined() == text)
  }

  @Test(arguments: ["E", "a", "1 2", "１", "-"]) func othersAreNot(text: String) {
    #expect(Keys(text) == nil)
  }

  @Test func keysAreOrderedAsAKeypadIsReadAloud() {
    let order = Array(Keys("0123456789ABCD*#")!)
    #expect(order.reversed().sorted() == order)
    #expect(Key("7")?.digit == 7)
    #expect(Key("A")?.digit == nil)
    #expect(Key.hash.digit == nil)
  }
}
