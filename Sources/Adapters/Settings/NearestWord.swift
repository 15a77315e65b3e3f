import CallModel

/// Finds the word that a misspelt one was probably meant to be.
enum NearestWord {
  /// The word of `words` that is fewest slips away, at most a third of the length; ties go to the
  /// earlier one. `nil` where none is near.
  static func to(_ word: String, among words: [String]) -> String? {
    guard word.utf8.count <= SettingsLimits.identifierLength else { return nil }
    let limit = max(1, word.utf8.count / 3)
    var best: (word: String, slips: Int)?
    for candidate in words where abs(candidate.utf8.count - word.utf8.count) <= limit {
      let slips = EditDistance.between(Array(word.utf8), Array(candidate.utf8))
      if slips <= limit, slips < best?.slips ?? .max { best = (candidate, slips) }
    }
    return best?.word
  }

  /// `; did you mean "x"?`, or nothing.
  static func hint(_ word: String, among words: [String]) -> String {
    to(word, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
  }
}
