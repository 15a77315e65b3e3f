import ArgumentParser
import CallModel
import IVR
import Settings
import Terminal

struct MenuGraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Draws the menus.",
    discussion: """
      svg is a picture of its own: a band for each file of menus, in it the nodes from left to right. A node is drawn \
      once, where the fewest steps lead to it; other ways to it are named on the cards of the nodes that have them, and \
      lead there in a browser. dot (Graphviz) and mermaid are texts for those programs. Inherited keys (0, 9, *) and \
      fallbacks are left out; ivrctl menu show has them.

      EXAMPLES
        ivrctl menu graph > tree.svg
        ivrctl menu graph --format svg /etc/ivrd/menus --lang en > tree.svg
        ivrctl menu graph --format dot | dot -Tpdf -o tree.pdf
        ivrctl menu graph --format mermaid > tree.mmd

      \(Exit.help)
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case svg, dot, mermaid }

  @OptionGroup var menus: MenuPlace

  @Option(help: ArgumentHelp("svg, dot or mermaid.", valueName: "format"))
  var format = Format.svg

  @Option(help: ArgumentHelp("The language of the prompts: else the tree's first.", valueName: "tag"))
  var lang: String?

  func run() throws {
    let tree = try menus.load().tree
    let language = try lang.map { try MenuOptions.language($0, of: tree) } ?? tree.languages[0]
    let text =
      switch format {
      case .svg: MenuPicture(tree, language, version: tree.version).svg
      case .dot: MenuGraphText(tree, language).dot
      case .mermaid: MenuGraphText(tree, language).mermaid
      }
    TerminalDevice.output.write(line: text)
  }
}
