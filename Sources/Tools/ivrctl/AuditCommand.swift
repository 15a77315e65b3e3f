import ArgumentParser
import LineProtocol
import Terminal

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Checks what must always hold: the daemon's state, and the audit trail.",
    discussion: """
      EXAMPLES
        ivrctl audit                the daemon's invariants, now
        ivrctl audit verify         the chain of the audit trail
        ivrctl audit log --of CP1001

      \(Exit.help)
      """,
    subcommands: [AuditInvariantsCommand.self, AuditVerifyCommand.self, AuditLogCommand.self],
    defaultSubcommand: AuditInvariantsCommand.self)
}

struct AuditInvariantsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invariants", abstract: "Has the daemon check now what must always hold (the usual one).",
    discussion: """
      Prints each violation; 1 is the exit status where there is one.

      EXAMPLES
        ivrctl audit
        ivrctl audit invariants --json | jq .violations

      \(Exit.help)
      """)

  @OptionGroup var daemon: DaemonAddress
  @OptionGroup var output: OutputOptions

  func run() throws {
    let reply = try OperationsReply(to: .audit, from: daemon)
    try reply.refuse(output)
    let report = RowReport(reply.rows)
    if output.json {
      output.show(JSONValue(reply: reply.end, rows: report.json(namingRows: false)))
    } else {
      output.show(report.isEmpty ? ["all invariants hold"] : report.lines(.list))
    }
    if !report.isEmpty { throw Exit.refused }
  }
}

struct AuditVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks the chain of the audit trail, entry by entry.",
    discussion: """
      Each entry holds the digest of the one before, so none can be changed or taken out unseen. What is cut off at \
      the end shows no break: write the printed head down elsewhere, and give it with --head the next time.

      EXAMPLES
        ivrctl audit verify
        ivrctl audit verify --head 9f2c...    is this former head still in the chain?

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("A digest that was once printed.", valueName: "digest")) var head: String?
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let reply = try centre.order(["audit", "verify"], [("head", head)])
    let broken = reply.end["broken"]
    let isCut = reply.end["found"] == "no"
    func field(_ key: String) -> String { DisplayText.printable(reply.end[key] ?? "?") }
    let verdict = broken.map { "broken at entry \(DisplayText.printable($0))" } ?? "holds"
    let cut = isCut ? "; the digest given is not in it: entries were cut off or written anew" : ""
    try reply.showDone(
      centre.output, "audit trail \(verdict)\(cut): \(field("entries")) entries, head \(field("head"))")
    if broken != nil || isCut { throw Exit.refused }
  }
}

struct AuditLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "The newest entries of the audit trail; reading it is an entry too.",
    discussion: """
      EXAMPLES
        ivrctl audit log
        ivrctl audit log --of CP1001 --json

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("Only about this complaint, member, ...", valueName: "id")) var of: String?
  @Option(help: ArgumentHelp("Entries at most: else 100.", valueName: "n")) var limit: Int?
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let reply = try centre.order(["audit", "log"], [("of", of), ("limit", limit.map { String($0) })])
    try reply.showList(centre.output, ifEmpty: "nothing")
  }
}
