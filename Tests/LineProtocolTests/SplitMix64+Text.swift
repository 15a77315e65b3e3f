import CallModel

extension SplitMix64 {
  /// Text of plain letters, spaces, escapes-to-be, controls and characters of one to four bytes.
  mutating func text(maximum: Int) -> String {
    let scalars: [ClosedRange<UInt32>] = [
      0x61...0x7A, 0x30...0x39, 0x20...0x40, 0x01...0x1F, 0x7F...0x9F, 0xA0...0x7FF, 0x4E00...0x9FFF, 0x1F600...0x1F64F,
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...maximum, using: &self) {
      let range = scalars.randomElement(using: &self)!
      text.append(Unicode.Scalar(UInt32.random(in: range, using: &self))!)
    }
    return String(text)
  }

  /// 1 to `maximum` of `A-Z a-z 0-9 . _ -`.
  mutating func clientWord(maximum: Int = 32) -> String {
    let allowed = Array("ABCXYZabcxyz0189._-")
    let count = Int.random(in: 1...maximum, using: &self)
    return String((0..<count).map { _ in allowed.randomElement(using: &self)! })
  }

  mutating func bytes(count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}
