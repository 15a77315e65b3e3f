/// What is fuzzed: code that reads bytes from outside. Each target takes any bytes whatever and must come back; what it
/// checks beyond that stops the process, which is what a fuzzer and a test see.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// Lines of the wire, both ways.
  case codec
  /// The YAML of menus.
  case menus
  /// A journal's files, and the turns and states in them.
  case journal

  public func run(_ bytes: [UInt8]) {
    switch self {
    case .codec: Self.readLines(bytes)
    case .menus: Self.loadMenus(bytes)
    case .journal: Self.readJournal(bytes)
    }
  }
}
