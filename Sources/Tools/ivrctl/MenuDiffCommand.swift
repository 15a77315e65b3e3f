import ArgumentParser
import CallModel
import IVR
import Settings
import Terminal

struct MenuDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "What changes for callers between two directories of menus, in words.",
    discussion: """
      EXAMPLES
        ivrctl menu diff /etc/ivrd/menus menus
        ivrctl menu diff old new --json | jq '.changes[] | .sentence'
        ivrctl menu diff old new --exit-code        1 where anything changes

      \(Exit.help)
      """)

  @Argument(help: "The menus as they are.", completion: .directory)
  var old: String

  @Argument(help: "The menus as they will be.", completion: .directory)
  var new: String

  @Flag(help: "Exit with status 1 where anything changes.")
  var exitCode = false

  @OptionGroup var output: OutputOptions

  func run() throws {
    let changes = MenuDiff(from: try MenuOptions.load(old), to: try MenuOptions.load(new)).changes
    if output.json {
      output.show(.object([.init("changes", .array(changes.map(\.json)))]))
    } else {
      let style = TerminalDevice.output.style
      output.show(changes.map { "\(style.bold($0.subject)): \(DisplayText.printable($0.sentence))" })
      output.show([changes.isEmpty ? "nothing changes for callers" : "\(changes.count) changes"])
    }
    if exitCode, !changes.isEmpty { throw Exit.refused }
  }
}

extension MenuDiff.Change {
  fileprivate var json: JSONValue {
    .object([.init("subject", .string(subject)), .init("sentence", .string(sentence))])
  }
}
