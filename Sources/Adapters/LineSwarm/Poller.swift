import CEpoll
import Glibc

/// The kernel's list of descriptors to watch (epoll, level-triggered), each with a token of its owner's.
/// Apart so that the swarm and the echo server speak of readiness, not of system calls.
final class Poller {
  struct Readiness {
    var token: Int
    /// Bytes, the end of the stream or an error: a read tells which.
    var isReadable: Bool
    var isWritable: Bool
  }

  /// Events taken in one round.
  private static let roundSize = 256

  private let descriptor: Int32
  private var events = [epoll_event](repeating: epoll_event(), count: roundSize)

  init() throws(SwarmError) {
    descriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard descriptor >= 0 else { throw SwarmError(errno, operation: "epoll_create1", path: nil) }
  }

  deinit { Glibc.close(descriptor) }

  func add(_ watched: Int32, token: Int) throws(SwarmError) {
    try control(EPOLL_CTL_ADD, watched, token: token, wantsToWrite: false)
  }

  func change(_ watched: Int32, token: Int, wantsToWrite: Bool) throws(SwarmError) {
    try control(EPOLL_CTL_MOD, watched, token: token, wantsToWrite: wantsToWrite)
  }

  // Removing is left to close(2), which takes the descriptor off the list.

  private func control(_ operation: Int32, _ watched: Int32, token: Int, wantsToWrite: Bool) throws(SwarmError) {
    var event = epoll_event()
    event.events = EPOLLIN.rawValue | (wantsToWrite ? EPOLLOUT.rawValue : 0)
    event.data.u64 = UInt64(token)
    guard epoll_ctl(descriptor, operation, watched, &event) == 0 else {
      throw SwarmError(errno, operation: "epoll_ctl", path: nil)
    }
  }

  /// Waits until something is ready or the limit is reached; `nil` waits for ever, an instant in the past not at all.
  /// Gives the number of descriptors that are ready.
  func wait(until limit: MonotonicInstant?) throws(SwarmError) -> Int {
    while true {
      let count: Int32
      if let limit {
        let left = max(0, limit - .now)
        var time = timespec(tv_sec: Int(left / 1_000_000_000), tv_nsec: Int(left % 1_000_000_000))
        count = epoll_pwait2(descriptor, &events, Int32(events.count), &time, nil)
      } else {
        count = epoll_pwait2(descriptor, &events, Int32(events.count), nil, nil)
      }
      if count >= 0 { return Int(count) }
      if errno != EINTR { throw SwarmError(errno, operation: "epoll_pwait2", path: nil) }
    }
  }

  /// What the last `wait` found, by its place in the round.
  func readiness(_ place: Int) -> Readiness {
    let event = events[place]
    let ending = EPOLLHUP.rawValue | EPOLLERR.rawValue
    return Readiness(
      token: Int(event.data.u64), isReadable: event.events & (EPOLLIN.rawValue | ending) != 0,
      isWritable: event.events & EPOLLOUT.rawValue != 0)
  }
}
