import CallModel

/// Prompts: saying them, and knowing which are still playing.
extension Dialogue {
  /// A prompt has been sent and not been heard to its end.
  var isPlaying: Bool { heardThrough < lastOrdinal }

  /// A prompt that keys can't stop is still to be heard.
  var isProtected: Bool { heardThrough < lastProtected }

  /// `extra` goes before the session's values.
  mutating func say(
    _ id: PromptID, _ extra: SessionValues = [:], list: PromptRenderer.Sentence? = nil, at now: Timestamp,
    into actions: inout [DialogueAction]
  ) {
    say(id, tree.prompts[id], extra, list: list, at: now, into: &actions)
  }

  /// `prompt`: its words, which may be those of a variant.
  mutating func say(
    _ id: PromptID, _ prompt: Prompt?, _ extra: SessionValues = [:], list: PromptRenderer.Sentence? = nil,
    at now: Timestamp, into actions: inout [DialogueAction]
  ) {
    utter(saying(id, prompt, extra, list: list), at: now, into: &actions)
  }

  private mutating func utter(_ saying: Saying, at now: Timestamp, into actions: inout [DialogueAction]) {
    lastOrdinal += 1
    playbackBase = now
    switch playback {
    case .instant: heardThrough = lastOrdinal
    case .reported: if !saying.interruptible { lastProtected = lastOrdinal }
    }
    actions.append(.say(Utterance(ordinal: lastOrdinal, saying)))
  }

  private func saying(
    _ id: PromptID, _ prompt: Prompt?, _ extra: SessionValues, list: PromptRenderer.Sentence?
  ) -> Saying {
    if let fixed = prompt?.fixedSaying(in: language), isWhatIsSaid(fixed, of: id) { return fixed }
    // What is spoken to nobody need not be rendered; which values it would take is all that the analysis asks.
    var sentence = PromptRenderer.Sentence()
    if let prompt, isMute {
      sentence.values = prompt.sessionHoles { extra[$0] != nil || values[$0] == nil && value(named: $0) != nil }
    } else if let prompt {
      sentence = renderer.sentence(prompt, list: list) { extra[$0] ?? value(named: $0) }
    }
    return Saying(prompt: id, language: language, interruptible: prompt?.interruptible ?? true, sentence)
  }

  /// Not where the words are another language's, for want of this one's, or a variant's.
  private func isWhatIsSaid(_ fixed: Saying, of id: PromptID) -> Bool {
    !isMute && fixed.language == language && fixed.prompt == id
  }

  /// The first of these prompts that the catalogue has.
  mutating func sayFirst(
    of ids: some Sequence<PromptID>, _ extra: SessionValues = [:], at now: Timestamp,
    into actions: inout [DialogueAction]
  ) {
    for id in ids where tree.prompts[id] != nil { return say(id, extra, at: now, into: &actions) }
  }

  mutating func sayPrompt(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard let id = tree.prompt(node) else { return }
    if let fixed = tree.fixedSaying(node, in: language), isWhatIsSaid(fixed, of: id) {
      return utter(fixed, at: now, into: &actions)
    }
    say(id, tree.words(node), at: now, into: &actions)
  }

  var renderer: PromptRenderer { PromptRenderer(prompts: tree.prompts, language: language) }

  /// Stops what is playing, if anything is.
  mutating func silence(into actions: inout [DialogueAction]) {
    guard isPlaying else { return }
    heardThrough = lastOrdinal
    actions.append(.stop)
  }

  /// Stops what is playing, as a key does, and goes on with what waited for its end.
  mutating func hearAll(at now: Timestamp, into actions: inout [DialogueAction]) {
    guard isPlaying else { return }
    actions.append(.stop)
    hear(through: lastOrdinal, at: now, into: &actions)
  }

  /// Everything up to this prompt is over; goes on with what waited for it.
  mutating func hear(through ordinal: Int, at now: Timestamp, into actions: inout [DialogueAction]) {
    guard ordinal > heardThrough else { return }
    heardThrough = min(ordinal, lastOrdinal)
    playbackBase = now
    if !isPlaying {
      switch stage {
      case .asking: timerBase = now
      case .speaking(let then): perform(then, at: now, into: &actions)
      case .notBegun, .awaitingHost, .waiting, .talking, .transferring, .ended: break
      }
    }
    proceed(to: nil, at: now, into: &actions)
  }

  /// Does it when all has been heard: now, or later.
  mutating func afterSpeaking(_ then: AfterSpeaking, at now: Timestamp, into actions: inout [DialogueAction]) {
    if isPlaying { stage = .speaking(then: then) } else { perform(then, at: now, into: &actions) }
  }

  private mutating func perform(_ then: AfterSpeaking, at now: Timestamp, into actions: inout [DialogueAction]) {
    switch then {
    case .endAtNode:
      guard case .end(let disposition) = tree.kind(node) else { preconditionFailure("Only an end node ends a call.") }
      end(isBlocked ? .blocked : .menuEnded, disposition: disposition, into: &actions)
    case .endInLoop:
      end(.menuLoop, disposition: EndCause.menuLoop.rawValue, into: &actions)
    case .bridge:
      stage = .talking
      actions.append(.bridge)
    case .transfer:
      guard case .transfer(let transfer) = tree.kind(node) else {
        preconditionFailure("Only a transfer node transfers a call.")
      }
      stage = .transferring
      actions.append(.transfer(address: transfer.address))
    case .askHost:
      guard case .action(let action) = tree.kind(node) else { preconditionFailure("Only an action asks the host.") }
      askHost(action.operation, at: now, into: &actions)
    }
  }

  mutating func end(_ cause: EndCause, disposition: String, into actions: inout [DialogueAction]) {
    stage = .ended
    place = nil
    forgetKeys()
    items = []
    announce(nil, into: &actions)
    actions.append(.end(cause, disposition: disposition))
  }

  // MARK: - The one deadline

  /// What the dialogue now waits for, as an instant.
  private var wantedDeadline: Timestamp? {
    switch stage {
    case .asking:
      if isPlaying { return unheardDeadline }
      let input = tree.input(node)
      return timerBase + (hasKeyedNothing ? input.first : input.inter)
    case .awaitingHost:
      return timerBase + hostPatience
    case .speaking:
      return unheardDeadline
    case .waiting:
      return nextWords
    case .notBegun, .talking, .transferring, .ended:
      return nil
    }
  }

  private var unheardDeadline: Timestamp {
    playbackBase + DialogueLimits.playback * Int64(lastOrdinal - heardThrough)
  }

  /// Tells the deadline where it has changed. Each event ends with it, so there is never but one.
  mutating func settle(into actions: inout [DialogueAction]) {
    announce(wantedDeadline, into: &actions)
  }

  private mutating func announce(_ deadline: Timestamp?, into actions: inout [DialogueAction]) {
    guard deadline != announcedDeadline else { return }
    announcedDeadline = deadline
    actions.append(.deadline(deadline))
  }
}

extension Prompt {
  /// Holes that the session must fill; all languages are looked at, for one may speak more than another.
  fileprivate func sessionHoles(but isGiven: (String) -> Bool) -> [Saying.Value] {
    var names: [String] = []
    for template in templates {
      for case .hole(let hole) in template.pieces
      where hole.format != .list && !isGiven(hole.name) && !names.contains(hole.name) { names.append(hole.name) }
    }
    return names.map { Saying.Value(name: $0, text: "") }
  }
}
