import CPlatform
import Glibc
import LineProtocol

/// One connection of a swarm: its descriptor, the line that is coming and the bytes that have to go.
final class SwarmConnection {
  let descriptor: Int32
  var decoder = LineDecoder()
  /// Bytes to send; those before `sent` have gone.
  private(set) var outgoing: [UInt8] = []
  private var sent = 0
  var isOpen = true
  /// It stands on the swarm's list of those that have something to write.
  var isListed = false
  /// The kernel takes no more for now, and will say when it does.
  var waitsForRoom = false
  /// No more will be written: the end is sent after the last byte.
  var finishes = false
  /// The other end takes nothing any more; what it has sent can still be read.
  private var isDeaf = false

  /// Connects, and waits for the listener if its queue is full. Not blocking from then on.
  init(path: String) throws(SwarmError) {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SwarmError(errno, operation: "socket", path: nil) }
    var patience = timeval(tv_sec: SwarmError.patience, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let failure = ivr_connect(descriptor, path)
    guard failure == 0 else {
      Glibc.close(descriptor)
      throw SwarmError(failure, operation: "connect", path: path)
    }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  deinit { if isOpen { Glibc.close(descriptor) } }

  var unsent: Int { outgoing.count - sent }

  func append(_ bytes: some Collection<UInt8>) {
    if !isDeaf { outgoing += bytes }
  }

  /// Writes what the kernel takes. False: there is more, and no room for it.
  func write() -> Bool {
    while sent < outgoing.count {
      let count = outgoing.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress! + sent, $0.count - sent, flags) }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN { return false }
        isDeaf = true
        break
      }
      sent += count
    }
    outgoing.removeAll(keepingCapacity: outgoing.capacity <= Self.keptCapacity)
    sent = 0
    if finishes { shutdown(descriptor, Int32(SHUT_WR)) }
    return true
  }

  func close() {
    guard isOpen else { return }
    isOpen = false
    Glibc.close(descriptor)
  }

  private let flags = Int32(MSG_NOSIGNAL)
  /// A buffer that has held more is given back.
  private static let keptCapacity = 64 * 1_024
}
