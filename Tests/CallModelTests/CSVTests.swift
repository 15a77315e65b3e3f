import CallModel
import Testing

@Suite struct CSVTests {
  private func rows(_ text: String) throws -> [[String]] {
    var reader = CSVReader(Array(text.utf8))
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row.values.map(\.text)) }
    return rows
  }

  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("\n\r\na\n\n", [["a"]]),
    ("a,,\n", [["a", "", ""]]),
    ("\"x,y\",\"say \"\"so\"\"\"\n", [["x,y", "say \"so\""]]),
    ("\"two\nlines\",b\nc,d\n", [["two\nlines", "b"], ["c", "d"]]),
    ("\"\",\"\"\n", [["", ""]]),
    ("", []),
  ])
  func isRead(text: String, expected: [[String]]) throws {
    #expect(try rows(text) == expected)
  }

  @Test(arguments: [
    ("a,b\n\"x,2\n", 2, 1, "this quote is never closed"),
    ("a,b\n1,x\"y\"\n", 2, 4, "a quote stands within a value without quotes"),
    ("a,b\n1,\"x\"y\n", 2, 6, "after the closing quote comes a comma or the line's end"),
  ])
  func isNone(text: String, line: Int, column: Int, sentence: String) {
    #expect(throws: CSVReader.Fault(line: line, column: column, sentence: sentence)) { try rows(text) }
  }

  @Test func otherBytesThanUTF8AreNone() {
    var reader = CSVReader(Array("a\n".utf8) + [0xFF, 0x0A])
    #expect(throws: CSVReader.Fault(line: 2, column: 1, sentence: "it is not UTF-8")) {
      while try reader.next() != nil {}
    }
  }

  @Test func positionsCountLinesWithinQuotes() throws {
    var reader = CSVReader(Array("\"a\nb\",c\nd,e\n".utf8))
    let first = try #require(try reader.next())
    #expect(first.values.map { [$0.line, $0.column] } == [[1, 1], [2, 4]])
    let second = try #require(try reader.next())
    #expect(second.values.map { [$0.line, $0.column] } == [[3, 1], [3, 3]])
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let values = ["plain", "", "a,b", "\"quoted\"", "two\nlines", "王秀英", "=1+1"]
    var writer = CSVWriter(["1", "2", "3", "4", "5", "6", "7"])
    writer.append(values)
    #expect(try rows(writer.text)[1] == values)
  }
}
