extension String {
  /// The text on one line, with control characters and marks that turn the writing direction replaced: what comes over
  /// the wire may have been written by a stranger, and must neither command the reader's terminal nor look like another
  /// line of a log.
  public var printable: String {
    guard unicodeScalars.contains(where: Self.isHarmful) else { return self }
    var clean = UnicodeScalarView()
    for scalar in unicodeScalars {
      if !Self.isHarmful(scalar) {
        clean.append(scalar)
      } else if scalar == "\n" || scalar == "\t" || scalar == "\r" {
        clean.append(" ")
      } else {
        clean.append("\u{FFFD}")
      }
    }
    return String(clean)
  }

  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x20 || (0x7F..<0xA0).contains(value) { return true }
    return value == 0x061C || (0x200E...0x200F).contains(value) || (0x2028...0x202E).contains(value)
      || (0x2066...0x2069).contains(value)
  }
}
