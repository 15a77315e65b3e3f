import ArgumentParser
import LineProtocol
import ServiceCentre
import Terminal

struct CustomerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer", abstract: "What the centre knows of a customer, and how it is forgotten.",
    discussion: """
      Names and numbers are masked. unmask shows them to who may, with a reason that the audit trail keeps. Who a \
      customer is and of which tier says the bank.

      EXAMPLES
        ivrctl customer show 5
        ivrctl customer update 5 --phone 13800138000 --preferred-agent 1002 \\
          --age-group senior
        ivrctl customer consent 5 --purpose marketing --given no
        ivrctl customer history 5
        ivrctl customer unmask 5 "the courier asks for the number"
        ivrctl customer erase 5 --ground request
        ivrctl customer retention --apply

      \(Exit.help)
      """,
    subcommands: [
      CustomerShowCommand.self, CustomerUpdateCommand.self, CustomerConsentCommand.self, CustomerHistoryCommand.self,
      CustomerUnmaskCommand.self, CustomerEraseCommand.self, CustomerRetentionCommand.self,
    ])
}

/// Which customer, and what every order has.
struct CustomerTarget: ParsableArguments {
  @Argument(help: "The customer's number.") var number: Int64
  @OptionGroup var centre: CentreOptions

  func order(
    _ action: String, _ fields: [(key: String, value: String?)] = [], text: String? = nil
  ) throws -> OperationsReply { try centre.order(["customer", action, String(number)], fields, text: text) }
}

struct CustomerShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "A customer's record, masked.",
    discussion: """
      EXAMPLES
        ivrctl customer show 5 --json

      \(Exit.help)
      """)

  @OptionGroup var target: CustomerTarget

  func run() throws { try target.order("show").showOne(target.centre.output) }
}

struct CustomerUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Writes down what the customer said of himself.",
    discussion: """
      EXAMPLES
        ivrctl customer update 5 --language en --preferred-agent 1002

      \(Exit.help)
      """)

  @OptionGroup var target: CustomerTarget
  @Option(help: "His name.") var name: String?
  @Option(help: ArgumentHelp("His number.", valueName: "digits")) var phone: String?
  @Option(help: ArgumentHelp("In which he is served.", valueName: "zh|en")) var language: String?
  @Option(help: "From 60 on he hears first how to get an agent.") var ageGroup: AgeGroup?
  @Option(
    help: ArgumentHelp(
      "Who serves him where the queue waits for a preferred agent; none takes it back.", valueName: "agent"))
  var preferredAgent: String?

  func run() throws {
    let fields: [(key: String, value: String?)] = [
      ("name", name), ("phone", phone), ("language", language), ("age-group", ageGroup?.rawValue),
      ("preferred-agent", preferredAgent),
    ]
    try target.order("update", fields).showDone(target.centre.output, "customer \(target.number): written")
  }
}

struct CustomerConsentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent", abstract: "Notes what a customer consents to, or does not any more.",
    discussion: """
      EXAMPLES
        ivrctl customer consent 5 --purpose marketing --given yes "on the telephone"

      \(Exit.help)
      """)

  @OptionGroup var target: CustomerTarget
  @Option(help: "To what.") var purpose: ConsentPurpose
  @Option(help: ArgumentHelp("Given or taken back.", valueName: "yes|no")) var given: String
  @Argument(help: "How.") var text: String?

  func run() throws {
    try target.order("consent", [("purpose", purpose.rawValue), ("given", given)], text: text)
      .showDone(target.centre.output, "customer \(target.number): \(purpose.rawValue) \(given)")
  }
}

struct CustomerHistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Every contact in every channel, the newest first.",
    discussion: """
      EXAMPLES
        ivrctl customer history 5 --limit 20

      \(Exit.help)
      """)

  @OptionGroup var target: CustomerTarget
  @Option(help: ArgumentHelp("Rows at most: else 100.", valueName: "n")) var limit: Int?

  func run() throws {
    try target.order("history", [("limit", limit.map { String($0) })])
      .showList(target.centre.output, ifEmpty: "no contact")
  }
}

struct CustomerUnmaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unmask", abstract: "Name and number, with a reason that the audit trail keeps.",
    discussion: """
      For supervisors, the complaints office and auditors.

      EXAMPLES
        ivrctl customer unmask 5 "the courier asks for the number"
        ivrctl customer unmask --call c12 "threatened the agent"

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("Of a call, where nobody knows the customer.", valueName: "call")) var call: String?
  @Argument(help: "The customer's number (not with --call), and the reason.") var words: [String]
  @OptionGroup var centre: CentreOptions

  func run() throws {
    guard words.count == (call == nil ? 2 : 1), let reason = words.last else {
      throw ValidationError("say whose number and why: ivrctl customer unmask 5 \"reason\"")
    }
    let customer = call == nil ? [words[0]] : []
    try centre.order(["customer", "unmask"] + customer, [("call", call)], text: reason).showOne(centre.output)
  }
}

struct CustomerEraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Takes out whatever names a customer; what counts him stays.",
    discussion: """
      Not while a complaint or a task of his is open. It can't be undone. The bank's own record is not the centre's.

      EXAMPLES
        ivrctl customer erase 5 --ground request

      \(Exit.help)
      """)

  @OptionGroup var target: CustomerTarget
  @Option(help: "Why.") var ground: ErasureGround

  func run() throws {
    let reply = try target.order("erase", [("ground", ground.rawValue)])
    func field(_ key: String) -> String { DisplayText.printable(reply.end[key] ?? "?") }
    try reply.showDone(
      target.centre.output, "customer \(target.number): erased from \(field("calls")) calls and \(field("words")) texts"
    )
  }
}

struct CustomerRetentionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention", abstract: "Counts what is older than it may be kept; with --apply erases it.",
    discussion: """
      Numbers and customers in records of calls, agents' notes, callbacks, tasks, cases and lists of projects are kept \
      for \(Retention.callDays) days, where nothing is owed any more, people's words in the audit trail for \
      \(Retention.wordDays). Complaints, figures and the trail's chain stay. \
      ivrd-upkeep.timer does it every night.

      EXAMPLES
        ivrctl customer retention
        ivrctl customer retention --apply

      \(Exit.help)
      """)

  @Flag(help: "Erase it.") var apply = false
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let reply = try centre.order(["customer", "retention"], [("apply", apply ? "yes" : nil)])
    func field(_ key: String) -> String { DisplayText.printable(reply.end[key] ?? "?") }
    try reply.showDone(
      centre.output,
      "\(apply ? "erased" : "to erase"): numbers of \(field("calls")) calls, \(field("notes")) notes, "
        + "\(field("callbacks")) callbacks, \(field("papers")) papers, \(field("words")) texts of the trail")
  }
}
