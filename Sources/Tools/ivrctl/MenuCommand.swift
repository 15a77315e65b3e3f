import ArgumentParser
import CallModel
import Glibc
import IVR
import Settings
import Terminal

struct MenuCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "menu", abstract: "Checks, tests and shows menus; needs no daemon.",
    discussion: """
      EXAMPLES
        ivrctl menu check menus
        ivrctl menu test menus/scenarios
        ivrctl menu coverage
        ivrctl menu walk --out walks
        ivrctl menu tree
        ivrctl menu show main
        ivrctl menu graph > tree.svg
        ivrctl menu diff /etc/ivrd/menus menus
        ivrctl menu recordings

      \(Exit.help)
      """,
    subcommands: [
      MenuCheckCommand.self, MenuTestCommand.self, MenuCoverageCommand.self, MenuWalkCommand.self, MenuShowCommand.self,
      MenuTreeCommand.self, MenuGraphCommand.self, MenuDiffCommand.self, MenuRecordingsCommand.self,
    ])
}

/// Which menus a command works on.
struct MenuOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The directory of menus: else $IVRD_MENUS, else ./menus.", valueName: "dir"),
    completion: .directory)
  var menus: String?

  @Flag(help: "As if every proposed node were approved.") var withProposed = false

  var directory: String { menus ?? Self.usual }
  /// Scripts that are kept with the menus.
  var scenarios: String { directory + "/scenarios" }

  static var usual: String { TerminalDevice.environment("IVRD_MENUS") ?? "menus" }

  /// The language of that tag, if the menus have it.
  static func language(_ tag: String, of tree: MenuTree) throws(ExitCode) -> Language {
    let language = Language(tag)
    guard tree.languages.contains(language) else {
      Exit.complain("the menus have no language \(tag); they have \(tree.languages.map(\.tag).joined(separator: ", "))")
      throw Exit.usage
    }
    return language
  }

  /// The menus, or every problem on standard error and the end.
  func load() throws(ExitCode) -> LoadedSettings {
    try Self.load(directory, approved: withProposed ? .all : .none)
  }

  static func load(_ directory: String, approved: ChangeApprovals = .none) throws(ExitCode) -> LoadedSettings {
    try demand(directory)
    do throws(SettingsProblems) {
      return try MenuLoader.load(directory: directory, approved: approved)
    } catch {
      for problem in error.problems { TerminalDevice.errors.write(line: DisplayText.printable(problem.description)) }
      Exit.complain("the menus in \(directory) have errors; mend them, or name others with --menus")
      throw Exit.badMenus
    }
  }

  /// Whether this is a directory of menus, rather than of scripts.
  static func areMenus(_ place: String) -> Bool { access(place + "/tree.yaml", F_OK) == 0 }

  static func demand(_ directory: String) throws(ExitCode) {
    guard access(directory, F_OK) == 0 else {
      Exit.complain("there are no menus: \(directory) is not there; name a directory that has a tree.yaml")
      throw Exit.noInput
    }
    guard access(directory + "/.", F_OK) == 0 || errno != ENOTDIR else {
      Exit.complain("\(directory) is a file; name the directory of menus, which has a tree.yaml")
      throw Exit.unusable
    }
  }
}

/// The same for commands that take nothing else: the directory may be named first.
struct MenuPlace: ParsableArguments {
  @Argument(help: "The directory of menus: else $IVRD_MENUS, else ./menus.", completion: .directory)
  var dir: String?

  @OptionGroup var options: MenuOptions

  func validate() throws {
    if dir != nil, options.menus != nil { throw ValidationError("Name the directory of menus once.") }
  }

  var menus: MenuOptions {
    var menus = options
    menus.menus = dir ?? menus.menus
    return menus
  }

  func load() throws(ExitCode) -> LoadedSettings { try menus.load() }
}
