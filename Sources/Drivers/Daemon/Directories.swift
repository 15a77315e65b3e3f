import Glibc

/// Makes a directory and those above it, readable by their owner and group only where it is new.
func makeDirectory(_ path: String, mode: mode_t = 0o750) throws(DaemonFailure) {
  var made = path.hasPrefix("/") ? "/" : ""
  for part in path.split(separator: "/") {
    made += made.isEmpty || made == "/" ? part : "/\(part)"
    if mkdir(made, mode) != 0, errno != EEXIST {
      let number = errno
      throw .using(made, number, "the directory \(made) can't be made: \(String(cString: strerror(number))).")
    }
  }
}
