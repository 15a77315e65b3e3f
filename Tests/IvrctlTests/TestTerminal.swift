import Foundation
import Glibc

/// A terminal with nobody before it: the test types, and reads what would be on the screen.
final class TestTerminal {
  struct Silence: Error { var screen: String }

  private let keyboard: Int32
  let line: Int32
  private(set) var screen = ""

  // From <asm-generic/ioctls.h>, whose macros Swift does not see: unlock a new terminal, and ask for its number.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430

  init() {
    keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    var number: Int32 = -1
    let isThere =
      keyboard >= 0 && ioctl(keyboard, Self.unlock, &isLocked) == 0 && ioctl(keyboard, Self.number, &number) == 0
    precondition(isThere, "the system has no terminal left")
    line = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var size = winsize(ws_row: 30, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(line, UInt(TIOCSWINSZ), &size)
  }

  deinit {
    close(line)
    close(keyboard)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(keyboard, bytes, bytes.count)
  }

  /// Reads on until this stands on the screen.
  func wait(for text: String) throws {
    while !screen.contains(text) {
      guard ScriptedDaemon.isReadable(keyboard) else { throw Silence(screen: screen) }
      var room = [UInt8](repeating: 0, count: 4_096)
      let count = read(keyboard, &room, room.count)
      guard count > 0 else { throw Silence(screen: screen) }
      screen += String(decoding: room[..<count], as: UTF8.self)
    }
  }

  /// As a shell wants it: it shows what is typed, and Ctrl-C interrupts.
  var isAsUsual: Bool {
    var settings = termios()
    tcgetattr(line, &settings)
    let usual = tcflag_t(ECHO | ICANON | ISIG)
    return settings.c_lflag & usual == usual
  }

  /// Starts the tool with this as its terminal.
  func run(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("ivrctl")
    process.arguments = arguments
    process.environment = ["SWIFT_BACKTRACE": "enable=no", "TERM": "xterm", "NO_COLOR": "1"]
    let handle = FileHandle(fileDescriptor: line, closeOnDealloc: false)
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    return process
  }
}
