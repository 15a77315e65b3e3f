import ArgumentParser
import ServiceCentre
import Terminal

struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff", abstract: "Who works for the centre, in which roles.",
    discussion: """
      What somebody may do follows from his roles. Orders are given as a user of the system: whoever sits at it is \
      the member that the staff's list names. The first member of all must have the role hr and your own user.

      EXAMPLES
        ivrctl staff add 6001 --name "Liu Min" --unit hr --roles hr --user "$(id -u)"
        ivrctl staff add 4001 --name "Zhao Lei" --unit party-office \\
          --roles complaints-office --user 1004
        ivrctl staff list

      \(Exit.help)
      """, subcommands: [StaffAddCommand.self, StaffListCommand.self])
}

struct StaffAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds a member of the staff, or writes anew what he is.",
    discussion: """
      Roles: \(StaffRole.allCases.map(\.rawValue).joined(separator: ", ")).

      EXAMPLES
        ivrctl staff add 2101 --name "Chen Jing" --unit centre \\
          --roles team-lead,supervisor --user 1010

      \(Exit.help)
      """)

  @Argument(help: "The member's id; an agent's is that of agents.yaml.") var id: String
  @Option(help: "The member's name.") var name: String
  @Option(help: "Branch, department or group.") var unit: String
  @Option(help: ArgumentHelp("With commas between them.", valueName: "role,...")) var roles: String
  @Option(help: ArgumentHelp("The user of the system as whom orders are given.", valueName: "uid")) var user: UInt32?
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let fields: [(key: String, value: String?)] = [
      ("name", name), ("unit", unit), ("roles", roles), ("user", user.map { String($0) }),
    ]
    let reply = try centre.order(["staff", "add", id], fields)
    try reply.showDone(centre.output, "staff \(DisplayText.printable(id)): \(DisplayText.printable(roles))")
  }
}

struct StaffListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The staff, with units and roles.",
    discussion: """
      EXAMPLES
        ivrctl staff list
        ivrctl staff list --json

      \(Exit.help)
      """)

  @OptionGroup var centre: CentreOptions

  func run() throws { try centre.order(["staff", "list"]).showList(centre.output, ifEmpty: "nobody") }
}
