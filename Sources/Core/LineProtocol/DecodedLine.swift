/// What the decoder makes of the bytes up to an LF.
public enum DecodedLine: Equatable, Sendable {
  /// The line without its LF and without a CR before it: valid UTF-8 with no NUL, never empty.
  /// A slice of the whole piece that it came in: whoever keeps it keeps that.
  case line(ArraySlice<UInt8>)
  /// A line of more than `WireLimit.maximumLine` bytes; it has been thrown away.
  case tooLong
  /// A NUL or invalid UTF-8 begins at this byte of the line, counted from 0.
  case badEncoding(at: Int)
}
