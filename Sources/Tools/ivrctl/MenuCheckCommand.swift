import ACD
import ArgumentParser
import CallModel
import IVR
import Settings
import Terminal

struct MenuCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Finds every problem of a directory of menus at once.",
    discussion: """
      Each problem is a line file:line:column: error|warning: sentence. Warnings do not change the exit status.

      EXAMPLES
        ivrctl menu check
        ivrctl menu check /etc/ivrd/menus
        ivrctl menu check --json | jq '.problems | length'

      \(Exit.help)
      """)

  @Argument(help: "The directory: else $IVRD_MENUS, else ./menus.", completion: .directory)
  var dir: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    let directory = dir ?? MenuOptions.usual
    do throws(SettingsProblems) {
      let loaded = try MenuLoader.load(directory: directory)
      if output.json { return output.show(Self.json(loaded.warnings, Self.members(loaded), isOK: true)) }
      Self.show(loaded.warnings)
      output.show([Self.summary(loaded, of: directory)])
    } catch {
      if output.json {
        output.show(Self.json(error.problems, [], isOK: false))
      } else {
        Self.show(error.problems)
        let errors = error.problems.count { $0.severity == .error }
        Exit.complain("\(directory): \(Self.count(errors, "error")), and the menus can't be used")
      }
      throw Exit.refused
    }
  }

  private static func show(_ problems: [SettingsProblem]) {
    let style = TerminalDevice.output.style
    for problem in problems {
      let severity =
        switch problem.severity {
        case .error: style.bad("error")
        case .warning: style.notable("warning")
        }
      let sentence = DisplayText.printable(problem.sentence)
      TerminalDevice.output.write(line: "\(problem.position): \(severity): \(sentence)")
    }
  }

  private static func summary(_ loaded: LoadedSettings, of directory: String) -> String {
    let parts = [
      count(loaded.tree.nodes.count, "node"), count(loaded.tree.prompts.count, "prompt"),
      count(loaded.tree.languages.count, "language"), count(loaded.acd.queues.count, "queue"),
      count(loaded.acd.agents.count, "agent"), count(loaded.warnings.count, "warning"),
    ]
    return "\(directory): \(parts.joined(separator: ", ")); version \(loaded.tree.version)"
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  private static func members(_ loaded: LoadedSettings) -> [JSONValue.Member] {
    [
      .init("version", .string(loaded.tree.version)), .init("nodes", .number(loaded.tree.nodes.count)),
      .init("prompts", .number(loaded.tree.prompts.count)),
      .init("languages", .array(loaded.tree.languages.map { .string($0.tag) })),
      .init("queues", .number(loaded.acd.queues.count)), .init("agents", .number(loaded.acd.agents.count)),
      .init("pending", .array(loaded.pending.map { .string($0.node.text) })),
    ]
  }

  private static func json(_ problems: [SettingsProblem], _ members: [JSONValue.Member], isOK: Bool) -> JSONValue {
    .object([.init("ok", .bool(isOK))] + members + [.init("problems", .array(problems.map(\.json)))])
  }
}

extension SettingsProblem {
  fileprivate var json: JSONValue {
    .object([
      .init("file", .string(position.file)), .init("line", .number(position.line)),
      .init("column", .number(position.column)), .init("severity", .string(severity.rawValue)),
      .init("sentence", .string(sentence)),
    ])
  }
}
