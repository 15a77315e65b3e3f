/// How long words take to say: 4.5 Chinese characters, or 2.5 words of another language, a second.
///
/// Counted in 45ths of a second, in which both rates are whole: 10 a character, 18 a word.
public struct SpokenLength: Sendable, Equatable {
  /// Seconds that callers listen for.
  public static let longestPrompt = 15

  public private(set) var units: Int

  private static let unitsPerSecond = 45
  private static let character = 10
  private static let word = 18

  /// Rounded up.
  public var seconds: Int { (units + Self.unitsPerSecond - 1) / Self.unitsPerSecond }

  public init(_ text: String) {
    let hasIdeographs = text.unicodeScalars.contains(where: \.properties.isIdeographic)
    units = 0
    var isInWord = false
    for scalar in text.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic && !scalar.properties.isIdeographic
      if scalar.properties.isIdeographic { units += Self.character }
      if scalar.properties.numericType == .decimal { units += hasIdeographs ? Self.character : Self.word }
      if isLetter, !isInWord { units += Self.word }
      isInWord = isLetter || (isInWord && (scalar == "'" || scalar == "-"))
    }
  }
}
