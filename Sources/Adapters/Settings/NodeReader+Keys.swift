import CallModel
import IVR

/// What the keys of a menu are to its callers: warnings, not errors.
extension NodeReader {
  /// `choices` in the order of writing.
  func checkChoices(_ choices: [(key: String, position: SourcePosition)]) {
    checkPrefixes(choices)
    let options = choices.filter { !["0", "9", "*", "#"].contains($0.key) }
    if options.count > SettingsLimits.menuOptions {
      let limit = SettingsLimits.menuOptions
      log.warning(options[limit].position, "\(map.what) has \(options.count) options; callers keep \(limit) in mind")
    }
    let digits = options.compactMap { option in Int(option.key).map { (number: $0, position: option.position) } }
    guard digits.count == options.count, digits.allSatisfy({ $0.number < 10 }) else { return }
    for (index, option) in digits.enumerated() where option.number != index + 1 {
      log.warning(option.position, "the options of \(map.what) don't ascend from 1 without a gap")
      return
    }
  }

  private func checkPrefixes(_ choices: [(key: String, position: SourcePosition)]) {
    for short in choices {
      let longer = choices.first { $0.key != short.key && $0.key.hasPrefix(short.key) }
      guard let longer else { continue }
      let sentence =
        "\"\(short.key)\" is also how \"\(longer.key)\" begins: who presses it waits for the next key's time"
      log.warning(short.position, sentence)
    }
  }
}
