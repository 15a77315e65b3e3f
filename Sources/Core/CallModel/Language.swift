/// A language that callers are served in, by its tag (`zh`, `en`).
public struct Language: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public let tag: String
  public init(_ tag: String) { self.tag = tag }
  public static let chinese = Language("zh")
  public static let english = Language("en")
  public var description: String { tag }
  public static func < (a: Self, b: Self) -> Bool { a.tag < b.tag }
}
