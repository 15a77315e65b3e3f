/// The shape that all ids share: a word that people type and read. One generic type, told apart by a
/// tag, so that a call's id can't be passed where an agent's is wanted.
public struct Identifier<Tag>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) { self.text = text }

  public init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  public var description: String { text }
  public static func < (a: Self, b: Self) -> Bool { a.text < b.text }
}

public enum CallTag {}
public enum AgentTag {}
public enum QueueTag {}
public enum SkillTag {}
public enum OfferTag {}
public enum NodeTag {}
public enum PromptTag {}
public enum UnitTag {}

/// A caller's call, as the gateway names it or as the counter does (`c1`, `c2`, ...).
public typealias CallID = Identifier<CallTag>
/// A human agent, as the agents file names him (`1001`).
public typealias AgentID = Identifier<AgentTag>
/// A branch, a department, a project group.
public typealias UnitID = Identifier<UnitTag>
public typealias QueueID = Identifier<QueueTag>
public typealias SkillID = Identifier<SkillTag>
/// One offer of one call to one agent (`o1`, `o2`, ...).
public typealias OfferID = Identifier<OfferTag>
/// A node of the menu tree.
public typealias NodeID = Identifier<NodeTag>
public typealias PromptID = Identifier<PromptTag>

/// A connection of the socket server, numbered from 1 in the order of their opening.
public struct ConnectionID: Hashable, Comparable, Sendable, Codable {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }
  public static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

/// Ids that clients choose (calls, tags, session names): 1 to 32 of `A-Z a-z 0-9 . _ -`.
public enum ClientWord {
  public static let maximumLength = 32

  public static func isValid(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    return !bytes.isEmpty && bytes.count <= maximumLength && bytes.allSatisfy(isAllowed)
  }

  public static func isAllowed(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      || byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}
