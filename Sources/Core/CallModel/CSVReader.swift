/// A row of a file with comma-separated values, and where each of its values stands.
public struct CSVRow: Sendable {
  public struct Value: Sendable {
    public var text: String
    /// From 1.
    public var line: Int
    public var column: Int
  }

  public var values: [Value]
  /// Of its first value.
  public var line: Int
}

/// Reads RFC 4180, with lines ended by LF or CRLF, and tells of each place where a text is none.
public struct CSVReader {
  public struct Fault: Error, Equatable {
    public var line: Int
    public var column: Int
    public var sentence: String

    public init(line: Int, column: Int, sentence: String) {
      self.line = line
      self.column = column
      self.sentence = sentence
    }
  }

  private var bytes: ArraySlice<UInt8>
  private var line = 1
  /// Counted in bytes, as editors of plain files do.
  private var lineStart: Int

  public init(_ bytes: [UInt8]) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    self.bytes = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
    lineStart = self.bytes.startIndex
  }

  private static let quote = UInt8(ascii: "\"")

  private var column: Int { bytes.startIndex - lineStart + 1 }

  /// The next row; `nil` at the end. Empty lines are passed over.
  public mutating func next() throws(Fault) -> CSVRow? {
    while true {
      guard bytes.first != nil else { return nil }
      guard !takeLineEnd() else { continue }
      var row = CSVRow(values: [], line: line)
      while true {
        row.values.append(try value())
        if bytes.isEmpty || takeLineEnd() { return row }
        guard bytes.first == UInt8(ascii: ",") else {
          throw Fault(line: line, column: column, sentence: "after the closing quote comes a comma or the line's end")
        }
        bytes.removeFirst()
      }
    }
  }

  private mutating func takeLineEnd() -> Bool {
    var rest = bytes
    if rest.first == UInt8(ascii: "\r") { rest.removeFirst() }
    guard rest.first == UInt8(ascii: "\n") else { return false }
    rest.removeFirst()
    bytes = rest
    line += 1
    lineStart = rest.startIndex
    return true
  }

  private mutating func value() throws(Fault) -> CSVRow.Value {
    let (line, column) = (line, column)
    let content = bytes.first == Self.quote ? try quoted() : try bare()
    guard let text = String(validating: content, as: UTF8.self) else {
      throw Fault(line: line, column: column, sentence: "it is not UTF-8")
    }
    return CSVRow.Value(text: text, line: line, column: column)
  }

  private mutating func bare() throws(Fault) -> [UInt8] {
    var end = bytes.firstIndex { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\n") } ?? bytes.endIndex
    let endsLine = end < bytes.endIndex && bytes[end] == UInt8(ascii: "\n")
    if endsLine, end > bytes.startIndex, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    if let quote = bytes[..<end].firstIndex(of: Self.quote) {
      throw Fault(line: line, column: quote - lineStart + 1, sentence: "a quote stands within a value without quotes")
    }
    defer { bytes = bytes[end...] }
    return Array(bytes[..<end])
  }

  private mutating func quoted() throws(Fault) -> [UInt8] {
    let opening = Fault(line: line, column: column, sentence: "this quote is never closed")
    bytes.removeFirst()
    var content: [UInt8] = []
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "\n") {
        line += 1
        lineStart = bytes.startIndex
      }
      guard byte == Self.quote else {
        content.append(byte)
        continue
      }
      // Two quotes are one of the text.
      guard bytes.first == Self.quote else { return content }
      content.append(bytes.removeFirst())
    }
    throw opening
  }
}
