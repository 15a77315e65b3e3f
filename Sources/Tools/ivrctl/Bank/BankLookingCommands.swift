import ArgumentParser
import CallModel
import Ledger
import LineProtocol
import Store
import Terminal

struct BankAuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Checks the books: postings, balances, limits, idempotency keys.",
    discussion: """
      Reads every posting: each transaction adds up to 0 and is of one currency, each balance is the fold of its \
      postings, the day's use of limits that of the day's transfers, no idempotency key stands twice, and every \
      transfer has its kept answer. Prints each violation; 1 is the exit status where there is one.

      EXAMPLES
        ivrctl bank audit
        ivrctl bank audit --json | jq .violations

      \(Exit.help)
      """)

  @OptionGroup var bank: BankOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let violations = try bank.read { (reader) throws(StoreError) in try reader.audit() }
    if output.json {
      let sentences = violations.map { JSONValue.string($0) }
      output.show(.object([.init("ok", .bool(violations.isEmpty)), .init("violations", .array(sentences))]))
    } else {
      output.show(violations.isEmpty ? ["the books are right"] : violations.map(DisplayText.printable))
    }
    if !violations.isEmpty { throw Exit.refused }
  }
}

struct BankOutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox", abstract: "Text messages and statements that would have been sent, the newest first.",
    discussion: """
      EXAMPLES
        ivrctl bank outbox
        ivrctl bank outbox --kind statement --customer 1 --limit 1

      Kinds: \(OutboxMessage.Kind.allCases.map(\.rawValue).joined(separator: ", ")).
      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("Rows at most.", valueName: "n")) var limit = 20
  @Option(help: ArgumentHelp("To one customer.", valueName: "number")) var customer: Int64?
  @Option(help: ArgumentHelp("Of one kind.", valueName: "kind")) var kind: String?
  @OptionGroup var bank: BankOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit is a number from 1 to 1000000.") }
    if let kind, OutboxMessage.Kind(rawValue: kind) == nil {
      let known = OutboxMessage.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--kind is one of \(known).")
    }
  }

  func run() throws {
    let messages = try bank.read { (reader) throws(StoreError) in
      try reader.outbox(
        limit: limit, to: customer.map { CustomerNumber($0) }, of: kind.flatMap { OutboxMessage.Kind(rawValue: $0) })
    }
    let rows = messages.map { message in
      [
        Field("at", message.at.written), Field("customer", message.customer.number),
        Field("kind", message.kind.rawValue),
        Field("last4", message.last4), Field("body", message.body),
      ]
    }
    output.showList(RowReport("message", rows), ifEmpty: "no messages")
  }
}

struct BankGuessesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guesses", abstract: "Who guesses passwords slowly, over days.",
    discussion: """
      Calling numbers, cards and customers with wrong passwords on at least \(BankSettings().slowGuessDays) days: too few \
      a day for a lock, and too many for a forgetful customer. Of calling numbers the last \
      \(BankSettings().slowGuessWindow) days count, of cards and customers all since the last right password. Nobody is \
      locked by it: people decide.

      EXAMPLES
        ivrctl bank guesses
        ivrctl bank guesses --json | jq -r '.[] | select(.of == "phone") | .subject'

      \(Exit.help)
      """)

  @OptionGroup var bank: BankOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let guesses = try bank.read { (reader) throws(StoreError) in try reader.slowGuesses(at: BankOptions.now) }
    let rows = guesses.map { guess -> [Field] in
      let (of, subject) = Self.name(guess.subject)
      return [Field("of", of), Field("subject", subject), Field("days", guess.days), Field("failures", guess.failures)]
    }
    output.showList(RowReport("guess", rows), ifEmpty: "nobody guesses")
  }

  /// Calling numbers are told whole, as something is to be done about them; cards are masked.
  private static func name(_ subject: SlowGuess.Subject) -> (of: String, subject: String) {
    switch subject {
    case .phone(let phone): return ("phone", phone)
    case .password(let text):
      let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { return ("password", text) }
      return (parts[0], parts[0] == "card" ? Masked.number(parts[1]) : parts[1])
    }
  }
}

/// What of a name or a number is shown to people.
enum Masked {
  static func name(_ name: String) -> String { Masking.name(name) }
  /// `****0015`.
  static func number(_ number: String) -> String { number.count > 4 ? "****" + Masking.last4(number) : number }
}
