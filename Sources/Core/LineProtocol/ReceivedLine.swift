/// A line of the server as a client reads it: classified, split and unescaped, but not typed any further, so that a
/// client goes on working when a server has learnt a new event.
public struct ReceivedLine: Hashable, Sendable {
  /// The first token.
  public enum Kind: String, CaseIterable, Sendable {
    case ok = "OK"
    case error = "ERR"
    case row = "-"
    case event = "*"
    case notice = "!"
  }

  public var kind: Kind
  /// Of `OK`, `ERR` and rows.
  public var tag: String?
  /// Of an event.
  public var number: Int64?
  /// Of an event: a call, an offer, an agent, or `-`.
  public var subject: String?
  /// The words that are no fields: class and symbol of an error, the kind of an event or a notice, a row's word.
  public var words: [String]
  public var fields: [Field]
  public var text: String?

  public init(
    kind: Kind, tag: String? = nil, number: Int64? = nil, subject: String? = nil, words: [String] = [],
    fields: [Field] = [], text: String? = nil
  ) {
    self.kind = kind
    self.tag = tag
    self.number = number
    self.subject = subject
    self.words = words
    self.fields = fields
    self.text = text
  }

  /// The first word: what an event or a notice is, what a row is about.
  public var word: String? { words.first }
  /// `OK` or `ERR`: the reply is complete.
  public var endsReply: Bool { kind == .ok || kind == .error }
  /// `nil` where this is no error, or one of a newer server.
  public var errorClass: ErrorClass? { kind == .error ? words.first.flatMap(ErrorClass.init) : nil }
  public var errorSymbol: ErrorSymbol? { kind == .error ? words.dropFirst().first.flatMap(ErrorSymbol.init) : nil }

  /// The value of the first field of that key.
  public subscript(_ key: String) -> String? { fields.value(of: key) }
}
