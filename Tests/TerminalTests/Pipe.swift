import Glibc

/// Both ends of a pipe, closed when it is let go: an input that is no terminal.
final class Pipe {
  let reading: Int32
  private var writing: Int32

  init() {
    var ends: [Int32] = [0, 0]
    precondition(pipe(&ends) == 0, "the system has no pipe left")
    reading = ends[0]
    writing = ends[1]
  }

  deinit {
    close(reading)
    finish()
  }

  func write(_ text: String) {
    let bytes = Array(text.utf8)
    precondition(Glibc.write(writing, bytes, bytes.count) == bytes.count, "the pipe is full")
  }

  /// Nothing more will be written.
  func finish() {
    if writing >= 0 { close(writing) }
    writing = -1
  }
}
