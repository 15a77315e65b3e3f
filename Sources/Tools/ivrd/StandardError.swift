import Glibc

/// Where complaints go, so that standard output stays a program's.
struct StandardError: TextOutputStream {
  mutating func write(_ text: String) {
    let bytes = Array(text.utf8)
    // A terminal or file that takes no complaint leaves nobody to complain to.
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
