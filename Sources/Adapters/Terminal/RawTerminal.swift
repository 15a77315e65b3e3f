import Glibc

/// A terminal that hands over each key as it is typed and echoes none, until `restore`, the end of the process or
/// a signal that ends it: whatever happens, the shell gets its terminal back as it was.
public final class RawTerminal {
  public enum Mode: Sendable {
    /// Each key at once; Ctrl-C and Ctrl-D come as keys.
    case keys
    /// Whole lines, as usual, but nothing is shown; Ctrl-C interrupts, as usual.
    case silentLine
  }

  private let device: TerminalDevice
  private var isActive: Bool

  /// `nil` where the descriptor is no terminal. One at a time in a process.
  public init?(_ device: TerminalDevice, _ mode: Mode) {
    self.device = device
    let original = SavedTerminal.settings
    guard tcgetattr(device.descriptor, original) == 0 else { return nil }
    var wanted = original.pointee
    switch mode {
    case .keys: wanted.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    case .silentLine: wanted.c_lflag &= ~tcflag_t(ECHO)
    }
    isActive = true
    SavedTerminal.arm(device.descriptor)
    // With TCSAFLUSH what was typed before, and echoed, is no answer to what is asked now.
    tcsetattr(device.descriptor, mode == .silentLine ? TCSAFLUSH : TCSADRAIN, &wanted)
  }

  deinit { restore() }

  public func restore() {
    guard isActive else { return }
    isActive = false
    SavedTerminal.restore()
  }
}

/// The settings to go back to, where a signal handler can reach them: hence memory of the process, not of an object.
private enum SavedTerminal {
  // Written before the handlers are set, read by them; one thread.
  nonisolated(unsafe) static let settings = UnsafeMutablePointer<termios>.allocate(capacity: 1)
  nonisolated(unsafe) private static var descriptor: Int32 = -1
  private static let endings = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]

  static func arm(_ descriptor: Int32) {
    self.descriptor = descriptor
    // Whoever started the process may have blocked them, and then nothing could end it while keys are raw.
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    for number in endings {
      sigaddset(&unblocked, number)
      signal(number) { number in
        SavedTerminal.restore()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
    pthread_sigmask(SIG_UNBLOCK, &unblocked, nil)
  }

  /// Only calls that a signal handler may make.
  static func restore() {
    guard descriptor >= 0 else { return }
    tcsetattr(descriptor, TCSANOW, settings)
    descriptor = -1
    for number in endings { signal(number, SIG_DFL) }
  }
}
