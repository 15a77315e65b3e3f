import CallModel

/// `choose`: a list of the host, page by page, until the caller takes an item.
extension Dialogue {
  private func pageItems() -> ArraySlice<SessionValues> {
    let start = page * Choose.pageSize
    return items[start..<min(start + Choose.pageSize, items.count)]
  }

  private var hasMorePages: Bool { items.count > Choose.pageSize }

  /// The list is asked for on entry, and spoken when it has come; `again` repeats the page.
  mutating func presentPage(
    _ choose: Choose, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    guard !items.isEmpty else {
      askHost(choose.operation, at: now, into: &actions)
      return nil
    }
    let entries = pageItems().enumerated().map { place, item in
      var entry = item
      entry["key"] = .number(Int64(place + 1))
      return entry
    }
    if let prompt = tree.prompt(node), speaksList(prompt) {
      let renderer = renderer
      let item = tree.prompts[choose.item]
      let spoken = entries.map { entry in
        item.map { renderer.sentence($0) { entry[$0] ?? value(named: $0) } } ?? .init()
      }
      say(prompt, list: renderer.list(spoken), at: now, into: &actions)
    } else {
      sayPrompt(at: now, into: &actions)
      for entry in entries { say(choose.item, entry, at: now, into: &actions) }
    }
    if hasMorePages {
      let key = SessionValue.digits(String(choose.moreKey.character))
      sayFirst(
        of: [ConventionalPrompt.more(at: tree.id(node)), ConventionalPrompt.more()], ["key": key], at: now,
        into: &actions)
    }
    ask(at: now, into: &actions)
    return nil
  }

  /// The prompt has a place for the items; otherwise each is said by itself.
  private func speaksList(_ id: PromptID) -> Bool {
    guard let prompt = tree.prompts[id] else { return false }
    return prompt.template(in: language)?.pieces.contains { piece in
      switch piece {
      case .words: false
      case .hole(let hole): hole.format == .list
      }
    } ?? false
  }

  func pageAsk(_ choose: Choose) -> Ask {
    let own = (1...Choose.pageSize).prefix(pageItems().count).map { Key(Character(String($0)))! }
    var keys = own
    if hasMorePages, !keys.contains(choose.moreKey) { keys.append(choose.moreKey) }
    for link in tree[node].links where !keys.contains(link.key) { keys.append(link.key) }
    return Ask(tree[node], .menu, keys: keys.sorted().map { String($0.character) })
  }

  /// The key takes an item, turns the page, or leads away.
  func chooses(_ key: Key, _ choose: Choose) -> Bool {
    key.digit.map { (1...Choose.pageSize).contains($0) && $0 <= pageItems().count } ?? false
      || key == choose.moreKey && hasMorePages || tree.link(node, key) != nil
  }

  mutating func takeItem(
    _ key: Key, _ choose: Choose, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    let page = pageItems()
    if let digit = key.digit, digit >= 1, digit <= page.count {
      return take(item: page[page.startIndex + digit - 1], choose)
    }
    if key == choose.moreKey, hasMorePages {
      self.page = (self.page + 1) * Choose.pageSize < items.count ? self.page + 1 : 0
      return .again
    }
    return takeLink(key) ?? noMatch(at: now, into: &actions)
  }

  mutating func takeList(
    _ outcome: HostOutcome, _ reply: HostReply?, _ choose: Choose, at now: Timestamp,
    into actions: inout [DialogueAction]
  ) -> Target? {
    switch outcome {
    case .ok:
      guard let list = reply?.items, !list.isEmpty else { return leave(by: .none, to: choose.none) }
      items = Array(list.prefix(DialogueLimits.items))
      page = 0
      if items.count == 1, choose.takesOnlyItem { return take(item: items[0], choose) }
      return presentPage(choose, at: now, into: &actions)
    case .none: return leave(by: .none, to: choose.none)
    case .wrong, .unset, .locked, .mismatch, .weak, .different, .full, .over, .insufficient, .limit, .refused, .vip,
      .elder, .normal, .blocked,
      .unavailable:
      return leave(by: .outcome(.unavailable), to: .node(tree.fallbacks.hostDown))
    }
  }

  private mutating func take(item: SessionValues, _ choose: Choose) -> Target {
    for name in choose.operation.signature.itemOutputs { if let value = item[name] { values[name] = value } }
    return leave(by: .ok, to: choose.ok)
  }
}
