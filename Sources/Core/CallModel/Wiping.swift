extension UnsafeMutableRawBufferPointer {
  /// Overwrites the bytes. Never inlined: a compiler that sees that nobody reads them again would leave it out.
  @inline(never)
  public func wipe() {
    for index in indices { self[index] = 0 }
  }
}

extension Array where Element: BitwiseCopyable {
  /// Overwrites the elements where they lie and removes them; for what may be the keys of a password. Elements that
  /// another array shares stay.
  public mutating func wipe(keepingCapacity: Bool = false) {
    withUnsafeMutableBytes { $0.wipe() }
    removeAll(keepingCapacity: keepingCapacity)
  }
}
