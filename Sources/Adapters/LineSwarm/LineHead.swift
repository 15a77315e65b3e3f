/// The beginning of a server's line, read without making a String of anything: what a load generator can afford to
/// know of hundreds of thousands of lines a second. `ServerLineReader` reads the whole line where there is time.
public struct LineHead: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case ok, error, row, event, notice
    /// No line of an lp/1 server.
    case unknown
  }

  public private(set) var kind = Kind.unknown
  /// Of an event, its number.
  public private(set) var number: Int64 = 0
  /// Of an event: where in the line the call's id stands.
  public private(set) var subject = 0..<0
  /// Of an event: where its kind stands (`SAY`, `ASK`).
  public private(set) var word = 0..<0

  public init(_ line: ArraySlice<UInt8>) {
    switch Self.kind(line) {
    case .event: readEvent(line)
    case .ok: kind = .ok
    case .error: kind = .error
    case .row: kind = .row
    case .notice: kind = .notice
    case .unknown: kind = .unknown
    }
  }

  /// By the first token, which for ever tells what a line is.
  private static func kind(_ line: ArraySlice<UInt8>) -> Kind {
    guard let first = line.first else { return .unknown }
    if first == UInt8(ascii: "*") { return .event }
    if first == UInt8(ascii: "O") { return .ok }
    if first == UInt8(ascii: "E") { return .error }
    if first == UInt8(ascii: "-") { return .row }
    return first == UInt8(ascii: "!") ? .notice : .unknown
  }

  /// `* <number> <subject> <word>`, and where it is not that, it is unknown.
  private mutating func readEvent(_ line: ArraySlice<UInt8>) {
    guard line.dropFirst().first == UInt8(ascii: " ") else { return }
    var position = line.startIndex + 2
    while position < line.endIndex, line[position] != UInt8(ascii: " ") {
      let digit = Int64(line[position]) - 48
      guard (0...9).contains(digit), number < 1 << 58 else { return }
      number = number * 10 + digit
      position += 1
    }
    subject = Self.word(in: line, after: position)
    word = Self.word(in: line, after: subject.upperBound)
    if !subject.isEmpty, !word.isEmpty { kind = .event }
  }

  private static func word(in line: ArraySlice<UInt8>, after space: Int) -> Range<Int> {
    let start = min(space + 1, line.endIndex)
    var end = start
    while end < line.endIndex, line[end] != UInt8(ascii: " ") { end += 1 }
    return start..<end
  }
}
