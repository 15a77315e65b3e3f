extension Array {
  /// Appends, and where there is no room makes it for an eighth more than there are: an array that grows by itself
  /// doubles, and of large elements, which are kept for long, that leaves up to half of their memory unused.
  @inlinable public mutating func appendSparing(_ element: Element) {
    if count == capacity { reserveCapacity(count + Swift.max(8, count / 8)) }
    append(element)
  }
}
