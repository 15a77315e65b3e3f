/// What the centre tells callers in some days [D3]: words of nobody's prompts, so it comes from the centre's papers and
/// not from the menus.
public struct Announcement: Hashable, Sendable, Codable {
  /// Seconds of words: a caller wants something else.
  public static let longest = SpokenLength.longestPrompt
  /// That may be told in the same days to the same callers.
  public static let mostAtOnce = 3

  /// Of its paper: `RG1001`.
  public var id: String
  /// Of its words; `nil`: callers of every language are told.
  public var language: Language?
  /// The beginning of its first day to the end of its last.
  public var valid: Range<Timestamp>
  public var text: String

  public init(id: String, language: Language?, valid: Range<Timestamp>, text: String) {
    self.id = id
    self.language = language
    self.valid = valid
    self.text = text
  }

  public func isTold(at instant: Timestamp, in spoken: Language) -> Bool {
    valid.contains(instant) && (language == nil || language == spoken)
  }
}
