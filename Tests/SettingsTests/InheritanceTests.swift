import CallModel
import IVR
import Settings
import Testing

/// What nodes have from the tree and from their file, what they change, and what pending nodes become.
@Suite struct InheritanceTests {
  private func load(_ path: String, _ text: String) throws -> LoadedSettings {
    let files = SmallMenus.files("accounts.yaml", #""1": card"#, #""1": first"#)
    return try MenuLoader.load(files: files + [SettingsFile(path: path, text: text)])
  }

  private func node(_ id: String, _ loaded: LoadedSettings) throws -> MenuNode {
    loaded.tree[try #require(loaded.tree.index(of: NodeID(id)))]
  }

  private func links(_ node: MenuNode, _ loaded: LoadedSettings) -> [String] {
    node.links.map { link in
      let target: String =
        switch link.target {
        case .node(let index): loaded.tree[index].id.text
        case .again: "again"
        case .back: "back"
        case .subtreeEnd: "return"
        }
      return "\(link.key.character) \(target)"
    }
  }

  @Test func linksComeFromTheTreeTheFileAndTheNode() throws {
    let loaded = try load(
      "other.yaml",
      """
      links: {"0": card, "#": bye}
      nodes:
        first:
          kind: menu
          prompt: main
          choices: {"1": second}
        second:
          kind: menu
          prompt: main
          links: {"9": none, "*": bye, "0": again}
          choices: {"1": third}
        third:
          kind: menu
          prompt: main
          links: none
          choices: {"1": bye, "0": card}
      """)
    #expect(links(try node("main", loaded), loaded) == ["0 agent", "9 again", "* back"])
    #expect(links(try node("first", loaded), loaded) == ["0 card", "9 again", "* back", "# bye"])
    #expect(links(try node("second", loaded), loaded) == ["0 again", "* bye", "# bye"])
    #expect(links(try node("third", loaded), loaded) == [])
  }

  @Test func timesComeFromTheTreeTheFileAndTheNode() throws {
    let loaded = try load(
      "other.yaml",
      """
      defaults: {first: 7s, inter-digits: 6s}
      nodes:
        first:
          kind: digits
          prompt: card
          into: x
          length: 4
          ok: second
        second:
          kind: menu
          prompt: main
          attempts: 1
          choices: {"1": bye}
      """)
    let main = try node("main", loaded).input
    #expect(main == InputRules(first: .seconds(5), inter: .seconds(3), attempts: 3))
    #expect(try node("first", loaded).input == InputRules(first: .seconds(7), inter: .seconds(6), attempts: 3))
    #expect(try node("second", loaded).input == InputRules(first: .seconds(7), inter: .seconds(3), attempts: 1))
  }

  @Test func aPendingNodeSaysThatAnAgentWillHelpAndLeadsToOne() throws {
    let loaded = try load(
      "other.yaml",
      """
      nodes:
        first:
          ref: A6
          kind: secret
          prompt: password
          pending: agent
          level: query
          operation: set-password
          outcomes: {ok: {say: balance, next: second}, weak: again}
          exhausted: bye
        second:
          kind: say
          prompt: bye
          next: card
      """)
    let node = try node("first", loaded)
    guard case .say(let next) = node.kind else { throw WrongKind(wanted: "say") }
    #expect(next == .node(try #require(loaded.tree.index(of: NodeID("agent")))))
    #expect(node.prompt == PromptID("wait") && node.reference == "A6" && node.level == .none && node.links.isEmpty)
    let edges = ["second", "bye"].compactMap { loaded.tree.index(of: NodeID($0)) }
    #expect(
      loaded.pending == [
        PendingNode(node: NodeID("first"), prompts: ["password", "balance"].map { PromptID($0) }, edges: edges)
      ])
    #expect(loaded.warnings == [], "what a pending node will lead to is not called unreachable")
  }

  @Test func aPendingNodeSetsNothing() {
    let files = SmallMenus.files("accounts.yaml", "    into: card\n", "    into: card\n    pending: agent\n")
    #expect(
      SmallMenus.problems(files) == [
        #"accounts.yaml:18:16: error: the operation "verify-query-password" reads "card", which no node sets"#
      ])
  }
}
