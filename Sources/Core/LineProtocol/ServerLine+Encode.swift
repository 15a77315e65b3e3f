extension ServerLine {
  /// Appends the line with its LF; never more than `WireLimit.maximumLine` bytes.
  public func encode(into bytes: inout [UInt8]) {
  }
}
