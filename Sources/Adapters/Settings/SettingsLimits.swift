public import CallModel

/// How much a menu directory may hold. Far above any real tree, and low enough that a wrong file
/// can't fill the memory or make a line that the protocol can't carry.
public enum SettingsLimits {
  /// Bytes of one file.
  public static let fileSize = 262_144
  /// Files in the directory and below it.
  public static let files = 256
  public static let nodes = 5_000
  public static let prompts = 10_000
  public static let languages = 16
  public static let queues = 500
  public static let agents = 20_000
  public static let skills = 500
  /// Bytes of the words of one prompt as the protocol writes them, its holes aside; 15 s are some 300. A `SAY` line has
  /// 4,096 bytes for the words, and for each value twice: by name as it is written, and as it is said.
  public static let promptBytes = 1_024
  public static let holesPerPrompt = 8
  /// The same for the items of a list, of which five stand in one line.
  public static let itemBytes = 120
  public static let holesPerItem = 4
  /// Characters of an id: a node's, a prompt's, a queue's.
  public static let identifierLength = 64
  public static let attempts = 10
  /// Choices of one menu, of whatever use.
  public static let choices = 64
  /// Options of a menu, besides 0, 9, star and hash, that callers can keep in mind.
  public static let menuOptions = 5
  /// Comfort messages of one queue node.
  public static let comfortPrompts = 16
  /// Opening hours that are interrupted for less are doubted.
  public static let shortestClosure = Interval.minutes(30)
}
