public import CallModel

extension SpokenLength {
  /// Of values, those of a usual length are taken. A list is as long as its items, which have prompts of their own.
  public init(_ template: Prompt.Template) {
    let usual = Prompt(id: PromptID("usual"), templates: [template])
    let renderer = PromptRenderer(prompts: PromptCatalogue([]), language: template.language)
    let formats = template.pieces.reduce(into: [String: HoleFormat]()) { formats, piece in
      if case .hole(let hole) = piece { formats[hole.name] = hole.format }
    }
    self.init(renderer.sentence(usual) { formats[$0].map { Self.usual($0, template.language) } }.text)
  }

  private static func usual(_ format: HoleFormat, _ language: Language) -> SessionValue {
    switch format {
    case .text, .term: .text(language.isChinese ? "活期账户" : "savings account")
    case .digits: .digits("0041")
    case .number, .count: .number(2)
    case .decimal: .text("1.35")
    case .money: .money(Money(minorUnits: 1_200_50))
    case .date: .date(CivilDay(year: 2026, month: 11, day: 24)!)
    case .instant: .instant(CivilTime(day: CivilDay(year: 2026, month: 11, day: 24)!, timeOfDay: .hours(18)).instant())
    case .interval: .interval(.minutes(5))
    case .list: .text("")
    }
  }
}
