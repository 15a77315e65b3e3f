import CallModel
import IVR

/// Reads the prompts of all languages: one map of ids to texts in each file.
///
/// `welcome: 欢迎`, or `read-back: {text: "...", interrupt: none}` for what keys must not stop.
struct PromptReader {
  private struct Draft {
    var position: SourcePosition
    var isInterruptible: Bool
    var templates: [Text] = []
  }

  struct Text {
    var language: Language
    var template: PromptTemplate
    var position: SourcePosition
  }

  let log: ProblemLog
  private var order: [String] = []
  private var drafts: [String: Draft] = [:]
  /// Languages of which something could not be read: what they lack is nobody's fault.
  private var unread: [String]

  init(log: ProblemLog, unread: [String]) {
    self.log = log
    self.unread = unread
  }

  mutating func read(_ file: YAMLValue, _ language: Language) {
    guard let map = file.map("the prompts") else {
      unread.append(language.tag)
      return
    }
    for entry in map.entries {
      if let wrong = YAMLValue.wrongIdentifier(entry.key) {
        log.error(entry.keyPosition, "a prompt's id \(wrong)")
      } else {
        read(entry, language)
      }
    }
  }

  private mutating func read(_ entry: YAMLValue.Entry, _ language: Language) {
    guard let (text, isInterruptible) = text(entry.value) else { return }
    let template = text.text().flatMap { PromptTemplate($0, in: language, at: text) }
    if drafts[entry.key] == nil {
      order.append(entry.key)
      drafts[entry.key] = Draft(position: entry.keyPosition, isInterruptible: isInterruptible)
    }
    if let first = drafts[entry.key]!.templates.first(where: { $0.language == language }) {
      let sentence = "the prompt \"\(entry.key)\" has a text in \(language) already, at \(first.position)"
      log.error(entry.keyPosition, sentence)
      return
    }
    if drafts[entry.key]!.isInterruptible != isInterruptible {
      let other = drafts[entry.key]!.position
      log.error(entry.keyPosition, "\"interrupt\" of the prompt \"\(entry.key)\" is not the same at \(other)")
    }
    guard let template else {
      // What is wrong has been said; the text counts as given.
      drafts[entry.key]!.templates.append(Text(language: language, template: .empty, position: entry.value.position))
      return
    }
    drafts[entry.key]!.templates.append(Text(language: language, template: template, position: text.position))
    let seconds = SpokenLength(Prompt.Template(language: language, pieces: template.pieces)).seconds
    if seconds > SpokenLength.longestPrompt {
      let limit = SpokenLength.longestPrompt
      let sentence = "\"\(entry.key)\" takes \(seconds) s to say; callers listen for \(limit) s"
      log.warning(text.position, sentence)
    }
  }

  private func text(_ value: YAMLValue) -> (text: YAMLValue, isInterruptible: Bool)? {
    guard value.isMap else { return (value, true) }
    guard var map = value.map("the prompt \(value.name)") else { return nil }
    var text = map.required("text")
    text?.name = value.name
    let interrupt = map.optional("interrupt")?.choice(Interrupt.self) ?? .any
    map.finish()
    return text.map { ($0, interrupt == .any) }
  }

  private enum Interrupt: String, CaseIterable {
    case any, none
  }

  /// Defines each prompt's name, and says which have no text in one of the languages.
  func finish(_ languages: [Language], _ names: inout TreeNames) -> PromptTexts {
    let demanded = languages.filter { language in !unread.contains(language.tag) && hasPrompts(language, names) }
    if unread.count > 0 { names.prompts.isComplete = false }
    var prompts: [Prompt] = []
    var texts: [PromptID: [Text]] = [:]
    for id in order {
      let draft = drafts[id]!
      names.prompts.define(id, PromptID(id), at: draft.position, log)
      for language in demanded where !draft.templates.contains(where: { $0.language == language }) {
        log.error(draft.position, "the prompt \"\(id)\" has no text in \(language)")
      }
      let ordered = languages.compactMap { language in draft.templates.first { $0.language == language } }
      texts[PromptID(id)] = ordered
      prompts.append(
        Prompt(
          id: PromptID(id), interruptible: draft.isInterruptible,
          templates: ordered.map { .init(language: $0.language, pieces: $0.template.pieces) }))
    }
    limit()
    return PromptTexts(catalogue: PromptCatalogue(prompts), texts: texts)
  }

  /// A language without any prompt is said to be so once, not once a prompt.
  private func hasPrompts(_ language: Language, _ names: TreeNames) -> Bool {
    if order.contains(where: { drafts[$0]!.templates.contains { $0.language == language } }) { return true }
    if let position = names.languages.position(of: language.tag) {
      log.error(position, "there are no prompts in prompts/\(language)")
    }
    return false
  }

  private func limit() {
    guard order.count > SettingsLimits.prompts, let draft = drafts[order[SettingsLimits.prompts]] else { return }
    log.error(draft.position, "there are \(order.count) prompts; at most \(SettingsLimits.prompts) are allowed")
  }
}

/// The prompts that were read, with their places in the files for the checks that follow.
struct PromptTexts {
  var catalogue: PromptCatalogue
  private let texts: [PromptID: [PromptReader.Text]]

  init(catalogue: PromptCatalogue, texts: [PromptID: [PromptReader.Text]]) {
    self.catalogue = catalogue
    self.texts = texts
  }

  subscript(prompt: PromptID) -> [PromptReader.Text] { texts[prompt] ?? [] }
}

extension PromptTemplate {
  static let empty = PromptTemplate()
  private init() {}
}
