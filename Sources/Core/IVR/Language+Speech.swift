public import CallModel

extension Language {
  var isChinese: Bool { tag == "zh" || tag.hasPrefix("zh-") }

  var speech: any Speech.Type { isChinese ? ChineseSpeech.self : EnglishSpeech.self }

  /// How many forms the noun of a `{n:count|...}` has in this language.
  public var nounForms: Int { speech.nounForms }
}
