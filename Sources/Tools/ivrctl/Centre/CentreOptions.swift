import ArgumentParser
import LineClient
import LineProtocol
import Terminal

/// What every order to the centre's desk has: where the daemon is, who gives the order, how the answer is shown.
struct CentreOptions: ParsableArguments {
  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Which member of the staff you are, where several give orders as your user of the system.", valueName: "staff"))
  var actor: String?

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  /// Fields without a value are left out.
  func order(
    _ words: [String], _ fields: [(key: String, value: String?)] = [], text: String? = nil
  ) throws -> OperationsReply {
    try order(words, fields, text: text, over: daemon.connect(to: .operations))
  }

  /// The same over a connection that several orders share.
  func order(
    _ words: [String], _ fields: [(key: String, value: String?)] = [], text: String? = nil, over client: LineClient
  ) throws -> OperationsReply {
    var given = actor.map { [Field("as", $0)] } ?? []
    for case (let key, let value?) in fields { given.append(Field(key, value)) }
    return try OperationsReply(to: .centre(.init(words: words, fields: given, text: text)), over: client)
  }
}

/// The days that a report is about.
struct DaysOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The first day: else the first of this month.", valueName: "yyyy-mm-dd"))
  var from: String?

  @Option(help: ArgumentHelp("The last day, itself included: else today.", valueName: "yyyy-mm-dd"))
  var to: String?

  var fields: [(key: String, value: String?)] { [("from", from), ("to", to)] }
}
