import CPlatform
import Glibc

/// What the process asks for itself at its start: no core files, enough descriptors, and no holes in its memory.
public enum ProcessHardening {
  /// No core file, and no other process of the same user may read this one's memory: it may hold keyed passwords.
  /// False where the kernel refused.
  @discardableResult
  public static func forbidCoreDumps() -> Bool { ivr_forbid_core_dumps() == 0 }

  /// May this process leave a core file?
  public static var mayDumpCore: Bool { ivr_may_dump_core() != 0 }

  /// From this size on, memory that is given back goes to the kernel, whatever lies behind it. Of itself the C library
  /// raises the size to 32 MiB while tables grow, and the holes that those leave behind are waited for by nobody.
  static let largeBlock = 1 << 20

  /// False where the C library knows no such size.
  @discardableResult
  public static func giveLargeBlocksBack() -> Bool { ivr_give_back_from(largeBlock) == 0 }

  /// Raises the limit of open descriptors as far as is needed and allowed.
  /// - Returns: the limit afterwards; smaller than `needed` where the hard limit is.
  public static func raiseDescriptorLimit(to needed: Int) -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
    let wanted = min(rlim_t(needed), limit.rlim_max)
    if wanted > limit.rlim_cur {
      var raised = limit
      raised.rlim_cur = wanted
      if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
    }
    return limit.rlim_cur > rlim_t(Int.max) ? Int.max : Int(limit.rlim_cur)
  }
}
