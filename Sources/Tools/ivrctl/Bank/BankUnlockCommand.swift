import ArgumentParser
import CallModel
import Ledger
import LineProtocol
import Store
import Terminal

struct BankUnlockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Takes locks off: a branch has seen the customer.",
    discussion: """
      --customer opens all that is closed to that customer's calls: locks of cards and of the transaction password, \
      frozen channels, transfers switched off, a lowered limit. --card takes off only what wrong passwords with that \
      card have locked. Reports of loss stay.

      The order goes to the running daemon, which logs who gave it. With --state-dir it goes to the database of a \
      daemon that is stopped.

      EXAMPLES
        ivrctl bank unlock --customer 1
        ivrctl bank unlock --card 6222020000000015
        ivrctl bank unlock --customer 1 --state-dir state

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("All of a customer's locks.", valueName: "number")) var customer: Int64?
  @Option(help: ArgumentHelp("One card's lock.", valueName: "digits")) var card: String?
  @Option(
    help: ArgumentHelp("The state directory of a daemon that is stopped.", valueName: "dir"), completion: .directory)
  var stateDir: String?
  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (customer == nil) != (card == nil) else { throw ValidationError("Name --customer or --card.") }
    if let customer, customer < 1 { throw ValidationError("--customer is a number from 1 up.") }
    if let card, card.isEmpty || !card.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      throw ValidationError("--card is digits.")
    }
  }

  func run() throws {
    let subject: Request.Unlocking = customer.map { .customer(CustomerNumber($0)) } ?? .card(card ?? "")
    let sentence = customer.map { "customer \($0): unlocked" } ?? "card \(Masked.number(card ?? "")): unlocked"
    guard stateDir != nil else {
      return try OperationsReply(to: .unlock(subject), from: daemon).showDone(output, sentence)
    }
    try unlockInDatabase(subject)
    if output.json { return output.show(.object([.init("ok", .bool(true))])) }
    output.show([sentence])
  }

  private func unlockInDatabase(_ subject: Request.Unlocking) throws {
    var options = BankOptions()
    options.stateDir = stateDir
    // Opened for reading first: a mistyped directory must not become an empty bank.
    try options.read { (_) throws(StoreError) in }
    let isKnown = try options.write { (bank) throws(StoreError) in
      switch subject {
      case .customer(let customer): return try bank.reopen(customer, at: BankOptions.now)
      case .card(let card): return try bank.unlock(.card(card), at: BankOptions.now)
      }
    }
    guard isKnown else {
      Exit.complain("the bank in \(options.directory) has no such \(card == nil ? "customer" : "card")")
      throw Exit.refused
    }
  }
}
