import Glibc

/// Where complaints go, so that standard output stays a program's.
struct StandardError: TextOutputStream {
  mutating func write(_ text: String) {
    for byte in text.utf8 { putc(Int32(byte), stderr) }
  }
}
