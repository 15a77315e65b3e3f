import CallModel
import Testing

@testable import LineProtocol

@Suite("A password that an agent writes into a note is not kept")
struct NoteTextTests {
  @Test(arguments: [
    ("", ""), ("no digits", "no digits"), ("123456", "******"), ("PIN 604917.", "PIN ******."), ("12345", "12345"),
    ("1234567", "1234567"), ("card 6222020000000015", "card 6222020000000015"), ("604917 604917", "****** ******"),
    ("a604917b", "a******b"), ("604917,12345,135792", "******,12345,******"), ("密码是６０４９１７。", "密码是******。"),
    ("密码六零四九一七", "密码******"), ("1,234.56 on 2026-11-27", "1,234.56 on 2026-11-27"),
    ("604 917", "604 917"), ("13800138000", "13800138000"), ("%36", "%36"),
  ])
  func sixDigits(_ text: String, _ kept: String) {
    #expect(NoteText.masked(text) == kept)
    #expect(NoteText.masked(kept) == kept)
    #expect(NoteText.masked(text).count == text.count)
  }

  @Test(arguments: [
    "WRAP c1 code=balance :PIN 604917", "WRAP c1 code=balance :PIN 60%34917", "CASE c1 kind=enquiry :PIN 604917",
    "DEFER c1 phone=13800138000 consent=yes :PIN 604917",
  ])
  func notesOfTheDesk(_ line: String) throws {
    guard case .request(let request) = try #require(parse(line, .desk)).content else {
      Issue.record("refused")
      return
    }
    var note: String?
    if case .wrap(_, _, let words) = request { note = words }
    if case .registerCase(let entry) = request { note = entry.note }
    if case .deferQuestion(let deferral) = request { note = deferral.question }
    #expect(note == "PIN ******")
  }
}
