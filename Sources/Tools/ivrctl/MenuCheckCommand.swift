import ACD
import ArgumentParser
import CallModel
import IVR
import Settings
import Simulation
import Terminal

struct MenuCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Finds every problem of a directory of menus at once.",
    discussion: """
      Each problem is a line file:line:column: error|warning: sentence. Warnings do not change the exit status. \
      Besides what is written wrongly, every way that callers can take is followed: dead ends, rounds that never \
      end, nodes reached without the password that they demand, operations that read what nobody has asked for. \
      Such a finding ends with a shortest way there: the keys, the waits, and what the bank answers.

      A node marked `proposed: <node>` is not live: callers go to that other node, until a change request for it is \
      approved (ivrctl change) and the menus are loaded again. --with-proposed checks what they will meet then.

      EXAMPLES
        ivrctl menu check
        ivrctl menu check /etc/ivrd/menus
        ivrctl menu check --with-proposed
        ivrctl menu check --json | jq '.problems | length'

      \(Exit.help)
      """)

  @OptionGroup var place: MenuPlace
  @OptionGroup var output: OutputOptions

  func run() throws {
    try MenuOptions.demand(directory)
    do {
      let loaded = try MenuLoader.load(
        directory: directory, approved: place.menus.withProposed ? .all : .none)
      let review = MenuReview(loaded)
      try conclude(review.problems, review)
    } catch let error as SettingsProblems {
      try conclude(error.problems.map { ($0, nil) }, nil)
    }
  }

  private var directory: String { place.menus.directory }

  /// `review` is `nil` where the files could not be read as menus at all.
  private func conclude(_ found: [(problem: SettingsProblem, route: MenuRoute?)], _ review: MenuReview?) throws {
    let problems = found.map(\.problem)
    let errors = problems.count { $0.severity == .error }
    if output.json {
      output.show(Self.json(found, review.map(Self.members) ?? [], isOK: errors == 0))
    } else {
      Self.show(problems)
      if errors == 0, let review { output.show([Self.summary(review, problems, of: directory)]) }
      if errors > 0 {
        let use = review == nil ? "the menus can't be used" : "callers would meet them"
        Exit.complain("\(directory): \(Self.count(errors, "error")), and \(use)")
      }
    }
    if errors > 0 { throw Exit.badMenus }
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

  private static func summary(_ review: MenuReview, _ problems: [SettingsProblem], of directory: String) -> String {
    let loaded = review.loaded
    let parts = [
      count(loaded.tree.nodes.count, "node"), count(loaded.tree.prompts.count, "prompt"),
      count(loaded.tree.languages.count, "language"), count(loaded.acd.queues.count, "queue"),
      count(loaded.acd.agents.count, "agent"),
      count(review.analysis.situations, "situation"), count(problems.count, "warning"),
    ]
    return "\(directory): \(parts.joined(separator: ", ")); version \(loaded.tree.version)"
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  private static func members(_ review: MenuReview) -> [JSONValue.Member] {
    let loaded = review.loaded
    return [
      .init("version", .string(loaded.tree.version)), .init("nodes", .number(loaded.tree.nodes.count)),
      .init("prompts", .number(loaded.tree.prompts.count)),
      .init("languages", .array(loaded.tree.languages.map { .string($0.tag) })),
      .init("queues", .number(loaded.acd.queues.count)), .init("agents", .number(loaded.acd.agents.count)),
      .init("situations", .number(review.analysis.situations)),
      .init("pending", .array(loaded.pending.filter { $0.wants == .operation }.map { .string($0.node.text) })),
      .init("proposed", .array(loaded.proposed.map { .string($0.node.text) })),
    ]
  }

  private static func json(
    _ found: [(problem: SettingsProblem, route: MenuRoute?)], _ members: [JSONValue.Member], isOK: Bool
  ) -> JSONValue {
    let problems = found.map { $0.problem.json($0.route) }
    return .object([.init("ok", .bool(isOK))] + members + [.init("problems", .array(problems))])
  }
}

extension SettingsProblem {
  fileprivate func json(_ route: MenuRoute?) -> JSONValue {
    .object([
      .init("file", .string(position.file)), .init("line", .number(position.line)),
      .init("column", .number(position.column)), .init("severity", .string(severity.rawValue)),
      .init("sentence", .string(sentence)), .init("keys", route.map { .string($0.words) } ?? .null),
    ])
  }
}
