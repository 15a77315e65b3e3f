import CallModel

/// Passwords where they don't belong.
///
/// What is keyed at a `secret` node can't get out: it goes into a `Secret`, which has no name among the session's
/// values, and every prompt, condition and argument takes its words from those. What is left to find are passwords
/// that a tree asks for with another kind of node, whose keys do become a value.
extension SituationGraph {
  /// Words of a value's name that say what it is.
  static let secretWords = ["password", "passwd", "passcode", "pwd", "pin", "secret", "cvv", "cvv2", "cvc", "otp"]

  func exposedSecrets() -> [MenuFinding] {
    tree.nodes.indices.flatMap { offset -> [MenuFinding] in
      let node = NodeIndex(offset)
      let name: String
      switch tree.kind(node) {
      case .digits(let entry): name = entry.into
      case .amount(let entry): name = entry.into
      case .menu, .secret, .confirm, .say, .announcements, .action, .choose, .branch, .queue, .callback, .survey,
        .transfer,
        .language, .call, .return, .end:
        return []
      }
      let words = name.split { $0 == "-" || $0 == "_" || $0 == "." }.map(String.init)
      guard words.contains(where: Self.secretWords.contains) else { return [] }
      return [exposed(name, at: node)]
    }
  }

  private func exposed(_ name: String, at node: NodeIndex) -> MenuFinding {
    let spoken = speaking(name, collectedAt: node)
    let end = spoken.map { "; \(id($0.speaker)) speaks it" } ?? ""
    return MenuFinding(
      kind: .secret, isError: true, node: node,
      sentence: "\(id(node)) keeps \"\(name)\" as a value that prompts can speak and agents can see: a password "
        + "belongs in a node of kind secret\(end)", route: spoken?.route)
  }

  /// The first way on which the value is keyed and then spoken.
  private func speaking(_ name: String, collectedAt node: NodeIndex) -> (speaker: NodeIndex, route: MenuRoute)? {
    var reachedBy: [Int: Int] = [:]
    var row: [Int] = []
    func reach(_ number: Int) -> Bool {
      let passage = passages[number]
      if passage.spoken.contains(where: { $0.value == name }) { return true }
      guard reachedBy[passage.to] == nil else { return false }
      reachedBy[passage.to] = number
      row.append(passage.to)
      return false
    }
    func found(_ number: Int) -> (NodeIndex, MenuRoute)? {
      var chain = [number]
      while let from = passages[chain.last!].from, !isCollecting(chain.last!, node), let before = reachedBy[from] {
        chain.append(before)
      }
      let start = passages[chain.last!].from.map { route(to: $0) } ?? MenuRoute()
      let whole = start + route(along: chain.reversed())
      guard let call = walk(whole), call.dialogue.values[name] != nil else { return nil }
      let spoken = passages[number].spoken.first { $0.value == name }
      return spoken.map { (speaker(of: $0.prompt, passages[number]), whole) }
    }
    for number in passages.indices where isCollecting(number, node) {
      if reach(number), let found = found(number) { return found }
    }
    var next = 0
    while next < row.count {
      for number in places[row[next]].leaving where reach(number) { if let found = found(number) { return found } }
      next += 1
    }
    return nil
  }

  private func isCollecting(_ number: Int, _ node: NodeIndex) -> Bool {
    passages[number].ways.contains(MenuWay(node: node, exit: .ok))
  }
}
