import Glibc

/// Nanoseconds that this process has had a core: what others do on the machine doesn't count.
enum ProcessorTime {
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
