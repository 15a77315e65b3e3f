import LineSwarm
import Terminal

/// One line that tells a person at a terminal how far things are; nothing for files and pipes.
struct Progress {
  private static let interval: Int64 = 200_000_000

  let label: String
  private let isShown = TerminalDevice.errors.isTerminal
  private var next = MonotonicInstant(nanoseconds: 0)

  init(label: String) { self.label = label }

  /// The text is made only when it is time to show one again.
  mutating func show(_ text: @autoclosure () -> String) {
    guard isShown, MonotonicInstant.now >= next else { return }
    next = MonotonicInstant.now.after(nanoseconds: Self.interval)
    TerminalDevice.errors.write("\r\u{1B}[K\(label): \(text())")
  }

  func clear() { if isShown { TerminalDevice.errors.write("\r\u{1B}[K") } }
}
