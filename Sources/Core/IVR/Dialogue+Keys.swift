import CallModel

/// What one key comes to at the node that asks.
extension Dialogue {
  /// Takes a key while asking; where it leads, or `nil` where more is awaited.
  mutating func take(_ pressed: Key, at now: Timestamp, into actions: inout [DialogueAction]) -> Target? {
    take(known: takesKeyByKey ? keyLedger.use(pressed, choosing: chooses(pressed)) : pressed, at: now, into: &actions)
  }

  /// A choice uses each key by itself; an entry all of them when it is whole, and a password never in the clear.
  private var takesKeyByKey: Bool {
    switch tree.kind(node) {
    case .menu, .confirm, .language, .survey, .choose: true
    case .digits, .amount, .secret, .say, .announcements, .action, .branch, .queue, .callback, .transfer, .call,
      .return, .end:
      false
    }
  }

  /// The key is one by which the caller chooses, for whoever notes that.
  private func chooses(_ key: Key) -> Bool {
    guard keyLedger.isNoting else { return false }
    if case .choose(let choose) = tree.kind(node) { return chooses(key, choose) }
    return tree.keyTable(node).knows(key, after: menuKeys.keys)
  }

  /// Takes a key of which is known what it really is, if anybody is to know.
  mutating func take(known key: Key, at now: Timestamp, into actions: inout [DialogueAction]) -> Target? {
    silence(into: &actions)
    silentSteps = 0
    hasPressed = true
    timerBase = now
    switch tree.kind(node) {
    case .menu, .confirm, .language, .survey: return takeChoice(key, at: now, into: &actions)
    case .choose(let choose): return takeItem(key, choose, at: now, into: &actions)
    case .digits(let entry):
      let step = digits.take(key, entry)
      switch step {
      case .finished: return finish(entry, at: now, into: &actions)
      case .empty:
        guard let empty = entry.empty else { return noMatch(at: now, into: &actions) }
        values[entry.into] = nil
        return leave(by: .empty, to: empty)
      case .more, .cleared, .foreign: return take(key, step, at: now, into: &actions)
      }
    case .amount(let entry):
      let step = amount.take(key)
      switch step {
      case .finished: return finish(entry, at: now, into: &actions)
      case .more, .cleared, .empty, .foreign: return take(key, step, at: now, into: &actions)
      }
    case .secret(let entry): return takeSecret(key, entry, at: now, into: &actions)
    case .say, .announcements, .action, .branch, .queue, .callback, .transfer, .call, .return, .end:
      preconditionFailure("A node of this kind takes no keys.")
    }
  }

  /// The steps that all strings have in common.
  private mutating func take(
    _ key: Key, _ step: EntryStep, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    switch step {
    case .more, .cleared: return nil
    case .foreign:
      if hasKeyedNothing, let link = takeLink(key) { return link }
      return noMatch(at: now, into: &actions)
    case .empty: return noMatch(at: now, into: &actions)
    case .finished: preconditionFailure("Each kind of string finishes in its own way.")
    }
  }

  /// The time for the next key is over with something keyed.
  mutating func interKeyTimeout(at now: Timestamp, into actions: inout [DialogueAction]) -> Target? {
    switch tree.kind(node) {
    case .menu, .confirm, .language, .survey:
      return decide(tree.keyTable(node).match(menuKeys.keys, isFinal: true), at: now, into: &actions)
    case .digits(let entry): return finish(entry, at: now, into: &actions)
    case .secret(let entry): return submit(entry, at: now, into: &actions)
    case .amount: return noMatch(at: now, into: &actions)
    case .choose, .say, .announcements, .action, .branch, .queue, .callback, .transfer, .call, .return, .end:
      preconditionFailure("A node of this kind holds no keys.")
    }
  }

  /// An inherited key, where the node has it.
  mutating func takeLink(_ key: Key) -> Target? {
    tree.link(node, key).map { leave(by: .link(key), to: $0) }
  }

  // MARK: - Choices

