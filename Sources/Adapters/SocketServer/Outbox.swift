/// What the core has for one connection and has not sent yet: it says many things in one go, and they leave with one
/// write.
struct Outbox {
  /// Whole lines.
  var bytes: [UInt8] = []
  /// Lines that the core has done with.
  var completed = 0
  var closes = false
  /// The table will have it emptied.
  var isWaiting = false

  /// Memory for so many bytes is kept for the next lines. Most answers are shorter; an idle connection is to be small.
  static let keptMemory = 1_024

  mutating func clearBytes() { bytes.removeAll(keepingCapacity: bytes.capacity <= Self.keptMemory) }
}
