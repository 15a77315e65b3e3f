import CallModel

extension SplitMix64 {
  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }

  /// 1 to `maximum` small letters.
  mutating func word(_ maximum: Int = 12) -> String {
    String(decoding: (1...next(in: 1...maximum)).map { _ in UInt8.random(in: 97...122, using: &self) }, as: UTF8.self)
  }
}
