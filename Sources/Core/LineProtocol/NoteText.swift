/// What an agent writes about a caller in free words, as it may be kept. It is apart from the parsing of a line because
/// it is about the secrets of callers and not about the wire's grammar.
///
/// Callers tell agents their passwords, and agents write them down. A password of telephone banking has six digits, so
/// a run of exactly six is hidden before anything is recorded, whatever it meant: a sum of six digits goes with it.
enum NoteText {
  static let hiddenDigits = 6

  /// `text` with each digit of such runs as `*`; its length in characters stays. Digits of any script count.
  static func masked(_ text: String) -> String {
    var masked = ""
    var run = ""
    func endRun() {
      masked += run.count == hiddenDigits ? String(repeating: "*", count: hiddenDigits) : run
      run = ""
    }
    for character in text {
      if let value = character.wholeNumberValue, value <= 9 {
        run.append(character)
      } else {
        endRun()
        masked.append(character)
      }
    }
    endRun()
    return masked
  }
}
