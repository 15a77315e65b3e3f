import ArgumentParser
import CallModel
import Foundation
import IVR
import Settings
import Simulation
import Terminal
import SystemWords

struct MenuWalkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "walk", abstract: "Makes call scripts that take every edge of the menus.",
    discussion: """
      For each edge a shortest script that takes it: the keys, the waits, what the bank answers (host> lines), the \
      agent who serves. Edges that another script takes on its way get none of their own. Each script has been \
      played before it is written; ivrctl menu test plays them again.

      Edges that no caller can take are listed with the reason. Agents are logged in with one password for all.

      EXAMPLES
        ivrctl menu walk --out walks && ivrctl menu test walks
        ivrctl menu walk --all --out walks      inherited keys and fallbacks too
        ivrctl menu walk | less

      \(Exit.help)
      """)

  @OptionGroup var menus: MenuPlace

  @Option(help: ArgumentHelp("Write a file for each script there: else all to the output.", valueName: "dir"))
  var out: String?

  @Flag(help: "Take inherited keys and fallbacks too.")
  var all = false

  @Option(help: ArgumentHelp("The password with which agents log in.", valueName: "password"))
  var deskPassword = "demo"

  func run() throws {
    let loaded = try menus.load()
    let walker = EdgeWalker(MenuReview(loaded), password: deskPassword)
    let walks = walker.walks(countsAll: all)
    if let out { try write(walks.scripts, to: out) } else { show(walks.scripts) }
    let tree = loaded.tree
    for missing in walks.missing {
      let node = tree[missing.way.node]
      let edge = "\(node.id) \(node.words(for: missing.way.exit))"
      TerminalDevice.errors.write(line: "\(node.position): \(edge): \(missing.reason)")
    }
    let count = walks.scripts.count
    let edges = "\(walks.taken) of \(walks.taken + walks.missing.count) edges"
    TerminalDevice.errors.write(line: "\(count) script\(count == 1 ? "" : "s"), \(edges)")
    if walks.missing.contains(where: \.isFault) { throw Exit.refused }
  }

  private func show(_ scripts: [EdgeWalker.Walk]) {
    for script in scripts {
      for line in script.text.split(separator: "\n") { TerminalDevice.output.write(line: String(line)) }
      TerminalDevice.output.write(line: "")
    }
  }

  private func write(_ scripts: [EdgeWalker.Walk], to folder: String) throws(ExitCode) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for script in scripts {
        try script.text.write(toFile: "\(folder)/\(script.name).call", atomically: true, encoding: .utf8)
      }
    } catch {
      Exit.complain("can't write the scripts to \(folder): \(error.systemWords)")
      throw Exit.cannotWrite
    }
  }
}
