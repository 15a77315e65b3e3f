import Glibc

/// Ids for the calls of one run, and back from an id to the call's index, from bytes: `keys.4711.12`.
/// The process is part of them, so that two runs at once don't meet.
struct CallNames {
  private let prefix: String

  init(_ word: String, process: Int32 = getpid()) { prefix = "\(word).\(process)." }

  func id(_ index: Int) -> String { prefix + String(index) }

  /// `nil` where the id ends in no number.
  static func index(of id: ArraySlice<UInt8>) -> Int? {
    var index = 0
    var power = 1
    for byte in id.reversed() {
      let digit = Int(byte) - 48
      guard (0...9).contains(digit) else { break }
      index += digit * power
      power *= 10
      if power > 1_000_000_000 { return nil }
    }
    return power > 1 ? index : nil
  }
}
