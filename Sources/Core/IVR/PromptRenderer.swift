import CallModel

/// Turns a prompt and values into a sentence of one language.
///
/// Apart from the dialogue: what a number sounds like is a table of the language and depends on no call.
struct PromptRenderer: Sendable {
  let prompts: PromptCatalogue
  let language: Language
  private let speech: any Speech.Type
  private let written: WrittenForm

  /// Every language but Chinese is rendered in the English way.
  init(prompts: PromptCatalogue, language: Language) {
    self.prompts = prompts
    self.language = language
    speech = language.speech
    written = WrittenForm(isChinese: language.isChinese)
  }

  /// What is said, and the values as they are written.
  struct Sentence: Sendable, Equatable {
    var phrase = Phrase()
    var values: [Saying.Value] = []

    var text: String { phrase.text }
  }

  /// Of words alone, which are one recording.
  static func fixedSentence(_ template: Prompt.Template, of id: PromptID) -> Sentence {
    var sentence = Sentence()
    for case (.words(let words), let recording) in zip(template.pieces, template.recordings) {
      sentence.phrase.append(recording.map { _ in .recording(id.text) }, words)
    }
    return sentence
  }

  /// `list` fills the holes of that format.
  func sentence(_ prompt: Prompt, list: Sentence? = nil, value: (String) -> SessionValue?) -> Sentence {
    if let fixed = prompt.fixedSaying(in: language) { return fixed.sentence }
    var sentence = Sentence()
    guard let template = prompt.template(in: language) else { return sentence }
    for (index, piece) in template.pieces.enumerated() {
      let recording = template.recordings[index]
      switch piece {
      case .words(let words): sentence.phrase.append(recording.map { prompt.recording($0, of: template) }, words)
      case .hole(let hole) where hole.format == .list:
        sentence.phrase.append(list?.phrase ?? Phrase())
        sentence.values += list?.values ?? []
      case .hole(let hole):
        let value = value(hole.name)
        sentence.phrase.append(value.map { phrase($0, as: hole.format, of: hole.name) } ?? unknown(hole.name))
        sentence.values.append(
          .init(name: hole.name, text: value.map { words($0, as: hole.format) } ?? unknown(hole.name).text))
        if let first = recording {
          sentence.phrase.append(noun(after: value, hole, first, prompt, template), glue: glue)
        }
      }
    }
    return sentence
  }

  /// The items of a page one after the other. Values that no recording knows are told apart by the item's place.
  func list(_ items: [Sentence]) -> Sentence {
    var list = Sentence()
    for (index, item) in items.enumerated() {
      let place = index + 1
      list.phrase.append(item.phrase.renamingValues { "\($0).\(place)" }, glue: speech.listSeparator)
      for value in item.values where item.phrase.pieces.contains(.value(value.name)) {
        list.values.append(.init(name: "\(value.name).\(place)", text: value.text))
      }
    }
    return list
  }

  private var glue: String { speech.glue }

  private func noun(
    after value: SessionValue?, _ hole: Prompt.Hole, _ first: Int, _ prompt: Prompt, _ template: Prompt.Template
  ) -> Phrase {
    let number: Int64 = if case .number(let number) = value { number } else { 0 }
    let form = min(speech.nounForm(after: number), hole.nouns.count - 1)
    var phrase = Phrase()
    phrase.append(prompt.recording(first + form, of: template), hole.nouns[form])
    return phrase
  }

  /// A prompt's own words, for terms; holes stay empty.
  private func term(_ id: PromptID) -> Phrase? {
    prompts[id].map { sentence($0) { _ in nil }.phrase }
  }

  /// What is said where there is no value: the prompt `<name>-unknown`, else nothing.
  private func unknown(_ name: String) -> Phrase { term(ConventionalPrompt.unknown(name)) ?? Phrase() }

  /// The value's own type decides; the format says what is wanted of types that can be said in several ways.
  /// What no rule of the language can say, its voice must read: the value by its name.
  func phrase(_ value: SessionValue, as format: HoleFormat, of name: String) -> Phrase {
    switch value {
    case .text(let text):
      let known: Phrase? =
        switch format {
        case .term: term(PromptID(text))
        case .decimal: speech.decimal(text)
        case .digits: speech.digits(text)
        case .text, .number, .count, .money, .date, .instant, .interval, .list: nil
        }
      return known ?? read(text, of: name)
    case .digits(let digits): return speech.digits(digits) ?? read(digits, of: name)
    case .number(let number):
      return switch format {
      case .digits: speech.digits(String(number)) ?? speech.number(number)
      case .count: speech.count(number)
      case .text, .number, .decimal, .money, .date, .instant, .interval, .term, .list: speech.number(number)
      }
    case .money(let money): return speech.money(money)
    case .date(let day): return speech.date(day)
    case .instant(let instant):
      let time = CivilTime(instant)
      return format == .date ? speech.date(time.day) : speech.instant(time)
    case .interval(let interval): return speech.wait(RoundedWait(interval))
    case .term(let id): return term(id) ?? read(id.text, of: name)
    }
  }

  private func read(_ text: String, of name: String) -> Phrase {
    var phrase = Phrase()
    phrase.append(.value(name), text)
    return phrase
  }

  /// The same value as it is written.
  func words(_ value: SessionValue, as format: HoleFormat) -> String {
    switch value {
    case .text(let text): format == .term ? term(PromptID(text))?.text ?? text : text
    case .digits(let digits): digits
    case .number(let number): format == .digits ? String(number) : written.number(number)
    case .money(let money): written.money(money)
    case .date(let day): written.date(day)
    case .instant(let instant):
      format == .date ? written.date(CivilTime(instant).day) : written.instant(CivilTime(instant))
    case .interval(let interval): written.wait(RoundedWait(interval))
    case .term(let id): term(id)?.text ?? id.text
    }
  }
}

extension Prompt {
  /// `main` where the prompt is words alone, else `balance+1`, `balance+2` ... in the template's order.
  func recording(_ number: Int, of template: Template) -> SpokenPiece {
    .recording(template.isWhole ? id.text : "\(id.text)+\(number)")
  }
}
