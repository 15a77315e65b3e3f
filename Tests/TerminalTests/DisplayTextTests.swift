import Terminal
import Testing

@Suite struct DisplayTextTests {
  @Test(arguments: [
    ("general", 7), ("王小明", 6), ("VIP客户", 7), ("ｆｕｌｌ", 8), ("e\u{301}", 1), ("한국", 4), ("", 0), ("、。", 4), ("☎", 1),
    ("📞", 2), ("—…", 2),
  ])
  func countsColumns(text: String, columns: Int) {
    #expect(DisplayText.columns(of: text) == columns)
  }

  @Test(arguments: [
    ("general", 7, "general"), ("general", 6, "gener…"), ("general", 1, "…"), ("general", 0, ""), ("王小明", 6, "王小明"),
    ("王小明", 5, "王小…"), ("王小明", 4, "王…"), ("王小明", 2, "…"),
  ])
  func cutsBetweenCharacters(text: String, width: Int, expected: String) {
    #expect(DisplayText.cut(text, to: width) == expected)
    #expect(DisplayText.columns(of: DisplayText.cut(text, to: width)) <= max(width, 0))
  }

  @Test func takesCommandsToTheTerminalOutOfText() {
    #expect(DisplayText.printable("a\u{1B}[2Jb") == "a\u{FFFD}[2Jb")
    #expect(DisplayText.printable("a\u{9B}b\u{7F}") == "a\u{FFFD}b\u{FFFD}")
    #expect(DisplayText.printable("two\nlines\tand") == "two lines and")
    #expect(DisplayText.printable("abc\u{202E}fed") == "abc\u{FFFD}fed")
    #expect(DisplayText.printable("余额 ¥100") == "余额 ¥100")
  }
}
