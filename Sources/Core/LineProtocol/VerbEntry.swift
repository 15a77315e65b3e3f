/// Everything that is known of one verb. The parser, `HELP`, the suggestions for a mistyped verb and the protocol's
/// document all read it, so that none of them can say what another does not.
public struct VerbEntry: Sendable {
  typealias Parse = @Sendable (inout Arguments) throws(WireError) -> Request

  public let verb: Verb
  /// As people write it; any case is understood.
  public let name: String
  public let roles: RoleSet
  public let usage: String
  /// One sentence.
  public let help: String
  /// A line that the parser takes on each of the verb's sockets.
  public let example: String
  let parse: Parse

  init(
    _ verb: Verb, _ name: String, _ roles: RoleSet, _ usage: String, help: String, example: String,
    parse: @escaping Parse
  ) {
    self.verb = verb
    self.name = name
    self.roles = roles
    self.usage = usage
    self.help = help
    self.example = example
    self.parse = parse
  }
}
