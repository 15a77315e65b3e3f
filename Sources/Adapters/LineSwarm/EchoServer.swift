import CPlatform
import Glibc

/// The least that a server of lines can do: for each LF that comes, the same bytes go back.
///
/// It is the limit beside which the daemon is measured: the same kind of socket, the same loader, as many bytes,
/// and nothing done for them.
public final class EchoServer {
  private let listener: Int32
  private let reply: [UInt8]
  private let poller: Poller
  private var room = [UInt8](repeating: 0, count: 64 * 1_024)
  private var outgoing: [UInt8] = []
  /// By their descriptors: what the kernel has not taken yet.
  private var unsent: [Int32: [UInt8]] = [:]
  private var openCount = 0

  /// - Parameters:
  ///   - listener: a Unix stream socket that is bound and listens.
  ///   - reply: what one line is answered with.
  public init(listener: Int32, reply: [UInt8]) throws(SwarmError) {
    self.listener = listener
    self.reply = reply
    poller = try Poller()
    _ = fcntl(listener, F_SETFL, O_NONBLOCK)
    try poller.add(listener, token: Int(listener))
  }

  /// A listening socket; an `address` that begins with `@` is an abstract one, which leaves no file behind.
  public static func makeListener(at address: String) throws(SwarmError) -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw SwarmError(errno, operation: "socket", path: nil) }
    var failure = ivr_bind(descriptor, address)
    if failure == 0, listen(descriptor, SOMAXCONN) != 0 { failure = errno }
    guard failure == 0 else {
      close(descriptor)
      throw .failed(operation: "bind", path: address, errno: failure)
    }
    return descriptor
  }

  /// Serves until the last connection has gone, or until nobody has come for so long.
  public func run(patience: Double = 10) throws(SwarmError) {
    let limit = MonotonicInstant.now.after(seconds: patience)
    var hasServed = false
    while openCount > 0 || !hasServed {
      let count = try poller.wait(until: hasServed ? nil : limit)
      if count == 0 { return }
      for place in 0..<count {
        let ready = poller.readiness(place)
        let descriptor = Int32(truncatingIfNeeded: ready.token)
        if descriptor == listener {
          try accept()
          hasServed = true
        } else {
          try serve(descriptor, ready)
        }
      }
    }
  }

  private func accept() throws(SwarmError) {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      guard descriptor >= 0 else { return }
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      openCount += 1
      try poller.add(descriptor, token: Int(descriptor))
    }
  }

  private func serve(_ descriptor: Int32, _ ready: Poller.Readiness) throws(SwarmError) {
    outgoing.removeAll(keepingCapacity: true)
    let wasWaiting = !unsent.isEmpty && unsent[descriptor] != nil
    if wasWaiting, let waiting = unsent.removeValue(forKey: descriptor) { outgoing += waiting }
    if ready.isReadable {
      let count = room.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) {
        close(descriptor)
        openCount -= 1
        return
      }
      for byte in room[..<max(0, count)] where byte == UInt8(ascii: "\n") { outgoing += reply }
    }
    let sent = outgoing.isEmpty ? 0 : max(0, send(descriptor, outgoing, outgoing.count, Int32(MSG_NOSIGNAL)))
    let isWaiting = sent < outgoing.count
    if isWaiting { unsent[descriptor] = Array(outgoing[sent...]) }
    if wasWaiting != isWaiting { try poller.change(descriptor, token: Int(descriptor), wantsToWrite: isWaiting) }
  }
}