  private mutating func takeChoice(
    _ key: Key, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    if menuKeys.isEmpty {
      let match = tree.keyTable(node).match(first: key)
      if match == .open { menuKeys.append(key) }
      return decide(match, at: now, into: &actions)
    }
    menuKeys.append(key)
    return decide(tree.keyTable(node).match(menuKeys.keys, isFinal: false), at: now, into: &actions)
  }

  private mutating func decide(
    _ match: KeyTable.Match, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    switch match {
    case .open: return nil
    case .none:
      if case .survey(let survey) = tree.kind(node) { return leave(by: .skip, to: survey.skip) }
      return noMatch(at: now, into: &actions)
    case .decided(let choice, let used):
      if menuKeys.count > used { typeAhead.putBack(menuKeys.keys[used...]) }
      menuKeys.removeAll()
      switch choice {
      case .link(let key, let target): return leave(by: .link(key), to: target)
      case .own(let place): return target(ofChoice: place, into: &actions)
      }
    }
  }

  private mutating func target(ofChoice place: Int, into actions: inout [DialogueAction]) -> Target {
    switch tree.kind(node) {
    case .menu(let menu):
      for assignment in menu.choices[place].sets { values[assignment.name] = assignment.value }
      return leave(by: .choice(place), to: menu.choices[place].target)
    case .confirm(let confirm):
      if place == KeyTable.yes { return leave(by: .yes, to: confirm.yes) }
      if place == KeyTable.change, let change = confirm.change { return leave(by: .change, to: change) }
      return leave(by: .cancel, to: confirm.cancel)
    case .survey(let survey):
      actions.append(.surveyAnswer(node: tree.id(node), answer: survey.answers[place].answer))
      return leave(by: .choice(place), to: survey.answers[place].target)
    case .language(let choice):
      language = choice.choices[place].language
      return leave(by: .choice(place), to: choice.next)
    case .digits, .amount, .secret, .choose, .say, .announcements, .action, .branch, .queue, .callback, .transfer,
      .call, .return,
      .end:
      preconditionFailure("A node of this kind has no choices.")
    }
  }

  // MARK: - Strings

  private mutating func finish(
    _ entry: DigitsEntry, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    guard let value = digits.finish(entry, today: CivilTime(now).day, &keyLedger) else {
      return noMatch(at: now, into: &actions)
    }
    values[entry.into] = value
    return leave(by: .ok, to: entry.ok)
  }

  private mutating func finish(
    _ entry: AmountEntry, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    guard let minorUnits = amount.finish(maximum: entry.maximum, &keyLedger) else {
      return noMatch(at: now, into: &actions)
    }
    values[entry.into] = .money(Money(minorUnits: minorUnits))
    return leave(by: .ok, to: entry.ok)
  }

  private mutating func takeSecret(
    _ key: Key, _ entry: SecretEntry, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    if key == .hash { return submit(entry, at: now, into: &actions) }
    if key.digit != nil {
      ownSecret(entry).append(key)
      return nil
    }
    guard key == .star, !hasKeyedNothing else { return take(key, .foreign, at: now, into: &actions) }
    ownSecret(entry).wipe()
    return nil
  }

  /// The buffer, for this dialogue alone: a copy of a dialogue must not key into the original's.
  private mutating func ownSecret(_ entry: SecretEntry) -> SecretBuffer {
    if !isKnownUniquelyReferenced(&secret) {
      secret = secret?.copy() ?? SecretBuffer(capacity: entry.lengths.upperBound)
    }
    return secret!
  }

  private mutating func submit(
    _ entry: SecretEntry, at now: Timestamp, into actions: inout [DialogueAction]
  ) -> Target? {
    let keyed = ownSecret(entry).handOver(ofLength: entry.lengths)
    secret = nil
    guard let keyed else { return noMatch(at: now, into: &actions) }
    secretEntered = now
    askHost(entry.operation, secret: keyed, at: now, into: &actions)
    return nil
  }

  // MARK: - What is thrown away

  /// What was keyed ahead is not meant for what comes.
  mutating func flush() {
    typeAhead.removeAll()
    hasFlushed = true
  }

  mutating func forgetKeyed() {
    menuKeys.removeAll()
    digits.clear()
    amount.clear()
    secret = nil
  }

  mutating func forgetKeys() {
    forgetKeyed()
    flush()
  }
}
