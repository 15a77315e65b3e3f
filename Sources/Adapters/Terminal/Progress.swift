/// One line that tells a person at a terminal how far things are; nothing for files and pipes.
public struct Progress {
  private static let interval = Duration.milliseconds(200)

  private let label: String
  private let isShown = TerminalDevice.errors.isTerminal
  private var next = ContinuousClock.now

  public init(label: String) { self.label = label }

  /// The text is made only when it is time to show one again.
  public mutating func show(_ text: @autoclosure () -> String) {
    guard isShown, ContinuousClock.now >= next else { return }
    next = ContinuousClock.now + Self.interval
    TerminalDevice.errors.write("\r\u{1B}[K\(label): \(text())")
  }

  /// `############........  60 %`.
  public static func bar(done: Int, of total: Int) -> String {
    let (width, share) = (30, Double(min(done, total)) / Double(max(total, 1)))
    let filled = Int((share * Double(width)).rounded())
    return String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
      + " \(Int(share * 100)) %"
  }

  public func clear() { if isShown { TerminalDevice.errors.write("\r\u{1B}[K") } }
}
